import { metaText, normaliseText } from '@/lib/evidence/meta';
import type { ClaimedRow } from './problem';

/** Failed rows that look alike: same task, operation (ADD and UPDATE count as one), result, and text apart from what differs row by row. */
export interface FailedRowGroup {
  readonly key: string;
  readonly task: string;
  readonly operation: string;
  readonly result: string;
  /** The normalised text; empty where `meta` says nothing. */
  readonly text: string;
  readonly rows: readonly ClaimedRow[];
}

/** More groups than this are not told apart: the rest becomes one group for each result. */
export const MAX_GROUPS = 20;

/** ADD and UPDATE are one to whoever pushes: Coveo tells them apart by what the index held. */
export const PUT = 'ADD or UPDATE';

function isPut(operation: string): boolean {
  return operation === 'ADD' || operation === 'UPDATE';
}

/** Groups rows (oldest first) that look alike, the largest group first. Every row is in exactly one group. */
export function groupFailedRows(claimed: readonly ClaimedRow[]): FailedRowGroup[] {
  const groups = group(claimed, ({ row, meta }) => ({
    task: row.task,
    operation: isPut(row.operation) ? PUT : row.operation,
    result: row.result,
    text: normaliseText(metaText(meta)).slice(0, 300),
  }));
  if (groups.length <= MAX_GROUPS) return groups;
  const kept = groups.slice(0, MAX_GROUPS - 1);
  const rest = groups.slice(MAX_GROUPS - 1).flatMap(({ rows }) => rows);
  return [
    ...kept,
    ...group(rest, ({ row }) => ({
      task: 'several stages',
      operation: 'other',
      result: row.result,
      text: 'several texts',
    })),
  ];
}

function group(
  claimed: readonly ClaimedRow[],
  features: (row: ClaimedRow) => Pick<FailedRowGroup, 'task' | 'operation' | 'result' | 'text'>,
): FailedRowGroup[] {
  const groups = new Map<string, FailedRowGroup & { rows: ClaimedRow[] }>();
  for (const row of claimed) {
    const seen = features(row);
    const key = shortHash([seen.task, seen.operation, seen.result, seen.text].join('|'));
    const known = groups.get(key);
    if (known) known.rows.push(row);
    else groups.set(key, { ...seen, key, rows: [row] });
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length || (a.key < b.key ? -1 : 1));
}

/** A short name for a text (64-bit FNV-1a in hex): the text is a customer's and has no place in an address. */
export function shortHash(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

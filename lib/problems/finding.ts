import type { Activity } from '@/lib/evidence/activity';
import { isBatchRow, type LogRow } from '@/lib/evidence/log-row';
import { flattenMeta, metaText, normaliseText } from '@/lib/evidence/meta';
import type { KeptPush } from '@/lib/evidence/recorded-pushes';

/** One problem seen in one body of evidence. Plain JSON: it is what the health route answers. */
export interface Finding {
  readonly problem: string;
  /** Tells findings of one problem apart, and stays the same from scan to scan. Empty when there is only one. */
  readonly key: string;
  /** Names the object and the number. */
  readonly title: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** What this finding alone makes of the source; null when it is only worth knowing. */
  readonly impact: 'failing' | 'degraded' | null;
  readonly confidence: 'certain' | 'likely' | 'possible';
  /** Why it is not certain; null when it is. */
  readonly confidenceReason: string | null;
  readonly count: number;
  readonly unit: 'rows' | 'items' | 'operations';
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Rows that prove it, newest first, at most 50: the newest, and the first of each kind. */
  readonly evidence: readonly LogRow[];
  readonly evidenceTotal: number;
  /**
   * Every row, or recorded call, that proves it, oldest first. Only counted and told apart: what is shown stands in
   * `evidence`.
   */
  readonly rows: readonly RowRef[];
  /** Recorded calls that prove it, newest first, at most 50 of `callsTotal`; left out where none does. */
  readonly calls?: readonly KeptPush[];
  readonly callsTotal?: number;
  /** Activities that prove it, where they do. */
  readonly activities: readonly Activity[];
  /** In place of count and unit, where these alone would mislead: "2 runs missed". */
  readonly measure?: string;
  readonly items: TouchedItems;
  /** What was seen, in sentences. */
  readonly text: string;
  /** Thresholds that were judged by, as sentences: they are assumptions. */
  readonly assumptions: readonly string[];
}

/** A row by its guid, with its time. */
export type RowRef = Pick<LogRow, 'guid' | 'at'>;

/** Items that a finding is about: URIs, those that were not indexed since first, and how many there are of each. */
export interface TouchedItems {
  /** At most 500. */
  readonly sample: readonly string[];
  readonly total: number;
  /** How many were not indexed since; null where that is not known or is no question. */
  readonly lost: number | null;
  /** What these items are, where they are not simply those of the rows. */
  readonly what?: string;
}

/** No items: the finding is not about items, or they are not known. */
export const NO_ITEMS: TouchedItems = { sample: [], total: 0, lost: null };

/** The most rows that a finding carries. */
export const MAX_EVIDENCE_ROWS = 50;
/** So many of them may be the first of their kind; the others are the newest. */
export const MAX_FIRST_ROWS = 25;
/** The most item URIs that a finding carries. */
export const MAX_SAMPLE_ITEMS = 500;

/** The parts of a finding that show what proves it. */
export type Proof = Pick<
  Finding,
  'evidence' | 'evidenceTotal' | 'rows' | 'activities' | 'items' | 'firstSeen' | 'lastSeen'
>;

/**
 * What a finding shows of its rows (oldest first in; newest first out, bounded, the first of each kind kept). Rows of
 * whole batches and of delete older than prove it too, but what they name is no item.
 */
export function proof(rows: readonly LogRow[]): Proof {
  const newestFirst = [...rows].reverse();
  const first = rows[0];
  const items = [
    ...new Set(newestFirst.flatMap((row) => (row.item === null || isBatchRow(row) ? [] : [row.item]))),
  ];
  return {
    evidence: shown(newestFirst, rows),
    evidenceTotal: rows.length,
    rows: rows.map(({ guid, at }) => ({ guid, at })),
    activities: [],
    items:
      items.length === 0
        ? NO_ITEMS
        : { sample: items.slice(0, MAX_SAMPLE_ITEMS), total: items.length, lost: null },
    firstSeen: first?.at ?? '',
    lastSeen: newestFirst[0]?.at ?? '',
  };
}

function shown(newestFirst: readonly LogRow[], rows: readonly LogRow[]): readonly LogRow[] {
  if (rows.length <= MAX_EVIDENCE_ROWS) return newestFirst;
  const firsts = firstOfEachKind(rows);
  const kept = new Set(firsts);
  for (const row of newestFirst) {
    if (kept.size === MAX_EVIDENCE_ROWS) break;
    kept.add(row);
  }
  return newestFirst.filter((row) => kept.has(row));
}

/** The first row of each task, operation, result and text, oldest first; the first kinds where there are many. */
function firstOfEachKind(rows: readonly LogRow[]): LogRow[] {
  const firsts = new Map<string, LogRow>();
  for (const row of rows) {
    const text = normaliseText(metaText(flattenMeta(row.meta)));
    const kind = [row.task, row.operation, row.result, text].join('|');
    if (!firsts.has(kind)) firsts.set(kind, row);
    if (firsts.size === MAX_FIRST_ROWS) break;
  }
  return [...firsts.values()];
}

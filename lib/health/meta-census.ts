import type { Evidence } from '@/lib/evidence/evidence';
import type { Json } from '@/lib/evidence/json';
import type { LogRow } from '@/lib/evidence/log-row';
import type { TimeWindow } from '@/lib/evidence/time';
import type { Problem } from '@/lib/problems/problem';
import { type FailedRead, failedRowReads } from './failed-reads';
import { isPlainWord, partsOfItem, plainWords } from './plain-words';

/** Rows not COMPLETED that a census looks at, at most: of more, evenly spread ones. */
export const MOST_FAILED_ROWS = 20_000;
/** COMPLETED rows that it looks at beside. */
export const MOST_COMPLETED_ROWS = 500;
/** Kinds of paths, and of codes, that it lists. */
const MOST_LISTED = 500;
const MAX_DEPTH = 12;

/**
 * What stands in the `meta` of a source's rows: which paths, holding what, and which codes no problem knows. Coveo
 * publishes one key only, so this is what can be learnt from a real organization. It names no organization, source or
 * item and holds no secret: it is made to be handed on. Plain JSON.
 */
export interface MetaCensus {
  /** Time of Coveo's newest answer. */
  readonly asOf: string;
  readonly window: TimeWindow;
  readonly failed: RowsLookedAt;
  readonly completed: RowsLookedAt;
  /** Reads of rows that failed: their rows are missing here. */
  readonly notRead: readonly FailedRead[];
  /** The most frequent first. */
  readonly paths: readonly CensusPath[];
  /** Of rows not COMPLETED only; the most frequent first. */
  readonly codes: readonly CensusCode[];
  /** More paths or codes were seen than are listed. */
  readonly cut: boolean;
}

/** How many rows there were in what was read, and how many of them were looked at. */
export interface RowsLookedAt {
  readonly looked: number;
  readonly read: number;
}

/** What a value is on the wire; `json` is JSON inside a string. */
export type MetaKind = 'text' | 'number' | 'boolean' | 'null' | 'json';

/** A path in `meta`, with one kind of value that stands there. */
export interface CensusPath {
  /** Keys joined by dots; `[]` for a place in a list, `<key>` for a key that is no plain name, `{}` for JSON in a string. */
  readonly path: string;
  readonly kind: MetaKind;
  readonly in: 'failed' | 'completed';
  /** Rows that have it. */
  readonly rows: number;
  /** Of a text: one, in plain words only; null for other kinds. */
  readonly example: string | null;
}

/** A token that looks like a code and is no problem's sign. */
export interface CensusCode {
  readonly code: string;
  readonly rows: number;
  /** Where its rows ended, such as "REJECTED at MAPPING". */
  readonly at: readonly string[];
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** Takes the census of the rows that were read. Linear in the rows that it looks at. */
export function takeCensus(
  { now, window, rows, coverage }: Evidence,
  problems: readonly Problem[],
): MetaCensus {
  const failed: LogRow[] = [];
  const completed: LogRow[] = [];
  for (const row of rows) (row.result === 'COMPLETED' ? completed : failed).push(row);
  const lookedFailed = spread(failed, MOST_FAILED_ROWS);
  const lookedCompleted = spread(completed, MOST_COMPLETED_ROWS);
  const known = knownCodes(problems);
  const paths = new Map<string, Tally<CensusPath>>();
  const codes = new Map<string, CodeTally>();
  for (const row of lookedFailed) {
    countPaths(row, 'failed', paths);
    countCodes(row, known, codes);
  }
  for (const row of lookedCompleted) countPaths(row, 'completed', paths);
  const listedCodes = [...codes.values()].map(({ at, ...code }) => ({ ...code, at: [...at].sort() }));
  return {
    asOf: now,
    window,
    failed: { looked: lookedFailed.length, read: failed.length },
    completed: { looked: lookedCompleted.length, read: completed.length },
    notRead: failedRowReads(coverage.reads),
    paths: mostFrequent([...paths.values()], ({ path, kind }) => `${path} ${kind}`),
    codes: mostFrequent(listedCodes, ({ code }) => code),
    cut: paths.size > MOST_LISTED || codes.size > MOST_LISTED,
  };
}

/** An entry while it is counted. */
type Tally<T> = { -readonly [K in keyof T]: T[K] };

interface CodeTally extends Tally<Omit<CensusCode, 'at'>> {
  readonly at: Set<string>;
}

function mostFrequent<T extends { readonly rows: number }>(
  list: readonly T[],
  name: (entry: T) => string,
): T[] {
  const sorted = [...list].sort((a, b) => b.rows - a.rows || (name(a) < name(b) ? -1 : 1));
  return sorted.slice(0, MOST_LISTED);
}

/** At most so many of them, evenly spread, the first among them. */
function spread(rows: readonly LogRow[], most: number): readonly LogRow[] {
  if (rows.length <= most) return rows;
  return Array.from({ length: most }, (_, index) => rows[Math.floor((index * rows.length) / most)]).filter(
    (row) => row !== undefined,
  );
}

interface Leaf {
  readonly path: string;
  readonly kind: MetaKind;
  /** The text of a text, else empty. */
  readonly text: string;
}

function countPaths(row: LogRow, where: CensusPath['in'], paths: Map<string, Tally<CensusPath>>): void {
  const seen = new Set<string>();
  for (const { path, kind, text } of leavesOf(row)) {
    const key = `${where}|${kind}|${path}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const known = paths.get(key);
    if (known) {
      known.rows += 1;
      continue;
    }
    const example = kind === 'text' ? plainWords(text, partsOfItem(row.item)) : null;
    paths.set(key, { path, kind, in: where, rows: 1, example });
  }
}

function leavesOf(row: LogRow): Leaf[] {
  const leaves: Leaf[] = [];
  collect(row.meta, '', row.item, false, 0, leaves);
  return leaves;
}

function collect(
  value: Json,
  path: string,
  item: string | null,
  inText: boolean,
  depth: number,
  out: Leaf[],
): void {
  if (depth > MAX_DEPTH) return;
  if (typeof value === 'string') {
    const nested = inText ? undefined : parseNested(value);
    if (nested === undefined) {
      out.push({ path, kind: 'text', text: value });
      return;
    }
    out.push({ path, kind: 'json', text: '' });
    collect(nested, `${path}{}`, item, true, depth + 1, out);
    return;
  }
  if (typeof value === 'number') out.push({ path, kind: 'number', text: '' });
  else if (typeof value === 'boolean') out.push({ path, kind: 'boolean', text: '' });
  else if (value === null) out.push({ path, kind: 'null', text: '' });
  else if (Array.isArray(value)) {
    for (const child of value) collect(child, `${path}[]`, item, inText, depth + 1, out);
  } else {
    for (const [key, child] of Object.entries(value)) {
      const name = isName(key, item) ? key : '<key>';
      collect(child, path === '' ? name : `${path}.${name}`, item, inText, depth + 1, out);
    }
  }
}

function parseNested(text: string): Json | undefined {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a key names a field, and not an item, a person or a number. */
function isName(key: string, item: string | null): boolean {
  return key !== item && /^[A-Za-z][A-Za-z_-]{0,39}\d{0,2}$/.test(key);
}

const URI = /\b[a-z][a-z0-9+.-]{0,20}:\/\/\S+/gi;
const CODE = /(?<![\w.@/-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w@/-])/g;
const LONGEST_CODE = 60;
/** With more digits it is an id. */
const MOST_DIGITS = 2;
/** Texts are looked at so far. */
const MOST_LOOKED_AT = 2_000;

function countCodes(row: LogRow, known: ReadonlySet<string>, codes: Map<string, CodeTally>): void {
  const item = partsOfItem(row.item);
  const found = new Set<string>();
  for (const { path, kind, text } of leavesOf(row)) {
    if (kind !== 'text') continue;
    const beginning = text.slice(0, MOST_LOOKED_AT);
    for (const [token] of beginning.replace(URI, ' ').matchAll(CODE)) found.add(token);
    if (/(?:^|[.}\]])[A-Za-z_-]*code$/i.test(path) && isPlainWord(beginning, item)) found.add(beginning);
  }
  for (const code of found) {
    const digits = code.replace(/\D/g, '').length;
    const isOfItem = code
      .toLowerCase()
      .split(/[^a-z]+/)
      .some((piece) => item.has(piece));
    if (known.has(code) || code.length > LONGEST_CODE || digits > MOST_DIGITS || isOfItem) continue;
    const at = `${enumValue(row.result)} at ${enumValue(row.task)}`;
    const seen = codes.get(code);
    if (!seen) {
      codes.set(code, { code, rows: 1, at: new Set([at]), firstSeen: row.at, lastSeen: row.at });
      continue;
    }
    seen.rows += 1;
    seen.at.add(at);
    seen.lastSeen = row.at;
  }
}

/** A result or task as Coveo's enums are written, also one that is new; anything else is not repeated. */
function enumValue(value: string): string {
  return /^[A-Z_]{1,40}$/.test(value) ? value : 'another value';
}

/** Values of the logs' own fields, which a text may repeat (Source Logs specification). */
const LOG_VALUES = [
  'ADD_BY_REFERENCE',
  'BATCH_FILE',
  'DELETE_AND_CHILDREN',
  'DELETE_OLDER_THAN',
  'CONSUMING_BATCH',
  'STREAMING_BATCH',
  'STREAMING_EXTENSION',
];

function knownCodes(problems: readonly Problem[]): ReadonlySet<string> {
  return new Set([
    ...LOG_VALUES,
    ...problems.flatMap(({ signs, paste }) => [...signs.codes, ...(paste?.codes ?? [])]),
  ]);
}

import type { RowCounts } from './counts';
import { isDelete, isFailure, type LogRow } from './log-row';
import type { TimeWindow } from './time';

/** How many rows of each kind Coveo counts in a stretch of time (`facetsStats`), where they were not read one by one. */
export interface Bucket extends TimeWindow {
  readonly counts: RowCounts;
}

/**
 * Rows by operation, of the whole window: at all stages, where operations enter (at the task `entryTask`) and at
 * INDEXING. A bucket's counts do not tell which operations its rows at a stage have; these give the shares.
 */
export interface StageCounts {
  readonly entryTask: string;
  readonly all: Readonly<Record<string, number>>;
  readonly entry: Readonly<Record<string, number>>;
  readonly end: Readonly<Record<string, number>>;
}

/** The task at which items enter: all pass CONSUMING, or, where nothing was logged there, STREAMING (inferred). */
export function entryTaskOf(counts: RowCounts): string {
  return (counts.tasks.CONSUMING ?? 0) > 0 || (counts.tasks.STREAMING ?? 0) === 0 ? 'CONSUMING' : 'STREAMING';
}

/**
 * What a bucket's counts say: in rows, each of which stands for one operation at its stage. How they part into
 * operations, and what of those at INDEXING are deletes, is shared out, and so about.
 */
export interface BucketLedger extends TimeWindow {
  /** Rows of items where operations enter, whatever became of them. */
  readonly entered: number;
  /** Rows COMPLETED where operations enter: the count less the failures that were read as rows. */
  readonly pushed: number;
  readonly pushes: Readonly<Record<string, number>>;
  readonly indexed: number;
  readonly deleted: number;
  /** Rows read one by one: REJECTED and ERROR, and SKIPPED at INDEXING. */
  readonly rejected: number;
  readonly errored: number;
  readonly skipped: number;
  /** Rows REJECTED or in ERROR where operations enter: never pushed. */
  readonly refused: number;
}

const WHOLE_BATCHES = new Set(['BATCH_FILE', 'DELETE_OLDER_THAN']);

/**
 * The ledgers of buckets that follow each other, oldest first. `rows` (oldest first) must hold every row that is not
 * COMPLETED and every DELETE_OLDER_THAN row: what is taken off a count is what was read.
 */
export function readBuckets(
  buckets: readonly Bucket[],
  stages: StageCounts,
  rows: readonly LogRow[],
): BucketLedger[] {
  let next = 0;
  return buckets.map((bucket) => {
    while (next < rows.length && (rows[next]?.at ?? '') < bucket.from) next++;
    const begin = next;
    while (next < rows.length && (rows[next]?.at ?? '') < bucket.to) next++;
    return ledgerOf(bucket, stages, rows.slice(begin, next));
  });
}

function ledgerOf({ from, to, counts }: Bucket, stages: StageCounts, rows: readonly LogRow[]): BucketLedger {
  const seen = { entered: 0, requests: 0, ended: 0, rejected: 0, errored: 0, skipped: 0, refused: 0 };
  for (const row of rows) {
    const enters = row.task === stages.entryTask;
    // Requests to delete what is older enter at the same task: they are no operations on items.
    if (enters && (row.result !== 'COMPLETED' || WHOLE_BATCHES.has(row.operation))) seen.entered++;
    if (enters && WHOLE_BATCHES.has(row.operation)) seen.requests++;
    if (WHOLE_BATCHES.has(row.operation) || row.result === 'COMPLETED') continue;
    if (row.result === 'REJECTED') seen.rejected++;
    if (row.result === 'ERROR') seen.errored++;
    if (enters && isFailure(row)) seen.refused++;
    if (row.task !== 'INDEXING' || row.result === 'WARNING') continue;
    seen.ended++;
    if (row.result === 'SKIPPED') seen.skipped++;
  }
  const pushed = Math.max(0, (counts.tasks[stages.entryTask] ?? 0) - seen.entered);
  const ended = Math.max(0, (counts.tasks.INDEXING ?? 0) - seen.ended);
  const deletes = sharedOut(ended, weights(counts, stages.all, stages.end));
  const deleted = sum(Object.entries(deletes).flatMap(([verb, n]) => (isDelete(verb) ? [n] : [])));
  return {
    from,
    to,
    entered: Math.max(0, (counts.tasks[stages.entryTask] ?? 0) - seen.requests),
    pushed,
    pushes: sharedOut(pushed, weights(counts, stages.all, stages.entry)),
    indexed: ended - deleted,
    deleted,
    rejected: seen.rejected,
    errored: seen.errored,
    skipped: seen.skipped,
    refused: seen.refused,
  };
}

/** For each verb, how many of its rows in the bucket are at a stage, if they are as many of them as in the window. */
function weights(
  counts: RowCounts,
  all: Readonly<Record<string, number>>,
  atStage: Readonly<Record<string, number>>,
): Map<string, number> {
  const weighed = new Map<string, number>();
  for (const [verb, rows] of Object.entries(counts.operations)) {
    const here = atStage[verb] ?? 0;
    const whole = all[verb] ?? 0;
    if (here > 0 && whole > 0 && !WHOLE_BATCHES.has(verb)) weighed.set(verb, (rows * here) / whole);
  }
  return weighed;
}

/** A whole number shared out by weight into whole numbers that add up to it. */
function sharedOut(total: number, weighed: ReadonlyMap<string, number>): Record<string, number> {
  const shares = new Map<string, number>();
  let weightLeft = sum([...weighed.values()]);
  let left = total;
  for (const [verb, weight] of weighed) {
    const share = Math.round((left * weight) / weightLeft);
    if (share > 0) shares.set(verb, share);
    left -= share;
    weightLeft -= weight;
  }
  return Object.fromEntries(shares);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

import { type BucketLedger, readBuckets } from './bucket';
import type { Counted, Evidence } from './evidence';
import { isBatchRow, isEntryTask } from './log-row';
import { toIso, toMs } from './time';

/** A number of pushes or outcomes at a moment that stands for the time around it. */
export interface SpreadCount {
  readonly at: string;
  readonly lane: 'pushes' | 'outcomes';
  /** The operation, or the outcome. */
  readonly name: string;
  readonly count: number;
}

/** A stretch is cut into so many parts at the most. */
const PARTS_PER_BUCKET = 48;

/**
 * The counts of buckets laid over time, to be shown: when inside of its bucket something happened was not read, so that
 * each count is spread evenly over the time in which batches came, else over the whole bucket. They add up to what the
 * buckets count. Failures are not among them: their rows were read, and have their own times.
 */
export function spreadCounts(evidence: Evidence, counted: Counted): SpreadCount[] {
  const batches = evidence.rows.filter((row) => row.operation === 'BATCH_FILE' && isEntryTask(row.task));
  const spread: SpreadCount[] = [];
  for (const ledger of readBuckets(counted.buckets, counted.stages, evidence.rows)) {
    const within = batches.filter(({ at }) => at >= ledger.from && at < ledger.to);
    const moments = momentsOf(ledger, within[0]?.at ?? ledger.from, within.at(-1)?.at ?? ledger.to);
    const add = (lane: SpreadCount['lane'], name: string, total: number) => {
      for (const [at, moment] of moments.entries()) {
        const count =
          Math.floor((total * (at + 1)) / moments.length) - Math.floor((total * at) / moments.length);
        if (count > 0) spread.push({ at: moment, lane, name, count });
      }
    };
    for (const [operation, total] of Object.entries(ledger.pushes)) add('pushes', operation, total);
    add('outcomes', 'indexed', ledger.indexed);
    add('outcomes', 'deleted', ledger.deleted);
  }
  return [...spread, ...failuresOf(evidence)];
}

function momentsOf(bucket: BucketLedger, from: string, to: string): string[] {
  const [start, end] = [toMs(from), Math.min(toMs(to), toMs(bucket.to) - 1)];
  const parts = Math.min(PARTS_PER_BUCKET, Math.max(1, Math.floor((end - start) / 60_000)));
  return Array.from({ length: parts }, (_, at) => toIso(Math.floor(start + ((end - start) * at) / parts)));
}

const ENDS = new Map([
  ['REJECTED', 'rejected'],
  ['ERROR', 'errored'],
]);

/** What did not go well, row by row: REJECTED and ERROR end an operation anywhere, SKIPPED at INDEXING. */
function failuresOf({ rows }: Evidence): SpreadCount[] {
  const failures: SpreadCount[] = [];
  for (const row of rows) {
    if (row.result === 'COMPLETED' || isBatchRow(row)) continue;
    const skipped = row.result === 'SKIPPED' && row.task === 'INDEXING' ? 'skipped' : undefined;
    const name = ENDS.get(row.result) ?? skipped;
    if (name !== undefined) failures.push({ at: row.at, lane: 'outcomes', name, count: 1 });
  }
  return failures;
}

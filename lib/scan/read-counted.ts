import { LOGS_WINDOW_MS } from '@/lib/coveo/window';
import { type Bucket, entryTaskOf, type StageCounts } from '@/lib/evidence/bucket';
import { addCounts, type RowCounts, totalRows } from '@/lib/evidence/counts';
import { COMPLETE, type PartCoverage, type Read } from '@/lib/evidence/coverage';
import type { Counted } from '@/lib/evidence/evidence';
import { isBatchRow, type LogRow, sortRows } from '@/lib/evidence/log-row';
import { SETTLE_FLOOR_MS } from '@/lib/evidence/pipeline';
import { hidesSecret } from '@/lib/evidence/redacted-uri';
import { runSpans } from '@/lib/evidence/run';
import { sampleOrder } from '@/lib/evidence/sample-order';
import { DAY_MS, HOUR_MS, MINUTE_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { COUNT_TOLERANCE, partOfFailure } from './call-coverage';
import { type ChosenItem, chooseItems } from './choose-items';
import { NOT_COUNTED } from './count-live';
import { countWindow, stretchesOf } from './count-rows';
import { isTooSlowNow, type LogsReading } from './logs-reading';
import { type CountedSegment, countBatches, countFailures, type PlannedRead, type ScanPlan } from './plan';
import { planBuckets } from './plan-buckets';
import { readFairly } from './read-fairly';
import { keepEmpty, readKnown } from './read-known';
import { type RowsRead, readRows, unread } from './read-rows';
import type { RowsFilter } from './read-slice';

/** What is read of a source that has too many rows: it fills while it is read. */
export interface CountedRead {
  /** Made anew where the server turns out to give fewer rows at once. */
  plan: ScanPlan;
  readonly segments: readonly CountedSegment[];
  readonly failures: RowsRead;
  readonly batches: RowsRead;
  /** Rows of items looked up and of the sample: they went well or are among the failures. */
  readonly others: RowsRead;
  buckets: readonly Bucket[];
  stages: StageCounts;
  lookedUp: readonly string[];
  timed: readonly string[];
  bucketsPart: PartCoverage;
  readonly bucketReads: Read[];
}

/** Nothing read yet. Stretches in which Coveo counts nothing of a kind are not asked for it. */
export function beginCounted(plan: ScanPlan, segments: readonly CountedSegment[]): CountedRead {
  const newestFirst = [...segments].reverse();
  const having = (count: (counts: RowCounts) => number, filter: RowsFilter) =>
    unread(
      newestFirst.flatMap(({ window, counts }) => (count(counts) > 0 ? [window] : [])),
      filter,
    );
  const all = segments.map(({ counts }) => counts).reduce(addCounts);
  return {
    plan,
    segments,
    failures: having(countFailures, NOT_COMPLETED),
    batches: having(countBatches, OF_BATCHES),
    others: unread([]),
    buckets: [],
    stages: { entryTask: entryTaskOf(all), all: all.operations, entry: {}, end: {} },
    lookedUp: [],
    timed: [],
    bucketsPart: {
      ...COMPLETE,
      state: 'missing',
      why: 'The answer was given before these rows were counted.',
    },
    bucketReads: [],
  };
}

/**
 * Reads what went wrong and the batches row by row, counts the rest in stretches, and looks up some items, as planned.
 * Each step takes what is there at its turn; what failed is in the reads and parts. `replan` gives the plan for the page
 * size that was learnt.
 */
export async function readCounted(
  reading: LogsReading,
  into: CountedRead,
  window: TimeWindow,
  replan: () => ScanPlan,
): Promise<void> {
  const { segments, failures, batches } = into;
  const calls = (step: PlannedRead) => into.plan.steps.find(({ reads }) => reads === step)?.calls ?? 0;
  const isCapped = () => calls('failures') * into.plan.rowsPerPage < countIn(segments, countFailures);
  const isOver = (step: PlannedRead, callsBefore: number) => () => {
    if (reading.rowsPerPage < into.plan.rowsPerPage) into.plan = replan();
    if (step === 'failures' && isCapped()) return into.plan.why;
    if (reading.calls - callsBefore < calls(step) + segments.length) return null;
    return `More than the ${calls(step)} calls that are planned for these rows.`;
  };

  for (const { window: stretch, counts } of segments) {
    if (countFailures(counts) === 0) keepEmpty(reading, stretch, NOT_COMPLETED);
    if (countBatches(counts) === 0) keepEmpty(reading, stretch, OF_BATCHES);
  }
  if (!isCapped()) {
    reading.leave = isOver('failures', reading.calls);
    await readRows(reading, failures, NOT_COMPLETED);
  }
  reading.leave = isOver('batches', reading.calls);
  await readRows(reading, batches, OF_BATCHES);
  reading.leave = () => null;
  const spans = runSpans(batchFiles(into));
  await countBuckets(reading, into, planBuckets(window, spans, calls('buckets')));
  await countStages(reading, into, window);
  if (isCapped()) await readFairly(reading, failures, into.buckets, calls('failures'), NOT_COMPLETED);

  const chosen = chooseItems(sortRows(failures.rows), spans.at(-1)?.start ?? null, calls('histories'));
  for (const item of chosen) if (!isTooSlowNow(reading)) await lookUp(reading, into, item, window);
  await timeItems(reading, into, window, calls('sample'));
}

/** Rows that did not go well. */
export const NOT_COMPLETED: RowsFilter = { excludeResults: ['COMPLETED'] };
/** Rows of whole batches and of delete older than. */
export const OF_BATCHES: RowsFilter = { operations: ['BATCH_FILE', 'DELETE_OLDER_THAN'] };

function batchFiles({ batches }: CountedRead): LogRow[] {
  return sortRows(batches.rows).filter(({ operation }) => operation === 'BATCH_FILE');
}

/** What evidence gets of it. */
export function countedOf({ buckets, stages, lookedUp, timed }: CountedRead): Counted {
  return { buckets, stages, lookedUp, timed };
}

/** Rows of a kind that Coveo counts in all segments. */
export function countIn(segments: readonly CountedSegment[], count: (counts: RowCounts) => number): number {
  return segments.reduce((sum, { counts }) => sum + count(counts), 0);
}

/** Buckets are of use together only: one that is missing would read as a silence. */
async function countBuckets(
  reading: LogsReading,
  into: CountedRead,
  windows: readonly TimeWindow[],
): Promise<void> {
  const missing = (why: string): PartCoverage => ({ ...COMPLETE, state: 'missing', why });
  if (windows.length === 0) {
    into.bucketsPart = missing('The budget leaves no calls to count the rows in stretches.');
    return;
  }
  const counted = await Promise.all(
    [...windows].reverse().map(async (window) => {
      const { counts, reads, failure } = await countWindow(reading, window);
      if (counts === null) reading.leave = () => NOT_COUNTED;
      into.bucketReads.push(...reads.map((read) => told(read, 'The same rows, stretch by stretch.')));
      return { window, counts, failure };
    }),
  );
  reading.leave = () => null;
  const buckets = counted
    .reverse()
    .flatMap(({ window, counts }) => (counts === null ? [] : [{ ...window, counts }]));
  const failure = counted.find((one) => one.failure !== null)?.failure ?? null;
  const skipped = into.bucketReads.find(({ state }) => state !== 'read');
  if (buckets.length < windows.length) {
    into.bucketsPart = failure ? partOfFailure(failure) : missing(skipped?.why ?? 'Not all were counted.');
    return;
  }
  const all = countIn(into.segments, totalRows);
  const sum = buckets.reduce((rows, { counts }) => rows + totalRows(counts), 0);
  into.buckets = buckets;
  into.bucketsPart =
    Math.abs(all - sum) > COUNT_TOLERANCE * all
      ? {
          ...COMPLETE,
          state: 'partial',
          why: `${sum} rows were counted in stretches where Coveo counts ${all} in all.`,
        }
      : COMPLETE;
}

/** A count with what it counts: rows are counted several times, and the sum of all counts is no number of rows. */
function told(read: Read, what: string): Read {
  if (read.state !== 'read') return read;
  return { ...read, why: read.why === undefined ? what : `${what} ${read.why}` };
}

/** Which operations the rows at a stage have. Without it the buckets cannot be read. */
async function countStages(reading: LogsReading, into: CountedRead, window: TimeWindow): Promise<void> {
  if (into.buckets.length === 0) return;
  const countAt = async (task: string) => {
    const filter = { tasks: [task] };
    const parts = await Promise.all(
      stretchesOf(reading.known, window, filter).map((stretch) => countWindow(reading, stretch, filter)),
    );
    const what = `Of the same rows those at ${task}.`;
    into.bucketReads.push(...parts.flatMap(({ reads }) => reads.map((read) => told(read, what))));
    const counts = parts.flatMap((part) => (part.counts === null ? [] : [part.counts]));
    if (counts.length === parts.length) return counts.reduce(addCounts).operations;
    const failure = parts.find((part) => part.failure !== null)?.failure ?? null;
    const why = parts.flatMap(({ reads }) => reads).find(({ state }) => state !== 'read')?.why ?? null;
    into.buckets = [];
    into.bucketsPart = failure ? partOfFailure(failure) : { ...COMPLETE, state: 'missing', why };
    return {};
  };
  const [entry, end] = await Promise.all([countAt(into.stages.entryTask), countAt('INDEXING')]);
  into.stages = { ...into.stages, entry, end };
}

/**
 * Reads all rows of one item since an hour before it last failed: what could have beaten the operation that failed came
 * less than that before it. Seven days at a call, newest first; it ends where the item has arrived since.
 */
async function lookUp(
  reading: LogsReading,
  into: CountedRead,
  { item, failedAt }: ChosenItem,
  window: TimeWindow,
): Promise<void> {
  const end = toMs(window.to);
  const from = Math.max(toMs(window.from), toMs(failedAt) - HOUR_MS);
  for (let to = end; to > from; to -= 7 * DAY_MS) {
    const part = { from: toIso(Math.max(toMs(window.from), to - 7 * DAY_MS)), to: toIso(to) };
    const slice = await readKnown(reading, part, { documentId: item }, (rows) =>
      into.others.rows.push(...rows),
    );
    into.others.reads.push(...slice.reads);
    into.others.unreadable += slice.unreadable;
    if (slice.end !== 'whole') return;
  }
  into.lookedUp = [...into.lookedUp, item];
}

/** What is pushed is taken to have finished after so long, or it is not timed (as `JOIN_LIMIT_MS`). */
const TIMED_WITHIN_MS = 12 * HOUR_MS;
/** The newest pushes are timed only once they have had so long: as in a full reading, where a run has then settled. */
const TIMED_AFTER_MS = SETTLE_FLOOR_MS;
/** A page of pushes is asked of so long after a batch, or of the stretch where there are none. */
const PUSHES_WITHIN_MS = 10 * MINUTE_MS;

/** The rows of an item of some days come on one page, where a page has so many rows: then its earlier pushes are read too. */
const ROWS_OF_DAYS = 200;
const DAYS_BEFORE_MS = LOGS_WINDOW_MS - TIMED_WITHIN_MS;

/**
 * Draws some items from the newest pushes and reads their rows, those of the days before too, to tell how long items
 * take and what is usual; in so many calls.
 */
async function timeItems(
  reading: LogsReading,
  into: CountedRead,
  window: TimeWindow,
  calls: number,
): Promise<void> {
  const pushes = pushesWindow(into, window);
  if (pushes === null || calls < 2) return;
  const entered: LogRow[] = [];
  const take = async (slice: TimeWindow, filter: RowsFilter, onRows: (rows: readonly LogRow[]) => void) => {
    const { reads, unreadable, end } = await readKnown(reading, slice, filter, onRows, [0]);
    into.others.reads.push(
      ...reads.map((read) => (end === 'left' && read.rows > 0 ? { ...read, why: SAMPLE } : read)),
    );
    into.others.unreadable += unreadable;
    return end;
  };
  await take(pushes, { tasks: [into.stages.entryTask] }, (rows) => entered.push(...rows));
  into.others.rows.push(...entered);
  // What is known to have failed since has no time to tell.
  const failed = new Set(into.failures.rows.flatMap(({ at, item }) => (at >= pushes.from ? [item] : [])));
  const items = entered.flatMap((row) => {
    const { item } = row;
    if (item === null || isBatchRow(row) || row.result !== 'COMPLETED') return [];
    return failed.has(item) || hidesSecret(item) ? [] : [item];
  });
  const to = toIso(Math.min(toMs(window.to), toMs(pushes.from) + TIMED_WITHIN_MS));
  const before = toMs(pushes.from) - (reading.rowsPerPage < ROWS_OF_DAYS ? 0 : DAYS_BEFORE_MS);
  const from = toIso(Math.max(toMs(window.from), before));
  for (const item of sampleOrder(items).slice(0, calls - 1)) {
    if (isTooSlowNow(reading)) return;
    const end = await take({ from, to }, { documentId: item }, (rows) => into.others.rows.push(...rows));
    if (end === 'whole') into.timed = [...into.timed, item];
  }
}

const SAMPLE = 'A sample, to tell how long items take.';

/** A stretch after the newest batch that has had its time, else the end of the newest bucket with pushes that has. */
function pushesWindow(into: CountedRead, window: TimeWindow): TimeWindow | null {
  const before = toMs(window.to) - TIMED_AFTER_MS;
  const batch = batchFiles(into).findLast(
    ({ at, result, task }) => result === 'COMPLETED' && task !== 'STREAMING_BATCH' && toMs(at) < before,
  );
  const { buckets, stages } = into;
  const bucket = buckets.findLast(
    ({ to, counts }) => toMs(to) <= before && (counts.tasks[stages.entryTask] ?? 0) > 0,
  );
  if (batch !== undefined && (bucket === undefined || batch.at >= bucket.from)) {
    const from = Math.floor(toMs(batch.at) / MINUTE_MS) * MINUTE_MS;
    return { from: toIso(from), to: toIso(from + PUSHES_WITHIN_MS) };
  }
  return bucket === undefined ? null : { from: bucket.from, to: bucket.to };
}

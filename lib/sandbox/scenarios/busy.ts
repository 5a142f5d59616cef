import { METADATA_LIMIT_BYTES } from '../pipeline/metadata-size';
import { callsOf, fullRun, itemNumber, type Job } from './job';
import type { Scenario } from './scenario';

/** Runs that the history has when the organization is made: four a day, all within the seven days of a log window. */
const RUNS = 27;

const MOST_BATCHES = 24;
const ITEMS_PER_BATCH = 1_000;

/** One item in so many is too large. */
const ITEMS_PER_REJECTION = 1_000;

const ROWS_PER_ITEM = 4;
const ROWS_PER_REJECTION = 2;
const ROWS_PER_BATCH = 2;

/** Whether the item of this number is rejected in each run. */
function isTooLarge(number: number): boolean {
  return number % ITEMS_PER_REJECTION === ITEMS_PER_REJECTION - 1;
}

function rowsOf(items: number, batches: number): number {
  const rejections = Math.floor(items / ITEMS_PER_REJECTION);
  return items * ROWS_PER_ITEM - rejections * (ROWS_PER_ITEM - ROWS_PER_REJECTION) + batches * ROWS_PER_BATCH;
}

/** The most items of a run that leave no more than so many rows, in batches of a thousand or so. */
function sizedJob(job: Job, rows: number): Job {
  const perRun = rows / RUNS;
  const batches = Math.min(MOST_BATCHES, Math.max(1, Math.ceil(perRun / ROWS_PER_ITEM / ITEMS_PER_BATCH)));
  let size = Math.max(1, Math.floor(perRun / ROWS_PER_ITEM) - batches);
  while (rowsOf(size + 1, batches) <= perRun) size += 1;
  // The history's first run has what is missing then: no more than a few items for each of the others.
  return {
    ...job,
    size,
    batches,
    firstRun: Math.ceil((rows - RUNS * rowsOf(size, batches)) / ROWS_PER_ITEM),
  };
}

/**
 * As many rows as one likes, for what is slow when there is much: the same items are pushed four times a day, all are
 * indexed but one in a thousand, whose metadata is too large. Its history is one week; the source keeps so many rows
 * and forgets older ones.
 */
export const busy: Scenario = {
  jobs: [
    {
      name: 'Stock levels',
      uri: 'https://stock.example.com/levels',
      rhythm: { runsPerDay: 4, hour: 3 },
      size: 1_000,
      turnover: 0,
      batches: 1,
    },
  ],
  sizedJob,
  calls(job, seed, run) {
    if (run.back >= RUNS) return [];
    const extra = run.back === RUNS - 1 ? (job.firstRun ?? 0) : 0;
    const { items: all } = fullRun({ ...job, size: job.size + extra }, seed, run);
    const items = all.map((item) =>
      isTooLarge(itemNumber(item)) && itemNumber(item) < job.size
        ? { ...item, metadataBytes: METADATA_LIMIT_BYTES + 1 }
        : item,
    );
    return callsOf(job, seed, run, { items, status: 'both', olderThan: null });
  },
};

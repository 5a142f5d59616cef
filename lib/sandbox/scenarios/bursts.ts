import { METADATA_LIMIT_BYTES } from '../pipeline/metadata-size';
import { rejectedAt } from '../pipeline/steps';
import { callsOf, fullRun, itemNumber, type Job } from './job';
import type { Scenario } from './scenario';

/** Runs that the history has when the organization is made: four a day, all within the seven days of a log window. */
const RUNS = 27;

/** The runs with a burst, counted back from the newest; the kinds of failure take turns. */
const BURSTS: readonly number[] = [0, 5, 11, 16, 22];

/** Of all rows of the history so many are not COMPLETED. */
const FAILED_SHARE = 0.005;

const MOST_BATCHES = 24;
const ITEMS_PER_BATCH = 1_000;
const ROWS_PER_ITEM = 4;
const ROWS_PER_BATCH = 2;

/** An invented code and text: no rule is meant to know them. */
const REJECTED = rejectedAt('MAPPING', {
  code: 'FIELD_VALUE_NOT_COERCIBLE',
  message: "The value of field 'stock' cannot be converted to its type.",
});

function sizedJob(job: Job, rows: number): Job {
  const perRun = rows / RUNS;
  const batches = Math.min(MOST_BATCHES, Math.max(1, Math.ceil(perRun / ROWS_PER_ITEM / ITEMS_PER_BATCH)));
  const size = Math.max(1, Math.floor((perRun - batches * ROWS_PER_BATCH) / ROWS_PER_ITEM));
  return { ...job, size, batches };
}

/** The items of a burst stand in a row: so many of each such run. */
function failingOf({ size }: Job): number {
  return Math.max(1, Math.round((FAILED_SHARE * ROWS_PER_ITEM * size * RUNS) / BURSTS.length));
}

/**
 * About as many rows as one likes, all within a week, of which one in two hundred is not COMPLETED, in bursts: in five
 * of its runs a stretch of neighbouring items fails, by turns because their metadata is too large, for a reason that
 * nobody has heard of, and because their ids have no scheme. Between the bursts all is well.
 */
export const bursts: Scenario = {
  jobs: [
    {
      name: 'Price lists',
      uri: 'https://prices.example.com/items',
      rhythm: { runsPerDay: 4, hour: 3 },
      size: 1_000,
      turnover: 0,
      batches: 1,
    },
  ],
  sizedJob,
  calls(job, seed, run) {
    if (run.back >= RUNS) return [];
    const { items: all } = fullRun(job, seed, run);
    const burst = BURSTS.indexOf(run.back);
    const most = failingOf(job);
    const items = all.map((item) => {
      const number = itemNumber(item);
      if (burst === -1 || number >= most) return item;
      if (burst % 3 === 0) return { ...item, metadataBytes: METADATA_LIMIT_BYTES + 1 };
      return burst % 3 === 1 ? { ...item, steps: REJECTED } : { ...item, documentId: `items/${number}` };
    });
    return callsOf(job, seed, run, { items, status: 'both', olderThan: null });
  },
};

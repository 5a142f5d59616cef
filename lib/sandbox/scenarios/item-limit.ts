import { callsOf, fullRun, jobCall } from './job';
import type { Scenario } from './scenario';

/** Runs that were refused when the organization is made. */
const REFUSED_RUNS = 2;

/** Items that each run pushes, and that the organization may have. */
const ITEMS = 600;

/**
 * The same items are pushed each night, and with them the organization is full: since two days ago its pushes are
 * refused with 412, and a LIMIT_REACHED activity stands for each night.
 */
export const itemLimit: Scenario = {
  jobs: [
    {
      name: 'Community posts',
      uri: 'https://community.example.com/posts',
      rhythm: { runsPerDay: 1, hour: 4 },
      size: ITEMS,
      turnover: 0,
      batches: 6,
    },
  ],
  calls: (job, seed, run) =>
    run.back < REFUSED_RUNS
      ? [jobCall(seed, run.start, { type: 'throttled' })]
      : callsOf(job, seed, run, { ...fullRun(job, seed, run), olderThan: null }),
  limits: { numberOfDocumentsLimit: ITEMS },
};

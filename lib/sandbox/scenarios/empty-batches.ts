import { batchCall, batchesOf, callsAround, callsOf, fullRun } from './job';
import type { Scenario } from './scenario';

/** Runs that show it when the organization is made: it began three days ago. */
const RUNS = 3;

/** From this batch of a run on, nothing is in them. */
const EMPTY_FROM = 3;

/** Since three days ago the second half of a run's batches has nothing in it, and the job reports no error. It leaves out its clean-up. */
export const emptyBatches: Scenario = {
  jobs: [
    {
      name: 'Product questions',
      uri: 'https://questions.example.com/products',
      rhythm: { runsPerDay: 1, hour: 4 },
      size: 600,
      turnover: 2,
      batches: 6,
    },
  ],
  calls(job, seed, run) {
    const plan = fullRun(job, seed, run);
    if (run.back >= RUNS) return callsOf(job, seed, run, plan);
    const calls = batchesOf(job, seed, run, plan).map(({ at, items }, index) =>
      batchCall(seed, at, index < EMPTY_FROM ? items : []),
    );
    return callsAround(seed, run, { ...plan, olderThan: null }, calls);
  },
};

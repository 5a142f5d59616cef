import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';
import { beforeRuns } from './schedule';

/** Runs that show it when the organization is made: it began two days ago. */
const RUNS = 2;

/** Since two days ago about one item in three is not in the index, although its rows say that it was indexed. */
export const countMismatch: Scenario = {
  jobs: [
    {
      name: 'Museum objects',
      uri: 'https://museum.example.com/objects',
      rhythm: { runsPerDay: 1, hour: 2 },
      size: 540,
      turnover: 2,
      batches: 5,
    },
  ],
  calls: (job, seed, run) => callsOf(job, seed, run, fullRun(job, seed, run)),
  rules: (createdAt) => ({ forgetsSince: beforeRuns(createdAt, RUNS) }),
};

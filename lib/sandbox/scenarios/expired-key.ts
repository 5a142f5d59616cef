import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';
import { beforeRuns } from './schedule';

/** Runs that were refused when the organization is made. */
const REFUSED_RUNS = 2;

/** Two days ago the API key that the job pushes with expired: its calls are refused and leave no trace on the source. */
export const expiredKey: Scenario = {
  jobs: [
    {
      name: 'Warranty terms',
      uri: 'https://warranty.example.com/terms',
      rhythm: { runsPerDay: 1, hour: 2 },
      size: 320,
      turnover: 2,
      batches: 4,
    },
  ],
  calls: (job, seed, run) =>
    run.back < REFUSED_RUNS ? [] : callsOf(job, seed, run, fullRun(job, seed, run)),
  keyExpiredAt: (createdAt) => beforeRuns(createdAt, REFUSED_RUNS),
};

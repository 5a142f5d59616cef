import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';

/** Everything that is pushed is indexed: one source once a night, one four times a day with few items. */
export const healthy: Scenario = {
  jobs: [
    {
      name: 'Article library',
      uri: 'https://articles.example.com/library',
      rhythm: { runsPerDay: 1, hour: 2 },
      size: 640,
      turnover: 2,
      batches: 6,
    },
    {
      name: 'Service bulletins',
      uri: 'https://bulletins.example.com/service',
      rhythm: { runsPerDay: 4, hour: 1 },
      size: 60,
      turnover: 1,
      batches: 4,
    },
  ],
  calls: (job, seed, run) => callsOf(job, seed, run, fullRun(job, seed, run)),
};

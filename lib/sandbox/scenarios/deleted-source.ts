import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';

const HOUR_MS = 3_600_000;

/** An hour ago the source was deleted: Coveo knows it no more, its job's calls are refused, and its log rows are still there. */
export const deletedSource: Scenario = {
  jobs: [
    {
      name: 'Former newsroom',
      uri: 'https://newsroom.example.com/stories',
      rhythm: { runsPerDay: 1, hour: 1 },
      size: 260,
      turnover: 2,
      batches: 4,
    },
  ],
  calls: (job, seed, run) => callsOf(job, seed, run, fullRun(job, seed, run)),
  deletedAt: (createdAt) => createdAt - HOUR_MS,
};

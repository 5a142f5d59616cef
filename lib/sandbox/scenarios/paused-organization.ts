import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';
import { beforeRuns } from './schedule';

/** Runs that were refused when the organization is made. */
const REFUSED_RUNS = 2;

/** Two days ago the organization was paused: nothing was taken in since, on any of its sources. */
export const pausedOrganization: Scenario = {
  jobs: [
    {
      name: 'Learning paths',
      uri: 'https://learning.example.com/paths',
      rhythm: { runsPerDay: 1, hour: 1 },
      size: 340,
      turnover: 2,
      batches: 4,
    },
  ],
  calls: (job, seed, run) => callsOf(job, seed, run, fullRun(job, seed, run)),
  pausedAt: (createdAt) => beforeRuns(createdAt, REFUSED_RUNS),
};

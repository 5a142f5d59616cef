import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';
import { beforeRuns } from './schedule';

/** Runs that were refused when the organization is made. */
const REFUSED_RUNS = 2;

/** Two days ago the organization was made read-only: whoever pushes is refused with 403, and no source got anything since. */
export const readOnlyOrganization: Scenario = {
  jobs: [
    {
      name: 'Policy archive',
      uri: 'https://archive.example.com/policies',
      rhythm: { runsPerDay: 1, hour: 2 },
      size: 320,
      turnover: 2,
      batches: 4,
    },
  ],
  calls: (job, seed, run) => callsOf(job, seed, run, fullRun(job, seed, run)),
  readOnlyAt: (createdAt) => beforeRuns(createdAt, REFUSED_RUNS),
};

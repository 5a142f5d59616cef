import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';
import { beforeRuns } from './schedule';

/** Runs that show it when the organization is made: it began two days ago. */
const RUNS = 2;

/** Since two days ago items wait twelve to thirty minutes between being consumed and being processed; nothing is lost. */
export const slowPipeline: Scenario = {
  jobs: [
    {
      name: 'Service contracts',
      uri: 'https://contracts.example.com/service',
      rhythm: { runsPerDay: 1, hour: 1 },
      size: 440,
      turnover: 2,
      batches: 5,
    },
  ],
  calls: (job, seed, run) => callsOf(job, seed, run, fullRun(job, seed, run)),
  rules: (createdAt) => ({ congestedSince: beforeRuns(createdAt, RUNS) }),
};

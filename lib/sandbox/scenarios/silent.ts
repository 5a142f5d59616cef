import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';

/** Runs that did not come about when the organization is made: the last one is more than two days ago. */
const MISSING_RUNS = 2;

/** A nightly job that has not pushed for more than two days, and has left nothing open. */
export const silent: Scenario = {
  jobs: [
    {
      name: 'Release notes',
      uri: 'https://releases.example.com/notes',
      rhythm: { runsPerDay: 1, hour: 0 },
      size: 300,
      turnover: 2,
      batches: 4,
    },
  ],
  calls: (job, seed, run) =>
    run.back < MISSING_RUNS ? [] : callsOf(job, seed, run, fullRun(job, seed, run)),
};

import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';
import { beforeRuns } from './schedule';

/** Runs that were refused when the organization is made. */
const REFUSED_RUNS = 2;

/**
 * Two days ago the job got a new API key, made by hand: it may edit the source, but not view the organization. Each
 * run is refused with 403 when it asks for a file container, and leaves no trace on the source.
 */
export const replacedKey: Scenario = {
  jobs: [
    {
      name: 'Safety notices',
      uri: 'https://safety.example.com/notices',
      rhythm: { runsPerDay: 1, hour: 3 },
      size: 280,
      turnover: 2,
      batches: 4,
    },
  ],
  calls: (job, seed, run) =>
    run.back < REFUSED_RUNS ? [] : callsOf(job, seed, run, fullRun(job, seed, run)),
  keyReplacedAt: (createdAt) => beforeRuns(createdAt, REFUSED_RUNS),
};

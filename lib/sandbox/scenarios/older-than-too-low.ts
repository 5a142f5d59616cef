import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';

/** Every run ends with a delete-older-than in seconds instead of milliseconds: what is gone is never deleted. */
export const olderThanTooLow: Scenario = {
  jobs: [
    {
      name: 'Job postings',
      uri: 'https://careers.example.com/postings',
      rhythm: { runsPerDay: 1, hour: 5 },
      size: 450,
      turnover: 27,
      batches: 5,
    },
  ],
  calls: (job, seed, run) =>
    callsOf(job, seed, run, {
      ...fullRun(job, seed, run),
      olderThan: BigInt(Math.floor(run.start / 1_000)),
    }),
};

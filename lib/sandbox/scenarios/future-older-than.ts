import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';

/** Runs since the one that ended with it. */
const LOCKED_BACK = 2;

const AHEAD_MS = 30 * 86_400_000;

/** Two days ago a run ended with a delete-older-than of thirty days ahead: everything was deleted, and every push since is refused. */
export const futureOlderThan: Scenario = {
  jobs: [
    {
      name: 'Course calendar',
      uri: 'https://courses.example.com/calendar',
      rhythm: { runsPerDay: 1, hour: 1 },
      size: 380,
      turnover: 2,
      batches: 4,
    },
  ],
  calls(job, seed, run) {
    const plan = fullRun(job, seed, run);
    if (run.back !== LOCKED_BACK) return callsOf(job, seed, run, plan);
    return callsOf(job, seed, run, { ...plan, olderThan: BigInt(run.start + AHEAD_MS) });
  },
};

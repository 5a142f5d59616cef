import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';

/** Runs since the one whose job died. */
const DIED_BACK = 3;

/** Three days ago the job died: it had set REFRESH and never set IDLE. Since then it pushes every night without a status. */
export const refreshLeftOpen: Scenario = {
  jobs: [
    {
      name: 'Dealer manuals',
      uri: 'https://manuals.example.com/dealers',
      rhythm: { runsPerDay: 1, hour: 2 },
      size: 420,
      turnover: 2,
      batches: 5,
    },
  ],
  calls(job, seed, run) {
    const plan = fullRun(job, seed, run);
    if (run.back > DIED_BACK) return callsOf(job, seed, run, plan);
    if (run.back < DIED_BACK) return callsOf(job, seed, run, { ...plan, status: 'none' });
    // It died near the end: a few items were not pushed, and what is old was not deleted.
    const items = plan.items.slice(0, -8);
    return callsOf(job, seed, run, { items, status: 'begins', olderThan: null });
  },
};

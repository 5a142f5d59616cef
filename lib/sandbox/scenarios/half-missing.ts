import { callsOf, fullRun, itemNumber } from './job';
import type { Scenario } from './scenario';

/** Runs that show it when the organization is made: it began three days ago. */
const RUNS = 3;

/** Since three days ago the job finds half of its items only, and reports no error. It leaves out its clean-up, so they stay. */
export const halfMissing: Scenario = {
  jobs: [
    {
      name: 'Spare parts',
      uri: 'https://parts.example.com/catalog',
      rhythm: { runsPerDay: 1, hour: 3 },
      size: 700,
      turnover: 2,
      batches: 7,
    },
  ],
  calls(job, seed, run) {
    const plan = fullRun(job, seed, run);
    if (run.back >= RUNS) return callsOf(job, seed, run, plan);
    const items = plan.items.filter((item) => itemNumber(item) % 2 === 0);
    return callsOf(job, seed, run, { ...plan, items, olderThan: null });
  },
};

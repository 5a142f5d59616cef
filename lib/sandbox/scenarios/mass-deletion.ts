import { callsOf, fullRun } from './job';
import type { Scenario } from './scenario';

/** The share of its items that the broken run pushes. */
const PUSHED_SHARE = 0.4;

/** The newest run breaks off early and makes its clean-up all the same: what it did not push is deleted. */
export const massDeletion: Scenario = {
  jobs: [
    {
      name: 'Recipe collection',
      uri: 'https://recipes.example.com/dishes',
      rhythm: { runsPerDay: 1, hour: 3 },
      size: 600,
      turnover: 2,
      batches: 5,
    },
  ],
  calls(job, seed, run) {
    const plan = fullRun(job, seed, run);
    if (run.back !== 0) return callsOf(job, seed, run, plan);
    const items = plan.items.slice(0, Math.floor(plan.items.length * PUSHED_SHARE));
    return callsOf(job, seed, run, { ...plan, items });
  },
};

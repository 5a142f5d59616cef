import { mix } from '../hash';
import { vanishedAfter } from '../pipeline/steps';
import { callsOf, fullRun, itemNumber } from './job';
import type { Scenario } from './scenario';

/** Runs that show it when the organization is made: it began two days ago. */
const RUNS = 2;

/** One item in twenty-five, every night the same ones. */
const ONE_IN = 25;

const VANISHED = vanishedAfter('PROCESSING');

/** Since two days ago one item in twenty-five is processed and then never seen again: no row says how it ended. */
export const vanishedItems: Scenario = {
  jobs: [
    {
      name: 'Service manuals',
      uri: 'https://manuals.example.com/service',
      rhythm: { runsPerDay: 1, hour: 2 },
      size: 500,
      turnover: 2,
      batches: 5,
    },
  ],
  calls(job, seed, run) {
    const plan = fullRun(job, seed, run);
    if (run.back >= RUNS) return callsOf(job, seed, run, plan);
    const items = plan.items.map((item) =>
      mix(itemNumber(item), seed) % ONE_IN === 0 ? { ...item, steps: VANISHED } : item,
    );
    return callsOf(job, seed, run, { ...plan, items });
  },
};

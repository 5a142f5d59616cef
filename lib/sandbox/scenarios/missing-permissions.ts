import { mix } from '../hash';
import { callsOf, fullRun, itemNumber } from './job';
import type { Scenario } from './scenario';

/** Runs that show it when the organization is made: it began two days ago. */
const RUNS = 2;

/** One item in six has no permissions, every night the same ones. */
const ONE_IN = 6;

/** A secured source. Since two days ago one item in six comes without permissions and is rejected when it is consumed. */
export const missingPermissions: Scenario = {
  jobs: [
    {
      name: 'Internal policies',
      uri: 'https://intranet.example.com/policies',
      rhythm: { runsPerDay: 1, hour: 2 },
      size: 500,
      turnover: 2,
      batches: 5,
    },
  ],
  calls(job, seed, run) {
    const plan = fullRun(job, seed, run);
    const items = plan.items.map((item) => {
      const noise = mix(itemNumber(item), seed);
      return run.back < RUNS && noise % ONE_IN === 0
        ? item
        : { ...item, permissions: 1 + ((noise >>> 8) % 12) };
    });
    return callsOf(job, seed, run, { ...plan, items });
  },
  rules: () => ({ isSecured: true }),
};

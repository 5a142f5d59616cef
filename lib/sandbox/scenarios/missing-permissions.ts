import { mix } from '../hash';
import { callsWith, type ItemsOfRun, itemNumber } from './job';
import type { Scenario } from './scenario';

/** Runs that show it when the organization is made: it began two days ago. */
const RUNS = 2;

/** One item in six has no permissions, every night the same ones. */
const ONE_IN = 6;

const withoutPermissions: ItemsOfRun = (items, _, seed, run) =>
  items.map((item) => {
    const noise = mix(itemNumber(item), seed);
    return run.back < RUNS && noise % ONE_IN === 0
      ? item
      : { ...item, permissions: 1 + ((noise >>> 8) % 12) };
  });

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
  items: withoutPermissions,
  calls: callsWith(withoutPermissions),
  rules: () => ({ isSecured: true }),
};

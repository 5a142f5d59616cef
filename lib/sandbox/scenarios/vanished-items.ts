import { mix } from '../hash';
import { vanishedAfter } from '../pipeline/steps';
import { callsWith, type ItemsOfRun, itemNumber } from './job';
import type { Scenario } from './scenario';

/** Runs that show it when the organization is made: it began two days ago. */
const RUNS = 2;

/** One item in twenty-five, every night the same ones. */
const ONE_IN = 25;

const VANISHED = vanishedAfter('PROCESSING');

const vanishing: ItemsOfRun = (items, _, seed, run) =>
  items.map((item) =>
    run.back < RUNS && mix(itemNumber(item), seed) % ONE_IN === 0 ? { ...item, steps: VANISHED } : item,
  );

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
  items: vanishing,
  calls: callsWith(vanishing),
};

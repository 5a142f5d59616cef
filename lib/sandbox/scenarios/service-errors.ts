import { mix } from '../hash';
import { erroredAt } from '../pipeline/steps';
import { callsWith, type ItemsOfRun, itemNumber } from './job';
import type { Scenario } from './scenario';

/** Runs that show it when the organization is made: it began two days ago. */
const RUNS = 2;

/** One item in thirty, every night the same ones. */
const ONE_IN = 30;

// The code is the Push API's own; that a row of the log names it is invented.
const FAILED = erroredAt('PROCESSING', {
  code: 'INTERNAL_SERVER_ERROR',
  message: 'The service could not answer because of an internal error.',
});

const failing: ItemsOfRun = (items, _, seed, run) =>
  items.map((item) =>
    run.back < RUNS && mix(itemNumber(item), seed) % ONE_IN === 0 ? { ...item, steps: FAILED } : item,
  );

/** Since two days ago one item in thirty ends in ERROR when it is processed: a service of the pipeline fails inside. */
export const serviceErrors: Scenario = {
  jobs: [
    {
      name: 'Event calendar',
      uri: 'https://events.example.com/dates',
      rhythm: { runsPerDay: 1, hour: 3 },
      size: 500,
      turnover: 2,
      batches: 5,
    },
  ],
  items: failing,
  calls: callsWith(failing),
};

import { mix } from '../hash';
import { erroredByExtension } from '../pipeline/steps';
import { callsWith, type ItemsOfRun, itemNumber } from './job';
import type { Scenario } from './scenario';

/** Runs that show it when the organization is made: it began three days ago. */
const RUNS = 3;

/** One item in twenty, every night the same ones. */
const ONE_IN = 20;

// Code and text are invented.
const FAILED = erroredByExtension({
  code: 'EXTENSION_FAILED',
  message: "The extension raised an exception: KeyError: 'speaker'.",
});

const failing: ItemsOfRun = (items, _, seed, run) =>
  items.map((item) =>
    run.back < RUNS && mix(itemNumber(item), seed) % ONE_IN === 0 ? { ...item, steps: FAILED } : item,
  );

/** Since three days ago one item in twenty lacks what the source's extension reads: its script fails, and the item ends in ERROR. */
export const extensionFails: Scenario = {
  jobs: [
    {
      name: 'Speaker profiles',
      uri: 'https://speakers.example.com/profiles',
      rhythm: { runsPerDay: 1, hour: 4 },
      size: 460,
      turnover: 2,
      batches: 5,
    },
  ],
  items: failing,
  calls: callsWith(failing),
};

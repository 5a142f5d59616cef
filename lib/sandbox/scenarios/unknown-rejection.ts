import { mix } from '../hash';
import { extensionSkipped, rejectedAt, warnedAt } from '../pipeline/steps';
import { callsWith, type ItemsOfRun, itemNumber } from './job';
import type { Scenario } from './scenario';

/** Runs that show it when the organization is made: it began two days ago. */
const RUNS = 2;

/** Codes and texts that are invented: no rule is meant to know them. */
const REJECTED = rejectedAt('MAPPING', {
  code: 'FIELD_VALUE_NOT_COERCIBLE',
  message: "The value of field 'durationseconds' cannot be converted to its type.",
});

const WARNED = warnedAt('PROCESSING', {
  code: 'LANGUAGE_UNCERTAIN',
  message: 'The language of the body could not be determined.',
});

const SKIPPED = extensionSkipped({
  code: 'EXTENSION_SKIPPED',
  message: 'The extension took too long and was skipped.',
});

const unheardOf: ItemsOfRun = (items, _, seed, run) =>
  items.map((item) => {
    const percent = mix(itemNumber(item), seed) % 100;
    if (run.back >= RUNS || percent >= 7) return item;
    if (percent < 4) return { ...item, steps: REJECTED };
    return { ...item, steps: percent < 5 ? WARNED : SKIPPED };
  });

/** Since two days ago some items are rejected for a reason that no rule knows; a few others have a remark or a skipped extension. */
export const unknownRejection: Scenario = {
  jobs: [
    {
      name: 'Training videos',
      uri: 'https://training.example.com/videos',
      rhythm: { runsPerDay: 1, hour: 6 },
      size: 520,
      turnover: 2,
      batches: 5,
    },
  ],
  items: unheardOf,
  calls: callsWith(unheardOf),
};

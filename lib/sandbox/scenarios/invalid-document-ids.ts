import { mix } from '../hash';
import { callsWith, type ItemsOfRun, itemNumber } from './job';
import type { Scenario } from './scenario';

/** Runs that show it when the organization is made: it began three days ago. */
const RUNS = 3;

/** One item in twenty has an id that is not `scheme://…` (article 78). */
const ONE_IN = 20;

const MALFORMED = [
  (number: number) => `/pages/${number}`,
  (number: number) => `wiki:${number}`,
  (number: number) => `wiki.example.com/pages/${number}`,
] as const;

const malformedIds: ItemsOfRun = (items, _, seed, run) =>
  items.map((item) => {
    const number = itemNumber(item);
    const noise = mix(number, seed);
    if (run.back >= RUNS || noise % ONE_IN !== 0) return item;
    const malformed = MALFORMED[(noise >>> 8) % MALFORMED.length] ?? MALFORMED[0];
    return { ...item, documentId: malformed(number) };
  });

/** Since three days ago one item in twenty has a documentId without scheme and is rejected when it is consumed. */
export const invalidDocumentIds: Scenario = {
  jobs: [
    {
      name: 'Team wiki',
      uri: 'https://wiki.example.com/pages',
      rhythm: { runsPerDay: 1, hour: 3 },
      size: 560,
      turnover: 2,
      batches: 5,
    },
  ],
  items: malformedIds,
  calls: callsWith(malformedIds),
};

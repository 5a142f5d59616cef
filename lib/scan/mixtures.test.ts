import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judge } from '@/lib/health/judge';
import { PROBLEMS } from '@/lib/problems/problems';
import { expectedOf, FRAMES, type Mixture, sandboxOf, TROUBLES } from './mixture-under-test';
import { scanSource } from './scan-source';

/** `npm test` tries all 200; `npm run verify` the first ones. */
const MIXTURES = Number(process.env.PUSHSCOPE_MIXTURES ?? 40);

const mixture = fc.record({
  frame: fc.constantFrom(...FRAMES),
  troubles: fc.subarray([...TROUBLES], { maxLength: 3 }),
  dialect: fc.constantFrom('rich', 'rich', 'renamed', 'bare'),
  rows: fc.integer({ min: 1_000, max: 4_000 }),
  seed: fc.integer({ min: 0, max: 999 }),
  perPageCap: fc.constantFrom(1_000, 1_000, 100, 50),
}) satisfies fc.Arbitrary<Mixture>;

const budget = fc.record({
  calls: fc.integer({ min: 8, max: 60 }),
  rows: fc.constantFrom(300, 1_000, 3_000, 200_000),
});

/** Mixtures of which something was missed, or made up, once. */
const ONCE_WRONG: [Mixture, { calls: number; rows: number }][] = [
  [
    {
      frame: 'slow-pipeline',
      troubles: ['extension-rejects', 'vanished-items'],
      dialect: 'renamed',
      rows: 3_177,
      seed: 987,
      perPageCap: 50,
    },
    { calls: 16, rows: 300 },
  ],
  [
    {
      frame: 'empty-batches',
      troubles: ['metadata-too-large', 'unknown-rejection'],
      dialect: 'rich',
      rows: 1_499,
      seed: 451,
      perPageCap: 100,
    },
    { calls: 18, rows: 1_000 },
  ],
  [
    {
      frame: 'future-older-than',
      troubles: ['missing-permissions', 'invalid-document-ids', 'vanished-items'],
      dialect: 'renamed',
      rows: 2_213,
      seed: 679,
      perPageCap: 100,
    },
    { calls: 39, rows: 3_000 },
  ],
  [
    {
      frame: 'one-hour-off',
      troubles: [],
      dialect: 'rich',
      rows: 1_184,
      seed: 0,
      perPageCap: 50,
    },
    { calls: 40, rows: 3_000 },
  ],
];

async function told(mixed: Mixture, given: { calls: number; rows: number }) {
  const { client, sourceId } = await sandboxOf(mixed);
  const { evidence } = await scanSource({
    client,
    sourceId,
    signal: new AbortController().signal,
    onEvent: () => {},
    budget: given,
  });
  const { health, findings } = judge(evidence, evidence.window, sourceId, PROBLEMS);
  const { due, maybe } = await expectedOf(mixed, evidence.window);
  const found = new Set(findings.map(({ problem }) => problem));
  const open = new Set(health.notChecked.map(({ problem }) => problem));
  const failed = new Set(
    evidence.rows.filter(({ result }) => result !== 'COMPLETED').map(({ guid }) => guid),
  );
  for (const { rows } of findings) for (const { guid } of rows) failed.delete(guid);
  const apart = health.setApart.reduce((sum, { count }) => sum + count, 0);
  return {
    missed: due.filter((problem) => !found.has(problem) && !open.has(problem)),
    madeUp: [...found].filter((problem) => !due.includes(problem) && !maybe.includes(problem)),
    rowsLeft: failed.size - apart,
  };
}

it(`${MIXTURES} mixtures: what is wrong is found or said not to be checked, nothing else is, and no failed row is left over`, async () => {
  await fc.assert(
    fc.asyncProperty(mixture, budget, async (mixed, given) => {
      expect(await told(mixed, given)).toEqual({ missed: [], madeUp: [], rowsLeft: 0 });
    }),
    { numRuns: MIXTURES, examples: ONCE_WRONG, endOnFailure: true },
  );
}, 300_000);

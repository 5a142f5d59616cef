import { expect, it } from 'vitest';
import { pushItem } from '@/lib/coveo/push';
import type { VerificationPlan } from '@/lib/health/fix/fix-verification';
import { answerItems } from '@/lib/health/fix/fix-verification-items';
import { PROBLEMS } from '@/lib/problems/problems';
import { sandboxWith } from '@/lib/scan/sandbox-under-test';
import { readSince } from './verify-fix-reading';

const HOUR_MS = 3_600_000;
/** Too large in each run of the scenario. */
const ITEM = 'https://stock.example.com/levels/999';
const SINCE = '2026-11-22T16:00:00.000Z';
const LOGS = '/sandbox/logs/v1';

const PLAN: VerificationPlan = {
  since: SINCE,
  subject: 'items',
  items: [ITEM],
  total: 1,
  deletes: false,
  enterMs: 300_000,
  passMs: 60_000,
  settleMs: 12 * HOUR_MS,
  measuredMs: 2_000,
};

/** A source of which much was pushed in the hours before the moment; what is asked of it, and what it comes to. */
async function busy(items: readonly string[]) {
  const sandbox = await sandboxWith('busy', { rows: 110_000 });
  const { client, sourceId, asked, control } = sandbox;
  const plan = { ...PLAN, items };
  return {
    push: () => pushItem(client, { sourceId, documentId: ITEM, item: { title: 'Mended', data: 'small' } }),
    advance: (advanceMs: number) => control('POST', '/organizations/under-test/clock', { advanceMs }),
    fault: (fault: unknown) => control('POST', '/organizations/under-test/faults', fault),
    look: async () => {
      asked.length = 0;
      const { signal } = new AbortController();
      const { seen } = await readSince({ client, sourceId, plan, signal });
      const verified = { problem: 'metadata-too-large', key: '' };
      const { state, followed } = answerItems({ plan, begunAt: SINCE, verified }, seen, PROBLEMS);
      return { state, stages: followed.map(({ stage }) => stage.kind), calls: asked.slice(1), gap: seen.gap };
    },
  };
}

it('reads failures, batches and each item where all rows would take more calls', async () => {
  const { push, advance, look } = await busy([ITEM]);
  await push();
  await advance(60_000);
  const calls = [`${LOGS}/facetsStats`, LOGS, LOGS, LOGS];
  expect(await look()).toEqual({ state: 'passed', stages: ['indexed'], calls, gap: null });
  await advance(7 * HOUR_MS);
  expect(await look()).toMatchObject({ state: 'failed', stages: ['refused'], calls, gap: null });
});

it('reads the items that failed since without being followed, to see when they were pushed', async () => {
  const { advance, look } = await busy(['https://stock.example.com/levels/1']);
  await advance(7 * HOUR_MS);
  const { state, stages, calls } = await look();
  expect([state, stages]).toEqual(['failed', ['indexed']]);
  expect(calls).toEqual([`${LOGS}/facetsStats`, LOGS, LOGS, LOGS, LOGS]);
});

it('says so where the rows of an item were not read, for a failed call or a secret in its address', async () => {
  const hidden = 'https://stock.example.com/levels/1?token=<redacted>';
  const { push, advance, look, fault } = await busy([ITEM, hidden]);
  await push();
  await advance(60_000);
  expect(await look()).toMatchObject({ state: 'cannot tell', stages: ['indexed', 'not read'], gap: null });
  await fault({ operation: 'logs.list', status: 500, body: {} });
  expect(await look()).toMatchObject({
    state: 'cannot tell',
    stages: ['not read', 'not read'],
    gap: { call: 'logs.list', status: 500 },
  });
});

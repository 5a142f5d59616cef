import { afterEach, beforeEach, expect, it } from 'vitest';
import { toIso } from '@/lib/evidence/time';
import { BEGINNING, sandboxWith } from '@/lib/scan/sandbox-under-test';
import { freshProcess } from './process-store-under-test';
import { readOlderThan } from './read-act';
import { readHealth } from './read-health';
import { takePushes } from './take-pushes';

let clear = async () => {};
beforeEach(async () => {
  clear = await freshProcess();
});
afterEach(() => clear());

const { signal } = new AbortController();
const ago = (minutes: number) => toIso(BEGINNING - minutes * 60_000);

it('a delete older than is refused where a recorded call shows another clock, whether or not the source was looked at just before', async () => {
  const { client, sourceId } = await sandboxWith('healthy', { dialect: 'bare' });
  const asker = { access: { ok: true, client, digest: 'digest' } as const, sourceId };
  const question = { ...asker, refresh: false, signal, onEvent: () => {} };
  const explain = () => readOlderThan(ago(60), question);
  const before = await readHealth({ ...question, requested: { from: null, to: null } });
  expect([before.state, await explain()]).toMatchObject(['read', { report: { refused: null } }]);
  const call = {
    at: ago(30),
    method: 'PUT',
    path: `/push/v1/organizations/under-test/sources/${sourceId}/documents/batch`,
    status: 202,
    orderingId: '1795363200',
    fileId: 'file-1',
  };
  await takePushes(asker, JSON.stringify(call), signal);
  expect(await explain()).toMatchObject({
    state: 'read',
    report: {
      refused: expect.stringMatching(/^In recorded calls of this source there are orderingIds of 10 digits/),
      known: [],
    },
  });
});

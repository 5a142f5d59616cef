import { describe, expect, test } from 'vitest';
import { answer, clientUnderTest } from './client-under-test';
import { getContentLimits } from './limits';

describe('the limits of content', () => {
  test('are read whatever they are called, each with its use; what allows nothing is no limit', async () => {
    const { client, made } = clientUnderTest([
      answer(200, {
        numberOfDocumentsLimit: { actualCount: 12, limit: 20, lastUpdate: '2021-07-01' },
        pushApiMaximumDailyInvocations: { actualCount: 3, limit: 15_000, lastUpdate: 1_795_312_800_000 },
        somethingNew: { actualCount: 1, limit: 2 },
        withoutCount: { limit: 2 },
        without: { actualCount: 0, limit: 0 },
        unlimited: { actualCount: 5, limit: -1 },
        strange: 'text',
      }),
    ]);
    const result = await getContentLimits(client);
    expect(result.ok && result.value).toEqual([
      { key: 'numberOfDocumentsLimit', used: 12, limit: 20, updatedAt: '2021-07-01T00:00:00.000Z' },
      {
        key: 'pushApiMaximumDailyInvocations',
        used: 3,
        limit: 15_000,
        updatedAt: '2026-11-22T02:00:00.000Z',
      },
      { key: 'somethingNew', used: 1, limit: 2, updatedAt: null },
    ]);
    expect(made.map(({ method, url }) => [method, url])).toEqual([
      ['GET', 'https://platform.cloud.coveo.com/rest/organizations/myorg/limits/content'],
    ]);
  });

  test('may be none; an answer of another shape is no limits', async () => {
    const none = await getContentLimits(clientUnderTest([answer(200, {})]).client);
    const other = await getContentLimits(clientUnderTest([answer(200, { limits: [] })]).client);
    expect(none).toMatchObject({ ok: true, value: [] });
    expect(other).toMatchObject({
      ok: false,
      failure: { kind: 'unreadable', message: 'The answer holds no limits.' },
    });
  });
});

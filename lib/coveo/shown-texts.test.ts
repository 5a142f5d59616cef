import { expect, it } from 'vitest';
import { latestActivities } from './activities';
import type { CallResult } from './call';
import type { CoveoClient } from './client';
import { answer, clientUnderTest, TOKEN } from './client-under-test';
import { getOrganizationStatus } from './organization';
import { getSource, listPushSources } from './sources';

const KEY = 'xx9b8c7d6e-5f40-4a31-8b22-1c0d9e8f7a6b';
const source = { id: 'a', name: `Shop ${KEY}`, sourceType: 'PUSH', pushEnabled: true };
const activity = {
  id: '1',
  operation: 'REFRESH',
  state: 'EXECUTED',
  errorCode: KEY,
  errorDetail: `Authorization: Bearer ${KEY}`,
  triggeredBy: { id: 'u', type: 'USER', displayName: KEY },
};

const LIST = { sourceModels: [source], totalPages: 1 };
const ACTIVITIES = { items: [activity], totalEntries: 1, totalPages: 1 };

it.each<[string, unknown, (client: CoveoClient) => Promise<CallResult<unknown>>]>([
  ['a source', source, (client) => getSource(client, 'a')],
  ['the list of sources', LIST, (client) => listPushSources(client)],
  ['activities', ACTIVITIES, (client) => latestActivities(client, {})],
])('the texts of %s are without the secrets that somebody typed into them', async (_, body, call) => {
  const { client } = clientUnderTest([answer(200, body)]);
  const result = await call(client);
  expect([result.ok, JSON.stringify(result).includes('1c0d9e8f7a6b')]).toEqual([true, false]);
});

it.each([200, 500])('a request id that is a token is not shown after %i', async (status) => {
  for (const secret of [KEY, TOKEN]) {
    const { client } = clientUnderTest(
      [answer(status, { lifeCycleState: 'ACTIVE' }, { 'x-request-id': secret })],
      { attempts: 1 },
    );
    expect(JSON.stringify(await getOrganizationStatus(client))).not.toContain(secret.slice(-12));
  }
});

import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const ORGANIZATION = '/rest/organizations/test';

it('counts items and calls of the day against the limits', async () => {
  const { organization, advance } = sandboxAt(START);
  const { call, push } = await organization({ scenarios: [] });
  for (const item of ['https://a/1', 'https://a/2'])
    await push('PUT', `/documents?documentId=${item}`, { body: { data: 'x' } });
  advance(10_000);
  const now = Date.parse(START) + 10_000;
  const { body } = await call('GET', `${ORGANIZATION}/limits/content`);
  expect(body).toMatchObject({
    numberOfDocumentsLimit: { actualCount: 2, limit: 1_000_000, lastUpdate: now },
    numberOfSourcesLimit: { actualCount: 1, limit: 25 },
    pushApiMaximumDailyInvocations: { actualCount: 2, limit: 15_000 },
    pushApiMaximumDailyDocumentCount: { actualCount: 2, limit: 1_000_000 },
  });
  expect((await call('GET', `${ORGANIZATION}/limits`)).body).toEqual({ content: body });
  expect((await call('GET', `${ORGANIZATION}/limits/content/numberOfSourcesLimit`)).body).toMatchObject({
    limit: 25,
  });
  expect(await call('GET', `${ORGANIZATION}/limits/content/nope`)).toMatchObject({ status: 404 });
  expect(await call('GET', `${ORGANIZATION}/limits/nope`)).toMatchObject({ status: 404 });
  advance(86_400_000);
  expect(
    (await call('GET', `${ORGANIZATION}/limits/content/pushApiMaximumDailyInvocations`)).body,
  ).toMatchObject({
    actualCount: 0,
  });
});

it('counts what scenarios push, too', async () => {
  const { call } = await sandboxAt(START).organization({ scenarios: ['healthy'] });
  const { body } = await call('GET', `${ORGANIZATION}/limits/content`);
  expect(body).toMatchObject({
    // Six batches, two statuses, a delete older than.
    pushApiMaximumDailyInvocations: { actualCount: 9 },
    pushApiMaximumDailyDocumentCount: { actualCount: 640 },
  });
});

it('tells those of one type, and refuses a type that there is not', async () => {
  const { call } = await sandboxAt(START).organization({ scenarios: [] });
  const keysOf = async (limitType: string) =>
    Object.keys(Object((await call('GET', `${ORGANIZATION}/limits?limitType=${limitType}`)).body).content);
  expect(await keysOf('ENTITLEMENT')).toEqual(['numberOfDocumentsLimit']);
  expect(await keysOf('USAGE')).toEqual([
    'pushApiMaximumDailyInvocations',
    'pushApiMaximumDailyDocumentCount',
    'pushApiMaximumDailyDocumentLimit',
  ]);
  expect(await keysOf('TECHNICAL')).toEqual([
    'numberOfSourcesLimit',
    'numberOfFieldsLimit',
    'pushApiFileSizeLimit',
  ]);
  expect(await call('GET', `${ORGANIZATION}/limits?limitType=ALL`)).toMatchObject({
    status: 412,
    body: { errorCode: 'INVALID_PARAMETER' },
  });
});

it('tells the history of one, day by day', async () => {
  const limits = { numberOfDocumentsLimit: 500 };
  const { call } = await sandboxAt(START).organization({ scenarios: [], limits });
  const history = (query: string, key = 'numberOfDocumentsLimit') =>
    call('GET', `${ORGANIZATION}/limits/content/${key}/history${query}`);
  expect((await history('?from=2026-03-08T12:00:00Z&to=2026-03-10T12:00:00Z')).body).toEqual([
    { date: Date.parse('2026-03-08T12:00:00Z'), limitValue: 500 },
    { date: Date.parse('2026-03-09T12:00:00Z'), limitValue: 500 },
    { date: Date.parse('2026-03-10T12:00:00Z'), limitValue: 500 },
  ]);
  expect((await history('')).body).toHaveLength(31);
  expect(await history('?from=2020-01-01T00:00:00Z')).toMatchObject({ status: 412 });
  expect(await history('?from=yesterday')).toMatchObject({ status: 412 });
  expect(await history('', 'nope')).toMatchObject({ status: 404 });
});

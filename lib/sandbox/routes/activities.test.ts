import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const ACTIVITIES = '/rest/organizations/test/activities';

/** A rebuild that ended and a refresh that goes on. */
async function updated() {
  const sandbox = sandboxAt('2026-03-10T12:00:00.000Z');
  const organization = await sandbox.organization({ scenarios: [] });
  for (const status of ['REBUILD', 'IDLE', 'INCREMENTAL']) {
    await organization.push('POST', `/status?statusType=${status}`, { body: {} });
    sandbox.advance(60_000);
  }
  const ask = async (rest: string, body: Record<string, unknown> = {}) =>
    (await organization.call('POST', `${ACTIVITIES}${rest}`, { body })).body;
  return { ...organization, ...sandbox, ask };
}

const WINDOW = 'from=2026-03-01T00:00:00Z&to=2026-03-31T00:00:00Z';

it('lists what began in the window, newest first, with dates in milliseconds', async () => {
  const { ask, source } = await updated();
  const start = Date.parse('2026-03-10T12:00:00Z');
  const running = {
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    operation: 'INCREMENTAL_REFRESH',
    state: 'EXECUTING',
    content: {},
    createDate: start + 120_000,
    startDate: start + 120_000,
    duration: 60,
    progress: 0,
    triggeredBy: { id: 'push-key@test', type: 'USER', displayName: 'API key of Push source' },
    organizationId: 'test',
    resourceId: source,
    resourceName: 'Push source',
    resourceType: 'SOURCE',
    section: 'CONTENT',
    severity: 'INFO',
  };
  const ended = {
    ...running,
    operation: 'REBUILD',
    state: 'EXECUTED',
    result: 'SUCCESS',
    createDate: start,
    startDate: start,
    endDate: start + 60_000,
    progress: 1,
  };
  expect(await ask(`/public?${WINDOW}`)).toEqual({ items: [running, ended], totalEntries: 2, totalPages: 1 });
  expect(await ask('/latest')).toEqual({ items: [running, ended], totalEntries: 2, totalPages: 1 });
  expect(await ask(`/public?from=2026-03-10T12:01:00Z&to=2026-03-11T00:00:00Z`)).toMatchObject({
    totalEntries: 1,
  });
});

it('pages and filters', async () => {
  const { ask, source } = await updated();
  const operations = async (rest: string, body: Record<string, unknown>) => {
    const { items, totalPages } = Object(await ask(rest, body));
    return [items.map((item: { operation: string }) => item.operation), totalPages];
  };
  expect(await operations('/latest?page=1&perPage=1', {})).toEqual([['REBUILD'], 2]);
  expect(await operations('/latest', { states: ['EXECUTING'] })).toEqual([['INCREMENTAL_REFRESH'], 1]);
  expect(await operations('/latest', { resultTypes: ['SUCCESS'] })).toEqual([['REBUILD'], 1]);
  expect(await operations('/latest', { operations: ['REBUILD'], resourceIds: [source] })).toEqual([
    ['REBUILD'],
    1,
  ]);
  expect(await operations('/latest', { resourceIds: ['other'] })).toEqual([[], 0]);
  expect(await operations('/latest', { sections: ['CONTENT'], resourceTypes: ['FIELD'] })).toEqual([[], 0]);
});

it('takes an omitted from for now, as Coveo does: without both ends the list is empty', async () => {
  const { ask } = await updated();
  expect(await ask('/public')).toEqual({ items: [], totalEntries: 0, totalPages: 0 });
});

it('refuses a window of more than 31 days', async () => {
  const { call } = await updated();
  const url = `${ACTIVITIES}/public?from=2026-01-01T00:00:00Z&to=2026-02-02T00:00:00Z`;
  expect(await call('POST', url, { body: {} })).toMatchObject({
    status: 412,
    body: { errorCode: 'INVALID_PARAMETER' },
  });
});

it('gives one by its id, and the values to filter by', async () => {
  const { ask, call, source } = await updated();
  const [running] = Object(await ask('/latest')).items;
  expect((await call('GET', `${ACTIVITIES}/${running.id}`)).body).toEqual(running);
  expect(await call('GET', `${ACTIVITIES}/nope`)).toMatchObject({ status: 404 });
  expect(await ask(`/facets/public?${WINDOW}`)).toEqual({
    sections: ['CONTENT'],
    operations: ['INCREMENTAL_REFRESH', 'REBUILD'],
    states: ['EXECUTING', 'EXECUTED'],
    resultTypes: ['SUCCESS'],
    resourceIds: [source],
    resourceTypes: ['SOURCE'],
    organizationIds: ['test'],
  });
});

it('ends an update as aborted when another status comes before IDLE', async () => {
  const { push, ask, advance } = await updated();
  await push('POST', '/status?statusType=REBUILD');
  advance(1_000);
  expect(await ask('/latest?perPage=2')).toMatchObject({
    items: [
      { operation: 'REBUILD', state: 'EXECUTING' },
      { operation: 'INCREMENTAL_REFRESH', state: 'EXECUTED', result: 'ABORT' },
    ],
  });
});

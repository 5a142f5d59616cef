import { describe, expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const LOGS = '/logs/v1/organizations/test';
const WINDOW = 'from=2026-03-10T12:00:00Z&to=2026-03-10T13:00:00Z';

/** Three items, the second refused, in the first of two sources. */
async function pushed() {
  const sandbox = sandboxAt('2026-03-10T12:00:00.000Z');
  const organization = await sandbox.organization({ scenarios: ['silent', 'silent'], perPageCap: 5 });
  for (const id of ['https://a/1', 'no uri', 'https://a/3?x=1']) {
    await organization.push('PUT', `/documents?documentId=${encodeURIComponent(id)}`, {
      body: { data: 'x' },
    });
    sandbox.advance(60_000);
  }
  const list = (query: string, body: Record<string, unknown> = {}) =>
    organization.call('POST', `${LOGS}?${query}`, { body });
  const count = async (query: string, body: Record<string, unknown> = {}) => {
    const answer = await organization.call('POST', `${LOGS}/facetsStats?${query}`, { body });
    return Object(answer.body).tasks;
  };
  return { ...organization, list, count };
}

describe('the list', () => {
  it('has the newest rows first, whole', async () => {
    const { list, source } = await pushed();
    const { body } = await list(`${WINDOW}&perPage=2`);
    expect(body).toEqual({
      documentLogEntries: [
        {
          datetime: '2026-03-10T12:02:02.206Z',
          guid: expect.stringMatching(/^[0-9a-f]{8}-0003-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
          id: 'https://a/3?x=1',
          meta: {
            duration: expect.stringMatching(/^0\.\d{3}$/),
            orderingId: String(Date.parse('2026-03-10T12:02:00Z')),
          },
          operation: 'ADD',
          organizationId: 'test',
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          resourceId: source,
          result: 'COMPLETED',
          sourceId: source,
          task: 'INDEXING',
        },
        expect.objectContaining({ task: 'MAPPING', resourceId: 'MAPPING_EXTENSION' }),
      ],
      hasNextPage: true,
    });
  });

  it('comes in pages of the size asked for, within the cap of the server', async () => {
    const { list } = await pushed();
    const page = async (query: string) => {
      const { documentLogEntries, hasNextPage } = Object((await list(`${WINDOW}&${query}`)).body);
      return [documentLogEntries.length, hasNextPage];
    };
    expect(await page('perPage=1000')).toEqual([5, true]);
    expect(await page('page=1&perPage=1000')).toEqual([4, false]);
    expect(await page('page=2&perPage=3')).toEqual([3, false]);
    expect(await page('page=9')).toEqual([0, false]);
    expect(await page('perPage=0')).toEqual([0, true]);
  });
});

describe('filters', () => {
  const all = { CONSUMING: 3, PROCESSING: 2, MAPPING: 2, INDEXING: 2 };

  it('take lists of what is allowed or excluded; what is allowed wins', async () => {
    const { count, source, sources } = await pushed();
    expect(await count(WINDOW)).toEqual(all);
    expect(await count(WINDOW, { results: ['REJECTED'] })).toEqual({ CONSUMING: 1 });
    expect(await count(WINDOW, { tasks: ['MAPPING'], excludeTasks: ['MAPPING'] })).toEqual({ MAPPING: 2 });
    expect(await count(WINDOW, { excludeTasks: ['CONSUMING', 'MAPPING'] })).toEqual({
      PROCESSING: 2,
      INDEXING: 2,
    });
    expect(await count(WINDOW, { excludeOperations: ['ADD'] })).toEqual({});
    expect(await count(WINDOW, { resourceIds: ['MAPPING_EXTENSION'] })).toEqual({ MAPPING: 2 });
    for (const key of ['sourcesIds', 'sourceIds']) {
      expect(await count(WINDOW, { [key]: [source] })).toEqual(all);
      expect(await count(WINDOW, { [key]: [sources[1]?.id] })).toEqual({});
    }
    expect(await count(WINDOW, { excludeSourceIds: [source] })).toEqual({});
  });

  it('match an item exactly, in part, or by wildcards', async () => {
    const { count } = await pushed();
    const ofItem = (id: string, matching?: string) =>
      count(
        `${WINDOW}&documentId=${encodeURIComponent(id)}${matching ? `&documentIdMatching=${matching}` : ''}`,
        { tasks: ['CONSUMING'] },
      );
    expect(await ofItem('https://a/1')).toEqual({ CONSUMING: 1 });
    expect(await ofItem('https://a/')).toEqual({});
    expect(await ofItem('https://a/', 'PARTIAL')).toEqual({ CONSUMING: 2 });
    expect(await ofItem('https://a/?', 'WILDCARD')).toEqual({ CONSUMING: 1 });
    expect(await ofItem('*a/*', 'WILDCARD')).toEqual({ CONSUMING: 2 });
    expect(await ofItem('https://a/1*', 'WILDCARD')).toEqual({});
  });

  it('give counts of every facet, or its values', async () => {
    const { call, source } = await pushed();
    const counts = await call('POST', `${LOGS}/facetsStats?${WINDOW}`, { body: {} });
    expect(counts.body).toEqual({
      operations: { ADD: 9 },
      results: { COMPLETED: 8, REJECTED: 1 },
      tasks: all,
      sourceIds: { [source]: 9 },
      resourceIds: { [source]: 7, MAPPING_EXTENSION: 2 },
    });
    const facets = await call('POST', `${LOGS}/facets?${WINDOW}`, { body: {} });
    expect(facets.body).toEqual({
      operations: ['ADD'],
      results: ['COMPLETED', 'REJECTED'],
      tasks: ['CONSUMING', 'PROCESSING', 'MAPPING', 'INDEXING'],
      sourceIds: [source],
      resourceIds: [source, 'MAPPING_EXTENSION'],
    });
  });
});

it.each([
  ['no from', 'to=2026-03-10T13:00:00Z', 'MISSING_PARAMETER'],
  ['no to', 'from=2026-03-10T13:00:00Z', 'MISSING_PARAMETER'],
  ['a from that is no time', 'from=yesterday&to=2026-03-10T13:00:00Z', 'INVALID_PARAMETER'],
  ['more than a week', 'from=2026-03-01T00:00:00Z&to=2026-03-08T00:00:01Z', 'INVALID_PARAMETER'],
  ['an end before the beginning', 'from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z', 'INVALID_PARAMETER'],
  ['an unknown way of matching', `${WINDOW}&documentIdMatching=LIKE`, 'INVALID_PARAMETER'],
  ['a negative page', `${WINDOW}&page=-1`, 'INVALID_PARAMETER'],
])('refuses %s', async (_, query, errorCode) => {
  const { list } = await pushed();
  expect(await list(query)).toMatchObject({ status: 412, body: { errorCode } });
});

it('refuses a filter that is no list of texts, or no JSON', async () => {
  const { list, call } = await pushed();
  expect(await list(WINDOW, { tasks: 'MAPPING' })).toMatchObject({
    status: 400,
    body: { errorCode: 'INVALID_JSON' },
  });
  expect(await call('POST', `${LOGS}?${WINDOW}`, { body: '{' })).toMatchObject({ status: 400 });
  expect(await call('POST', `${LOGS}?${WINDOW}`)).toMatchObject({ status: 200 });
});

import { describe, expect, test } from 'vitest';
import { answer, clientUnderTest } from './client-under-test';
import { getOrganizationStatus } from './organization';
import { getSource, listPushSources } from './sources';

const PAGES = 'https://platform.cloud.coveo.com/rest/organizations/myorg/sources/pages';

function model(id: string, extra: object = {}) {
  return {
    id,
    name: `Source ${id}`,
    sourceType: 'PUSH',
    pushEnabled: true,
    createdDate: 1535137974295,
    ...extra,
  };
}

describe('the Push sources of an organization', () => {
  test('are read page by page, and only those that items can be pushed to', async () => {
    const { client, made } = clientUnderTest([
      answer(200, {
        sourceModels: [model('a'), model('b', { sourceType: 'WEB2', pushEnabled: false })],
        totalEntries: 4,
        totalPages: 2,
      }),
      answer(200, {
        sourceModels: [model('c', { sourceType: 'CATALOG' }), {}],
        totalEntries: 4,
        totalPages: 2,
      }),
    ]);
    const result = await listPushSources(client);
    expect(result).toMatchObject({ ok: true, value: { calls: 2, unreadable: 1 } });
    expect(result.ok && result.value.sources.map(({ id, type }) => [id, type])).toEqual([
      ['a', 'PUSH'],
      ['c', 'CATALOG'],
    ]);
    expect(made.map(({ url }) => url)).toEqual([
      `${PAGES}?page=0&perPage=100&filterHostType=PUSH`,
      `${PAGES}?page=1&perPage=100&filterHostType=PUSH`,
    ]);
  });

  test('end where a page brings nothing new, even if more pages are promised', async () => {
    const page = () => answer(200, { sourceModels: [model('a')], totalPages: 9 });
    const { client } = clientUnderTest([page(), page()]);
    const result = await listPushSources(client);
    expect(result.ok && result.value.calls).toBe(2);
  });

  test('are a failure where one page fails', async () => {
    const { client } = clientUnderTest([
      answer(200, { sourceModels: [model('a')], totalPages: 2 }),
      answer(403, { errorCode: 'ACCESS_DENIED', message: 'Access is denied' }),
    ]);
    expect(await listPushSources(client)).toMatchObject({
      ok: false,
      failure: { kind: 'refused', call: 'sources.pages', status: 403, code: 'ACCESS_DENIED' },
    });
  });

  test('are a failure, not none, where the answer holds no list', async () => {
    const { client } = clientUnderTest([answer(200, { items: [] })]);
    expect(await listPushSources(client)).toMatchObject({
      ok: false,
      failure: { kind: 'unreadable', message: 'The answer holds no list of sources.' },
    });
  });
});

test('one source is read by its id, which is encoded', async () => {
  const information = { sourceStatus: { type: 'PUSH_READY' }, numberOfDocuments: 12 };
  const { client, made } = clientUnderTest([answer(200, model('a/b', { information })), answer(200, [])]);
  expect(await getSource(client, 'a/b')).toMatchObject({
    ok: true,
    value: {
      id: 'a/b',
      name: 'Source a/b',
      type: 'PUSH',
      pushEnabled: true,
      status: 'PUSH_READY',
      activityId: null,
      statusSince: null,
      lastOperation: null,
      items: 12,
      createdAt: '2018-08-24T19:12:54.295Z',
    },
  });
  expect(made[0]?.url).toBe('https://platform.cloud.coveo.com/rest/organizations/myorg/sources/a%2Fb');
  expect(await getSource(client, 'a')).toMatchObject({
    ok: false,
    failure: { kind: 'unreadable', call: 'sources.get', message: 'The answer holds no source.' },
  });
});

describe('the status of an organization', () => {
  test('is read', async () => {
    const { client, made } = clientUnderTest([
      answer(200, { lifeCycleState: 'PAUSED', pauseState: 'PAUSED', paused: true, readOnly: false }),
    ]);
    expect(await getOrganizationStatus(client)).toMatchObject({
      ok: true,
      value: { lifeCycleState: 'PAUSED', pauseState: 'PAUSED', paused: true, readOnly: false },
    });
    expect(made).toMatchObject([
      { method: 'GET', url: 'https://platform.cloud.coveo.com/rest/organizations/myorg/status' },
    ]);
  });

  test('that says nothing is a failure, not "active"', async () => {
    const { client } = clientUnderTest([answer(200, {})]);
    expect(await getOrganizationStatus(client)).toMatchObject({
      ok: false,
      failure: {
        kind: 'unreadable',
        call: 'organization.status',
        message: 'The answer holds no organization status.',
      },
    });
  });
});

import { describe, expect, test } from 'vitest';
import { getActivity, latestActivities, listActivities } from './activities';
import { answer, clientUnderTest } from './client-under-test';

const SOURCE = 'w1zh6p45vh7s2uxzvg3s7kg85m-myorg';
const window = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' };

const model = {
  id: '128a706128d54btm98df8a98015301be',
  operation: 'REBUILD',
  state: 'EXECUTED',
  result: 'ERROR',
  errorCode: 'JOB_SERVICE_EXECUTION_ERROR',
  errorDetail: 'An error occurred',
  createDate: 1555347453376,
  startDate: '2019-04-15T16:57:34.000Z',
  endDate: 1555347460000,
  triggeredBy: { id: 'asmith@example.com-google', type: 'USER', displayName: 'asmith@example.com' },
  resourceId: SOURCE,
  resourceType: 'SOURCE',
  section: 'CONTENT',
};
const activity = {
  id: '128a706128d54btm98df8a98015301be',
  operation: 'REBUILD',
  state: 'EXECUTED',
  result: 'ERROR',
  startedAt: '2019-04-15T16:57:34.000Z',
  endedAt: '2019-04-15T16:57:40.000Z',
  by: { type: 'USER', name: 'asmith@example.com' },
  errorCode: 'JOB_SERVICE_EXECUTION_ERROR',
  errorDetail: 'An error occurred',
  resourceId: SOURCE,
  resourceType: 'SOURCE',
};

describe('activities of a window', () => {
  test('are asked for with both ends', async () => {
    const { client, made } = clientUnderTest([answer(200, { items: [], totalEntries: 0, totalPages: 0 })]);
    await listActivities(client, {
      window,
      page: 1,
      perPage: 50,
      resourceIds: [SOURCE],
      states: ['EXECUTING'],
    });
    expect(made).toMatchObject([
      {
        method: 'POST',
        url: 'https://platform.cloud.coveo.com/rest/organizations/myorg/activities/public?from=2026-11-01T00%3A00%3A00.000Z&to=2026-11-21T00%3A00%3A00.000Z&page=1&perPage=50',
        body: { resourceIds: [SOURCE], states: ['EXECUTING'] },
      },
    ]);
  });

  test('are given with dates read in both forms, and those of other resources dropped', async () => {
    const { client } = clientUnderTest([
      answer(200, {
        items: [model, { ...model, resourceId: 'other' }, {}],
        totalEntries: 103,
        totalPages: 2,
      }),
    ]);
    expect(await listActivities(client, { window, resourceIds: [SOURCE] })).toMatchObject({
      ok: true,
      value: { activities: [activity], hasNextPage: true, total: 103, unreadable: 1, foreign: 1 },
    });
  });

  test('without a list are a failure, not none', async () => {
    const { client } = clientUnderTest([answer(200, { totalEntries: 0 })]);
    expect(await listActivities(client, { window })).toMatchObject({
      ok: false,
      failure: {
        kind: 'unreadable',
        call: 'activities.list',
        message: 'The answer holds no list of activities.',
      },
    });
  });
});

test('the latest activities are asked for without dates', async () => {
  const { client, made } = clientUnderTest([answer(200, { items: [model] })]);
  expect(await latestActivities(client, { resourceIds: [SOURCE] })).toMatchObject({
    ok: true,
    value: { activities: [activity], hasNextPage: false, total: null, unreadable: 0, foreign: 0 },
  });
  expect(made).toMatchObject([
    {
      method: 'POST',
      url: 'https://platform.cloud.coveo.com/rest/organizations/myorg/activities/latest?page=0&perPage=10',
      body: { resourceIds: [SOURCE] },
    },
  ]);
});

test('one activity is read by its id, which is encoded', async () => {
  const { client, made } = clientUnderTest([answer(200, model), answer(200, {})]);
  expect(await getActivity(client, 'a/b')).toMatchObject({ ok: true, value: activity });
  expect(made[0]?.url).toBe('https://platform.cloud.coveo.com/rest/organizations/myorg/activities/a%2Fb');
  expect(await getActivity(client, 'a')).toMatchObject({
    ok: false,
    failure: { kind: 'unreadable', call: 'activities.get', message: 'The answer holds no activity.' },
  });
});

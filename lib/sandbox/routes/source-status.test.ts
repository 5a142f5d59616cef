import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const ORGANIZATION = '/rest/organizations/test';

async function prepared(settings: Record<string, unknown> = {}) {
  const sandbox = sandboxAt(START);
  const { call, source, sources } = await sandbox.organization({
    scenarios: [],
    pullSource: true,
    ...settings,
  });
  const post = (rest: string, id = source) => call('POST', `${ORGANIZATION}/sources/${id}/${rest}`);
  const status = async () =>
    Object((await call('GET', `${ORGANIZATION}/sources/${source}`)).body).information.sourceStatus;
  const latest = async () =>
    Object((await call('POST', `${ORGANIZATION}/activities/latest`, { body: {} })).body).items;
  return { ...sandbox, post, status, latest, pullSource: sources[1]?.id ?? '' };
}

it('sets the status as the push API does', async () => {
  const { post, status, latest, advance } = await prepared();
  expect(await post('pushRefresh?activityOperation=FULL_REFRESH')).toMatchObject({ status: 200, body: {} });
  expect(await status()).toMatchObject({ type: 'REFRESHING', refreshType: 'FULL_REFRESH' });
  advance(60_000);
  await post('pushRefresh?activityOperation=IDLE');
  expect(await status()).toMatchObject({ type: 'PUSH_READY' });
  expect(await latest()).toMatchObject([{ operation: 'FULL_REFRESH', result: 'SUCCESS', duration: 60 }]);
});

it('aborts the activity that is open, and no other', async () => {
  const { post, status, latest } = await prepared();
  await post('pushRefresh?activityOperation=REBUILD');
  const { activityId } = await status();
  expect(await post('tasks/abort?activityId=nope')).toMatchObject({ status: 404 });
  expect(await post(`tasks/abort?activityId=${activityId}`)).toMatchObject({ status: 200, body: {} });
  expect(await latest()).toMatchObject([{ id: activityId, state: 'EXECUTED', result: 'ABORT' }]);
  expect(await post(`tasks/abort?activityId=${activityId}`)).toMatchObject({ status: 404 });
});

it.each([
  ['no operation', 'pushRefresh', 412, 'MISSING_PARAMETER'],
  ['an operation that is no status', 'pushRefresh?activityOperation=PAUSE', 412, 'INVALID_PARAMETER'],
  ['no activity', 'tasks/abort', 412, 'MISSING_PARAMETER'],
])('refuses %s', async (_, rest, status, errorCode) => {
  const { post } = await prepared();
  expect(await post(rest)).toMatchObject({ status, body: { errorCode } });
});

it('refuses a source that is not pushed to, and a paused organization', async () => {
  const { post, pullSource } = await prepared();
  expect(await post('pushRefresh?activityOperation=IDLE', pullSource)).toMatchObject({ status: 404 });
  const paused = await prepared({ paused: true });
  expect(await paused.post('pushRefresh?activityOperation=IDLE')).toMatchObject({
    status: 400,
    body: { errorCode: 'ORGANIZATION_IS_PAUSED' },
  });
});

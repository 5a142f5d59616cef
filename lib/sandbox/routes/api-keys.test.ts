import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const ORGANIZATION = '/rest/organizations/test';

const DAY_MS = 86_400_000;

async function prepared(settings: Record<string, unknown> = {}) {
  const sandbox = sandboxAt(START);
  const made = await sandbox.organization({ scenarios: ['healthy'], ...settings });
  const list = async (query = '') => (await made.call('GET', `${ORGANIZATION}/apikeys${query}`)).body;
  return { ...sandbox, ...made, list };
}

it("lists the organization's own key and that of each source, with what it may do and when it was used", async () => {
  const { list, source } = await prepared();
  const platform = { owner: 'PLATFORM' };
  expect(await list()).toMatchObject([
    { displayName: 'Key of test', status: 'ENABLED', lastUsedDate: Date.parse(START) },
    {
      displayName: 'API key of Article library',
      organizationId: 'test',
      enabled: true,
      status: 'ENABLED',
      lastUsedDate: expect.any(Number),
      privileges: [
        { ...platform, targetDomain: 'ORGANIZATION', type: 'VIEW', targetId: '*' },
        { ...platform, targetDomain: 'SOURCE', type: 'VIEW', targetId: source },
        { ...platform, targetDomain: 'SOURCE', type: 'EDIT', targetId: source },
      ],
    },
  ]);
});

it('never tells the value of one', async () => {
  const { call, key, keys, list } = await prepared({ keys: [{ name: 'Other' }] });
  const listed = await list();
  const each = await Promise.all(keys.map(({ id }) => call('GET', `${ORGANIZATION}/apikeys/${id}`)));
  expect(each.map(({ status }) => status)).toEqual([200, 200]);
  const text = JSON.stringify([listed, each.map(({ body }) => body)]);
  for (const value of [key, ...keys.map((made) => made.key)]) expect(text).not.toContain(value);
  expect(text).not.toContain('"value"');
});

it('tells a key by its id', async () => {
  const { call, keys } = await prepared({ keys: [{ name: 'Other' }] });
  const { id } = keys.at(-1) ?? { id: '' };
  expect(await call('GET', `${ORGANIZATION}/apikeys/${id}`)).toMatchObject({
    status: 200,
    body: { id, displayName: 'Other' },
  });
  expect(await call('GET', `${ORGANIZATION}/apikeys/nope`)).toMatchObject({ status: 404 });
});

it('tells what a key has become as time goes by, and by which status it is listed', async () => {
  const { call, list, advance } = await prepared({
    scenarios: [],
    keys: [
      { name: 'short', expiresInMs: 10 * DAY_MS },
      { name: 'disabled', status: 'DISABLED' },
      { name: 'leaked', status: 'DISABLED_EXPOSED' },
    ],
  });
  const namesOf = async (status: string) =>
    Object(await list(`?status=${status}`)).map(({ displayName }: { displayName: string }) => displayName);
  const statusOf = async (name: string) =>
    Object(await list()).find(({ displayName }: { displayName: string }) => displayName === name).status;
  expect(await statusOf('short')).toBe('ENABLED');
  expect(await namesOf('ACTIVE')).toEqual(['Key of test', 'API key of Push source', 'short']);
  expect(await namesOf('DEACTIVATED')).toEqual(['disabled', 'leaked']);
  expect(await namesOf('ALL_EXPOSED')).toEqual(['leaked']);
  advance(4 * DAY_MS);
  expect(await statusOf('short')).toBe('SOON_TO_BE_EXPIRED');
  expect(await namesOf('SOON_TO_BE_EXPIRED')).toEqual(['short']);
  advance(6 * DAY_MS);
  expect(await statusOf('short')).toBe('EXPIRED');
  expect((await call('GET', `${ORGANIZATION}/apikeys`)).status).toBe(200);
});

it('tells that the key of a job has expired', async () => {
  const { list } = await prepared({ scenarios: ['expired-key'] });
  expect(await list('?status=DEACTIVATED')).toMatchObject([
    { displayName: 'API key of Warranty terms', status: 'EXPIRED', enabled: false },
  ]);
});

it('is refused to a key that may not list them', async () => {
  const { call, keys } = await prepared();
  const answer = await call('GET', `${ORGANIZATION}/apikeys`, { token: keys[0]?.key ?? '' });
  expect(answer).toMatchObject({ status: 403, body: { errorCode: 'ACCESS_DENIED' } });
});

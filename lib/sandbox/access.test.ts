import { describe, expect, it } from 'vitest';
import { operations } from './operations';
import { sandboxAt } from './sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const REST = '/rest/organizations/test';
const CONTROL = '/sandbox/_control/organizations/test';
const INVALID = { status: 401, body: { errorCode: 'INVALID_TOKEN', message: 'Token is invalid.' } };
const DENIED = { status: 403, body: { errorCode: 'ACCESS_DENIED', message: 'Access is denied' } };

async function arrange(settings: Record<string, unknown> = {}) {
  const sandbox = sandboxAt(START);
  const made = await sandbox.organization({ scenarios: [], ...settings });
  const status = (token = made.keys.at(-1)?.key ?? '', headers: Record<string, string> = {}) =>
    made.call('GET', `${REST}/status`, { token, headers });
  return { ...sandbox, ...made, status };
}

describe("a dead key is nobody's token", () => {
  it.each([
    ['disabled', { status: 'DISABLED' }],
    ['disabled for inactivity', { status: 'DISABLED_FOR_INACTIVITY' }],
    ['leaked', { status: 'DISABLED_EXPOSED' }],
    ['expired', { expiresInMs: 0 }],
    ['used from an address that is denied', { deniedIps: ['127.0.0.1'] }],
    ['used from an address that is not allowed', { allowedIps: ['10.0.0.1'] }],
  ])('when it is %s', async (_, key) => {
    const { status } = await arrange({ keys: [key] });
    expect(await status()).toMatchObject(INVALID);
  });

  it('from the moment on at which it expires', async () => {
    const { status, advance } = await arrange({ keys: [{ expiresInMs: 60_000 }] });
    advance(59_999);
    expect(await status()).toMatchObject({ status: 200 });
    advance(1);
    expect(await status()).toMatchObject(INVALID);
  });

  it('when it is deleted', async () => {
    const { send, status } = await arrange();
    const made = await send('POST', `${CONTROL}/keys`, { body: { name: 'Mine' } });
    const { id, key } = Object(made.body);
    expect([made.status, (await status(key)).status]).toEqual([201, 200]);
    expect(await send('DELETE', `${CONTROL}/keys/${id}`)).toMatchObject({ status: 204 });
    expect(await status(key)).toMatchObject(INVALID);
    expect(await send('DELETE', `${CONTROL}/keys/${id}`)).toMatchObject({ status: 404 });
  });
});

it('lets a key in from an address of its list, as a proxy tells it', async () => {
  const { status } = await arrange({ keys: [{ allowedIps: ['10.0.'] }] });
  expect(await status(undefined, { 'x-forwarded-for': '10.0.0.7' })).toMatchObject({ status: 200 });
});

it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('knows this machine as %s', async (address) => {
  const { status } = await arrange({ keys: [{ allowedIps: ['127.0.0.1'] }] });
  expect(await status(undefined, { 'x-forwarded-for': address })).toMatchObject({ status: 200 });
});

it('refuses a key of another organization, also an expired one of it', async () => {
  const { status, send } = await arrange();
  const other = await send('POST', '/sandbox/_control/organizations', {
    body: { id: 'other', scenarios: [], keys: [{ expiresInMs: 0 }] },
  });
  const { key, keys } = Object(other.body);
  expect(await status(key)).toMatchObject(DENIED);
  expect(await status(keys.at(-1).key)).toMatchObject(INVALID);
});

const guarded = operations.filter(({ needs }) => needs !== null);

it.each(guarded)('$method $path is refused to a key without $needs', async ({ method, path, needs }) => {
  const all = ['ORGANIZATION', 'SOURCE', 'ACTIVITIES', 'API_KEY', 'FIELD', 'SECURITY_PROVIDER'].flatMap(
    (targetDomain) => ['VIEW', 'EDIT', 'CREATE'].map((type) => ({ targetDomain, type })),
  );
  const others = all.filter(({ targetDomain, type }) => `${targetDomain} ${type}` !== needs);
  const { call, keys, source } = await arrange({ keys: [{ privileges: others }, { privileges: all }] });
  const names: Record<string, string> = { ':organization': 'test', ':source': source };
  const url = path.replaceAll(/:\w+/g, (name) => names[name] ?? 'x');
  const [without, withAll] = keys.slice(-2).map(({ key }) => key);
  expect(await call(method, url, { token: without ?? '' })).toMatchObject(DENIED);
  expect((await call(method, url, { token: withAll ?? '' })).status).not.toBe(403);
});

describe('the key of a source', () => {
  it('pushes to it, and sees no other', async () => {
    const { call, keys, sources } = await arrange({ scenarios: ['healthy', 'silent'] });
    const [own, other] = sources;
    const token = keys.find(({ source }) => source === own?.id)?.key ?? '';
    const push = (source = '') =>
      call('POST', `/push/v1/organizations/test/sources/${source}/status?statusType=IDLE`, { token });
    expect([
      (await push(own?.id)).status,
      (await push(other?.id)).status,
      (await push('nope')).status,
    ]).toEqual([201, 403, 403]);
    expect((await call('GET', `${REST}/sources/pages`, { token })).body).toMatchObject({
      sourceModels: [{ id: own?.id }],
      totalEntries: 1,
    });
    expect(await call('GET', `${REST}/sources/${other?.id}`, { token })).toMatchObject(DENIED);
  });

  it('may not read the logs, which are of all sources', async () => {
    const { call, keys } = await arrange();
    const window = 'from=2026-03-09T00:00:00Z&to=2026-03-10T00:00:00Z';
    const url = `/logs/v1/organizations/test?${window}`;
    expect(await call('POST', url, { body: {}, token: keys[0]?.key ?? '' })).toMatchObject(DENIED);
  });

  it('stays the same when the organization is made anew', async () => {
    const { send, keys } = await arrange({ keys: [{ name: 'Mine' }] });
    const reset = await send('POST', `${CONTROL}/reset`, { body: {} });
    expect(reset.body).toMatchObject({ keys });
  });
});

import { beforeEach, expect, it, vi } from 'vitest';
import type { Region } from '@/lib/coveo/hosts';
import { LAST_CONNECTION_COOKIE } from '@/lib/health/connection/last-connection';
import { connectionCookie, sealConnection } from './connection';
import { frontDoor } from './front-door';

beforeEach(() => {
  vi.stubEnv('PUSHSCOPE_SECRET', 'a secret for tests, long enough to seal');
  return () => vi.unstubAllEnvs();
});

async function connected(region: Region, organization: string) {
  return {
    name: connectionCookie(region, organization),
    value: await sealConnection({ region, organization, token: 'token' }),
  };
}
const last = (value: string) => ({ name: LAST_CONNECTION_COOKIE, value });
const DEMO = { region: 'sandbox', organization: 'sandbox-demo' };

it('leads to the only connection', async () => {
  expect(await frontDoor([{ name: 'theme', value: 'dark' }, await connected('eu', 'acme')])).toEqual({
    region: 'eu',
    organization: 'acme',
  });
});

it('leads to the connection that was made last', async () => {
  const cookies = [await connected('eu', 'acme'), await connected('us', 'acme-2'), last('us/acme-2')];
  expect(await frontDoor(cookies)).toEqual({ region: 'us', organization: 'acme-2' });
});

it('leads to one that opens where the last was forgotten, damaged or sealed for another organization', async () => {
  const { value } = await connected('eu', 'other');
  const cookies = [
    { name: connectionCookie('us', 'damaged'), value: 'x' },
    { name: connectionCookie('us', 'acme-2'), value },
    await connected('ca', 'acme'),
  ];
  for (const named of ['us/damaged', 'us/acme-2', 'us/gone', '../..', '']) {
    expect(await frontDoor([...cookies, last(named)])).toEqual({ region: 'ca', organization: 'acme' });
  }
});

it('leads to the demo without a connection, and nowhere where the sandbox is off', async () => {
  expect(await frontDoor([])).toEqual(DEMO);
  vi.stubEnv('PUSHSCOPE_SANDBOX', 'off');
  expect(await frontDoor([])).toBe(null);
  expect(await frontDoor([await connected('sandbox', 'sandbox-demo'), last('sandbox/sandbox-demo')])).toBe(
    null,
  );
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LAST_CONNECTION_COOKIE } from '@/lib/health/connection/last-connection';
import { connectedOrganizations } from './connected-organizations';
import { connectionCookie, DEMO, sealConnection } from './connection';

beforeEach(() => vi.stubEnv('PUSHSCOPE_SECRET', 'a secret for tests, long enough to seal'));
afterEach(() => vi.unstubAllEnvs());

const cookie = async (region: 'eu' | 'us', organization: string) => ({
  name: connectionCookie(region, organization),
  value: await sealConnection({ region, organization, token: 'xx' }),
});

it('are those of a browser’s own connections, the last one first, and never the demo', async () => {
  const cookies = [
    await cookie('us', 'first'),
    await cookie('eu', 'last'),
    { name: connectionCookie(DEMO.region, DEMO.organization), value: await sealConnection(DEMO) },
    { name: connectionCookie('eu', 'forged'), value: 'not sealed by this server' },
    { name: LAST_CONNECTION_COOKIE, value: 'eu/last' },
  ];
  expect(await connectedOrganizations(cookies)).toEqual([
    { region: 'eu', organization: 'last' },
    { region: 'us', organization: 'first' },
  ]);
  expect(await connectedOrganizations([])).toEqual([]);
});

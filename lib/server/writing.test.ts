import { beforeEach, expect, it, vi } from 'vitest';
import { POST } from '@/app/api/o/[region]/[organization]/writing/route';
import { createCoveoClient } from '@/lib/coveo/client';
import { isRegion } from '@/lib/coveo/hosts';
import { rememberVerified } from './access';
import { type Connection, connectionCookie, DEMO, sealConnection, tokenDigest } from './connection';
import {
  switchWritingOff,
  switchWritingOn,
  WRITING_LIFE_S,
  writingCookie,
  writingPlaces,
  writingUntil,
} from './writing';

const NOW = Date.parse('2026-11-22T16:00:00Z');
const jar = vi.hoisted(() => new Map<string, { name: string; value: string; how?: unknown }>());
vi.mock('next/headers', () => ({
  cookies: async () => ({
    getAll: () => [...jar.values()],
    get: (name: string) => jar.get(name),
    set: (name: string, value: string, how: unknown) => jar.set(name, { name, value, how }),
    delete: (name: string) => jar.delete(name),
  }),
}));

beforeEach(() => {
  jar.clear();
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  vi.stubEnv('PUSHSCOPE_SECRET', 'a secret for tests, long enough to seal');
  return () => vi.useRealTimers();
});

const connectionTo = (region: string, organization: string, token: string): Connection => {
  if (!isRegion(region)) throw new Error(region);
  return { region, organization, token };
};

const accessOf = (connection: Connection) => ({
  ok: true as const,
  client: createCoveoClient({ ...connection, sandboxUrl: 'http://127.0.0.1/sandbox' }),
  digest: tokenDigest(connection),
});

const ACME = connectionTo('eu', 'acme', 'xx0c0ffee0-1234-4abc-8def-0123456789ab');

it('is off until it is switched on, for an hour, in a sealed cookie that no script and no other site can use', async () => {
  expect(await writingUntil(accessOf(ACME))).toBeNull();
  const until = '2026-11-22T17:00:00.000Z';
  expect(await switchWritingOn(accessOf(ACME), true)).toEqual({ region: 'eu', organization: 'acme', until });
  expect(await writingUntil(accessOf(ACME))).toBe(until);
  const cookie = jar.get(writingCookie('eu', 'acme'));
  expect(cookie?.how).toEqual({
    httpOnly: true,
    sameSite: 'strict',
    secure: true,
    path: '/',
    maxAge: WRITING_LIFE_S,
  });
  expect(cookie?.value).not.toContain('acme');
  vi.setSystemTime(NOW + 3_601_000);
  expect(await writingUntil(accessOf(ACME))).toBeNull();
});

it.each([
  ['http', {}, undefined, false],
  ['a proxy that says https', { 'x-forwarded-proto': 'https' }, undefined, true],
  ['PUSHSCOPE_ORIGIN with https', {}, 'https://localhost:3000', true],
] as const)(
  'by %s is kept as a connection is: over https only where https is',
  async (_, headers, origin, secure) => {
    vi.stubEnv('PUSHSCOPE_ORIGIN', origin);
    rememberVerified(DEMO, false, NOW);
    const path = { region: DEMO.region, organization: DEMO.organization };
    const request = new Request(`http://localhost:3000/api/o/${path.region}/${path.organization}/writing`, {
      method: 'POST',
      headers: { host: 'localhost:3000', ...headers },
    });
    expect((await POST(request, { params: Promise.resolve(path) })).status).toBe(201);
    expect(jar.get(writingCookie(path.region, path.organization))?.how).toMatchObject({ secure });
  },
);

it('is for one organization, one region and one token', async () => {
  await switchWritingOn(accessOf(ACME), true);
  const own = jar.get(writingCookie('eu', 'acme'));
  for (const [region, organization] of [
    ['us', 'acme'],
    ['eu', 'other'],
  ] as const) {
    const name = writingCookie(region, organization);
    jar.set(name, { name, value: own?.value ?? '' });
    expect(await writingUntil(accessOf(connectionTo(region, organization, ACME.token)))).toBeNull();
  }
  expect(await writingUntil(accessOf(connectionTo('eu', 'acme', 'another token')))).toBeNull();
});

it('is not opened by a connection’s cookie, nor by one that was damaged', async () => {
  const name = writingCookie('eu', 'acme');
  for (const value of [await sealConnection(ACME), 'damaged', '']) {
    jar.set(name, { name, value });
    expect(await writingUntil(accessOf(ACME))).toBeNull();
  }
});

it('shows on pages where its connection is still there, until it is switched off', async () => {
  const { until } = await switchWritingOn(accessOf(ACME), false);
  expect(await writingPlaces()).toEqual([]);
  const name = connectionCookie('eu', 'acme');
  jar.set(name, { name, value: await sealConnection(ACME) });
  expect(await writingPlaces()).toEqual([{ region: 'eu', organization: 'acme', until }]);
  await switchWritingOff('eu', 'acme');
  expect([await writingPlaces(), await writingUntil(accessOf(ACME))]).toEqual([[], null]);
});

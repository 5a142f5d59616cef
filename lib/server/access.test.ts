import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSandbox } from '@/lib/sandbox/sandbox';
import { type Credentials, resolveAccess as resolve } from './access';
import { connectionCookie, DEMO, openConnection, sealConnection } from './connection';

const resolveAccess = (region: string, organization: string, credentials: Credentials) =>
  resolve(region, organization, credentials, new AbortController().signal);

const NONE = { authorization: null, cookie: () => undefined };

beforeEach(() => {
  globalThis.pushscopeProcess = undefined;
  vi.stubEnv('PUSHSCOPE_SECRET', 'a secret for tests, long enough to seal');
  vi.stubEnv('PUSHSCOPE_SANDBOX_URL', 'http://127.0.0.1/sandbox');
  vi.stubEnv('PUSHSCOPE_CALL_ATTEMPTS', '1');
  const sandbox = createSandbox({
    now: () => Date.parse('2026-11-22T16:00:00Z'),
    folder: path.join(os.tmpdir(), 'pushscope-under-test'),
  });
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => sandbox.fetch(new Request(url, init)));
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe('access to an organization', () => {
  it('is there by itself for the demo', async () => {
    const access = await resolveAccess('sandbox', 'sandbox-demo', NONE);
    expect(access.ok && { region: access.client.region, organization: access.client.organization }).toEqual({
      region: 'sandbox',
      organization: 'sandbox-demo',
    });
  });

  it('is 401 without a connection', async () => {
    expect(await resolveAccess('eu', 'acme', NONE)).toEqual({
      ok: false,
      status: 401,
      detail:
        'There is no connection to acme in eu. Connect with a token first, or send one in the Authorization header.',
    });
  });

  it('is 403 for a token that Coveo refuses, though the demo needs none', async () => {
    expect(
      await resolveAccess('sandbox', 'sandbox-demo', { ...NONE, authorization: 'Bearer wrong' }),
    ).toEqual({
      ok: false,
      status: 403,
      detail: expect.stringMatching(
        /^Coveo does not let this token into the organization sandbox-demo\. Check token, organization and region\. Coveo’s request id: \S+\.$/,
      ),
    });
  });

  it.each([
    ['mars', 'acme', 'There is no region mars. Regions are us, ca, eu, au, hipaa and sandbox.'],
    ['eu', '../acme', 'An organization id has letters, digits and hyphens only.'],
  ])('is 404 for %s/%s', async (region, organization, detail) => {
    expect(await resolveAccess(region, organization, NONE)).toEqual({ ok: false, status: 404, detail });
  });

  it('to the sandbox is 404 where it is switched off', async () => {
    vi.stubEnv('PUSHSCOPE_SANDBOX', 'off');
    expect(await resolveAccess('sandbox', 'sandbox-demo', NONE)).toEqual({
      ok: false,
      status: 404,
      detail: 'The sandbox is switched off here.',
    });
  });

  it('comes from the cookie of that organization only', async () => {
    const sealed = await sealConnection(DEMO);
    const cookie = (name: string) =>
      name === connectionCookie('sandbox', 'sandbox-demo') ? sealed : undefined;
    const other = (name: string) => (name === connectionCookie('sandbox', 'other') ? sealed : undefined);
    expect((await resolveAccess('sandbox', 'sandbox-demo', { authorization: null, cookie })).ok).toBe(true);
    expect(await resolveAccess('sandbox', 'other', { authorization: null, cookie: other })).toMatchObject({
      status: 401,
    });
  });
});

describe('a token of which Coveo says nothing', () => {
  const credentials = { ...NONE, authorization: 'Bearer one' };

  it.each([500, 429, 404])('is let on after one call that answers %i', async (status) => {
    let asked = 0;
    vi.stubEnv('PUSHSCOPE_CALL_ATTEMPTS', '4');
    vi.stubGlobal('fetch', async () => {
      asked++;
      return new Response('{}', { status, headers: { 'retry-after': '0' } });
    });
    expect((await resolveAccess('sandbox', 'sandbox-demo', credentials)).ok).toBe(true);
    expect(asked).toBe(1);
  });

  it('is let on when no answer comes in time', async () => {
    vi.stubEnv('PUSHSCOPE_CALL_TIMEOUT_MS', '5');
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    expect((await resolveAccess('sandbox', 'sandbox-demo', credentials)).ok).toBe(true);
  });

  it('is not waited for once the request has ended', async () => {
    const gone = new AbortController();
    vi.stubGlobal('fetch', () => {
      gone.abort();
      return new Promise(() => {});
    });
    expect((await resolve('sandbox', 'sandbox-demo', credentials, gone.signal)).ok).toBe(true);
  });
});

describe('a sealed connection', () => {
  it('opens to what was sealed', async () => {
    expect(await openConnection(await sealConnection(DEMO))).toEqual(DEMO);
  });

  it('shows nothing of the token', async () => {
    const sealed = await sealConnection(DEMO);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('5a4db0c0');
  });

  it('is nothing when damaged, or sealed with another secret', async () => {
    const sealed = await sealConnection(DEMO);
    expect(await openConnection(`${sealed.slice(0, -4)}AAAA`)).toBe(null);
    vi.stubEnv('PUSHSCOPE_SECRET', 'another secret for tests, as long as that');
    expect(await openConnection(sealed)).toBe(null);
  });
});

import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { LAST_CONNECTION_COOKIE } from '@/lib/health/connection/last-connection';
import { createSandbox, type Sandbox } from '@/lib/sandbox/sandbox';
import { connect, disconnect } from './connect';
import { openConnection, sealConnection } from './connection';
import { listConnections } from './list-connections';

interface Kept {
  readonly name: string;
  readonly value: string;
  readonly how?: unknown;
}
const jar = vi.hoisted(() => ({ cookies: new Map<string, Kept>() }));
vi.mock('next/headers', () => ({
  cookies: async () => ({
    getAll: () => [...jar.cookies.values()],
    get: (name: string) => jar.cookies.get(name),
    set: (name: string, value: string, how: unknown) => jar.cookies.set(name, { name, value, how }),
    delete: (name: string) => jar.cookies.delete(name),
  }),
}));

const BASE = 'http://127.0.0.1/sandbox';
const NOW = Date.parse('2026-11-22T16:00:00Z');
const ORG = 'under-test';
const never = new AbortController().signal;
const view = (targetDomain: string) => ({ targetDomain, type: 'VIEW' });
const NARROW = ['ORGANIZATION', 'SOURCE', 'ACTIVITIES', 'API_KEY'].map(view);
const made = z.object({ key: z.string(), sources: z.array(z.object({ id: z.string() })) });

let sandbox: Sandbox;
let own = '';
let asked: string[] = [];
let turn = 0;

async function control(method: string, at: string, body: unknown): Promise<unknown> {
  const response = await sandbox.fetch(
    new Request(`${BASE}/_control/organizations${at}`, {
      method,
      headers: { 'content-type': 'application/json', host: '127.0.0.1' },
      body: JSON.stringify(body),
    }),
  );
  expect(response.ok).toBe(true);
  return response.json();
}

/** A key with these privileges alone. */
async function keyWith(privileges: readonly object[], settings: object = {}): Promise<string> {
  const told = await control('POST', `/${ORG}/keys`, { privileges, ...settings });
  return z.object({ key: z.string() }).parse(told).key;
}

const fault = (operation: string, how: object) => control('POST', `/${ORG}/faults`, { operation, ...how });

beforeEach(async () => {
  globalThis.pushscopeProcess = undefined;
  jar.cookies.clear();
  asked = [];
  turn = 0.5;
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  vi.stubEnv('PUSHSCOPE_SECRET', 'a secret for tests, long enough to seal');
  vi.stubEnv('PUSHSCOPE_SANDBOX', '');
  vi.stubEnv('PUSHSCOPE_SANDBOX_URL', BASE);
  vi.stubEnv('PUSHSCOPE_CALL_ATTEMPTS', '1');
  sandbox = createSandbox({
    now: () => NOW,
    folder: path.join(os.tmpdir(), 'pushscope-under-test'),
    random: () => (turn = (turn * 0.7 + 0.31) % 1),
  });
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push(`${init.method} ${new URL(url).pathname.replace(/^.*organizations\/under-test/, '')}`);
    return sandbox.fetch(new Request(url, init));
  });
  own = made.parse(await control('POST', '', { id: ORG, scenarios: ['healthy'], seed: 'test' })).key;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const connectWith = (token: string, more: object = {}) =>
  connect({ region: 'sandbox', organization: ORG, token, ...more }, false, never);

/** The lines of a connection that is made, as `id: state, text`. */
async function linesWith(token: string): Promise<Record<string, string>> {
  const answer = await connectWith(token);
  if (!answer.ok) throw new Error(answer.detail);
  expect(JSON.stringify(answer)).not.toContain(token);
  return Object.fromEntries(answer.connection.lines.map(({ id, state, text }) => [id, `${state}: ${text}`]));
}

describe('connecting', () => {
  test('keeps the connection in an encrypted cookie that scripts cannot read, and says what was found', async () => {
    const token = await keyWith(NARROW);
    const lines = await linesWith(token);
    expect(lines).toMatchObject({
      token: 'good: Coveo knows it, and lets it into under-test.',
      organization: 'good: Active.',
      'read-only': 'good: No: the organization takes changes.',
      'read-organization': 'good: May be read: whether it is paused, read-only or at a limit.',
      'read-sources': 'good: May be read: the list of Push sources, their status and items.',
      'read-logs': 'good: May be read: what was pushed, and what became of it.',
      'read-activities': 'good: May be read: refreshes, rebuilds, and who changed what.',
      clock: 'good: This server’s clock agrees with Coveo’s within 5 seconds.',
    });
    const kept = jar.cookies.get('pushscope-sandbox-under-test');
    expect(kept?.how).toEqual({
      httpOnly: true,
      sameSite: 'lax',
      secure: false,
      path: '/',
      maxAge: 30 * 24 * 3600,
    });
    expect(kept?.value).not.toContain(token);
    expect(await openConnection(kept?.value ?? '')).toEqual({ region: 'sandbox', organization: ORG, token });
    expect(jar.cookies.get(LAST_CONNECTION_COOKIE)?.value).toBe('sandbox/under-test');
    expect(await listConnections([...jar.cookies.values()])).toEqual([
      { region: 'sandbox', organization: ORG, expiresAt: '2026-12-22T16:00:00.000Z' },
    ]);
  });

  test('over https keeps a cookie that only https carries', async () => {
    await connect({ region: 'sandbox', organization: ORG, token: own }, true, never);
    expect(jar.cookies.get('pushscope-sandbox-under-test')?.how).toMatchObject({ secure: true });
  });

  test('costs seven calls at most, none of which reads rows or changes anything', async () => {
    await connectWith(own);
    expect(asked.sort()).toEqual([
      'GET /privileges/me',
      'GET /status',
      ...Array(4).fill('POST /sandbox/rest/privilege/evaluate'),
    ]);
  });

  test.each([
    [{ region: 'mars' }, 'There is no region “mars”. Regions are us, ca, eu, au, hipaa, sandbox.'],
    [{ organization: '../acme' }, 'An organization id has letters, digits and hyphens only'],
    [{ token: ' ' }, 'Fill in the access token or API key.'],
    [{ token: 'two words' }, 'The token has white space inside'],
    [{ token: 'x'.repeat(2_501) }, 'The token is longer than 2500 characters, more than a cookie can hold.'],
    [
      { token: 'ü'.repeat(2_400) },
      'The token is too long for a cookie once it is encrypted. Use an API key.',
    ],
    [{ token: 1 }, 'Send "region", "organization" and "token", each a text.'],
  ])('with %j is refused with a sentence before anybody is asked', async (wrong, words) => {
    expect(await connectWith(own, wrong)).toEqual({
      ok: false,
      status: 400,
      detail: expect.stringContaining(words),
    });
    expect(asked).toEqual([]);
    expect(jar.cookies.size).toBe(0);
  });

  test('to the sandbox is refused where it is switched off', async () => {
    vi.stubEnv('PUSHSCOPE_SANDBOX', 'off');
    expect(await connectWith(own)).toMatchObject({
      status: 400,
      detail: 'There is no region “sandbox”. Regions are us, ca, eu, au, hipaa.',
    });
  });
});

describe('a token that does not open the organization', () => {
  test('is refused when nobody knows it', async () => {
    expect(await connectWith('xx-not-a-token')).toEqual({
      ok: false,
      status: 403,
      detail: expect.stringMatching(
        /^Coveo does not let this token into under-test: Coveo answered 401 INVALID_TOKEN for the organization’s status\. It may have expired, been disabled or cut in copying; and a token of another region is unknown in sandbox\. Coveo’s request id: \S+\.$/,
      ),
    });
    expect(jar.cookies.size).toBe(0);
  });

  test.each([
    ['lacks what is needed', [view('SOURCE')], {}, 'the token lacks Organization (View)'],
    ['may not be used from here', NARROW, { allowedIps: ['203.0.113.7'] }, 'may have expired'],
  ])('is refused when it %s, with the reason', async (_, privileges, settings, reason) => {
    const answer = await connectWith(await keyWith(privileges, settings));
    expect(answer).toMatchObject({ ok: false, status: 403 });
    expect(answer.ok ? '' : answer.detail).toContain(reason);
  });

  test('is refused when it is another organization’s, with that reason', async () => {
    const { key } = made.parse(await control('POST', '', { id: 'other', scenarios: [] }));
    const answer = await connectWith(key);
    expect(answer.ok ? '' : answer.detail).toContain(
      'Its own answer: the token belongs to another organization.',
    );
  });
});

describe('what the lines say', () => {
  test('of a token that may not read activities: what is not checked because of it', async () => {
    const answer = await connectWith(
      await keyWith(NARROW.filter((one) => one.targetDomain !== 'ACTIVITIES')),
    );
    expect(answer.ok && answer.connection.lines.find(({ id }) => id === 'read-activities')).toEqual({
      id: 'read-activities',
      state: 'attention',
      title: 'Activities',
      text: 'May not be read: the token lacks Activities (View). Refreshes, rebuilds and changes are missing from the timeline.',
      notChecked: expect.arrayContaining([
        { problem: 'refresh-stuck', title: expect.any(String), inPart: true },
      ]),
      failed: null,
    });
  });

  test('of a token that is made from one source: no log rows, and why', async () => {
    const lines = await linesWith(
      await keyWith([view('ORGANIZATION'), { targetDomain: 'SOURCE', type: 'VIEW', targetId: 'src' }]),
    );
    expect(lines['read-sources']).toBe(
      'attention: May not be read: the token lacks Sources (View all). The list shows only the sources that the token may view, if any.',
    );
    expect(lines['read-logs']).toBe(
      'attention: May not be read: the token lacks Sources (View all). Nothing that was pushed, rejected or indexed is seen, and no verdict can be better than unknown.',
    );
  });

  test('of a token that may push: that this is more than is needed', async () => {
    const lines = await linesWith(own);
    expect(lines['more-than-needed']).toBe(
      'attention: This token may do more than read: SOURCE EDIT, FIELD CREATE, FIELD EDIT, SECURITY_PROVIDER EDIT. To read, Pushscope needs none of that. Make a key with the privileges under “The key to make” alone, and connect with that.',
    );
  });

  test('where Coveo does not list privileges: what was asked one by one', async () => {
    await fault('privileges.me', { status: 403, body: { errorCode: 'ACCESS_DENIED' } });
    const lines = await linesWith(own);
    expect(lines['more-than-needed']).toMatch(
      /^attention: This token may do more than read: SOURCE EDIT\. .* what else it may do Coveo does not list\./,
    );
    const narrow = await connectWith(await keyWith(NARROW));
    expect(narrow.ok && narrow.connection.lines.find(({ id }) => id === 'more-than-needed')).toEqual({
      id: 'more-than-needed',
      state: 'unknown',
      title: 'Beyond what is needed',
      text: 'What else this token may do is not known. Coveo answered 403 ACCESS_DENIED for the privileges of this token. Asked one by one, it may not SOURCE EDIT, ORGANIZATION EDIT, API_KEY EDIT.',
      notChecked: [],
      failed: { call: 'privileges.me', status: 403, requestId: expect.stringMatching(/./) },
    });
  });

  test('where Coveo lists none though it grants some: not that the token is narrow', async () => {
    await fault('privileges.me', { status: 200, body: [] });
    expect((await linesWith(await keyWith(NARROW)))['more-than-needed']).toMatch(
      /^unknown: What else this token may do is not known\. Coveo lists no privilege of it, though it grants some\./,
    );
  });

  test.each([
    [{ paused: true }, 'organization', /^attention: Paused: pushes are refused/],
    [{ readOnly: true }, 'read-only', /^attention: The organization is read-only/],
  ])('of an organization with %j', async (condition, id, words) => {
    await control('PATCH', `/${ORG}`, condition);
    expect((await linesWith(own))[id]).toMatch(words);
  });

  test('of clocks that are ten minutes apart', async () => {
    await control('POST', `/${ORG}/clock`, { advanceMs: 600_000 });
    expect((await linesWith(own)).clock).toMatch(
      /^attention: This server’s clock is about 10 min behind Coveo’s\./,
    );
  });
});

describe('a Coveo that does not tell', () => {
  test.each([
    [
      { status: 403, body: { errorCode: 'ACCESS_DENIED' } },
      'Coveo answered 403 ACCESS_DENIED for what this token may do.',
    ],
    [{ status: 500 }, 'Coveo answered 500 for what this token may do.'],
    [{ status: 429, body: { errorCode: 'TOO_MANY_REQUESTS' } }, 'Coveo answered 429 TOO_MANY_REQUESTS'],
    [{ status: 200, body: '<html>' }, 'could not be read'],
  ])('of privileges (%j) is no reason not to connect; nothing is concluded from it', async (how, why) => {
    await fault('privilege.evaluate', how);
    const answer = await connectWith(await keyWith(NARROW));
    const lines = answer.ok ? answer.connection.lines : [];
    const unknown = lines.filter(({ state }) => state === 'unknown');
    expect(unknown.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['read-organization', 'read-sources', 'read-logs', 'read-activities']),
    );
    for (const { text, failed, notChecked } of unknown) {
      expect(text).toContain('Whether it may be read is not known. ');
      expect(text).toContain(why);
      expect(failed?.call).toBe('privilege.evaluate');
      expect(notChecked).toEqual([]);
    }
  });

  test.each([500, 503, 429])('whether the organization opens (%i) makes no connection', async (status) => {
    await fault('organization.status', { status });
    expect(await connectWith(own)).toEqual({
      ok: false,
      status: 502,
      detail: expect.stringMatching(
        `^The connection could not be checked: Coveo answered ${status} for the organization’s status\\. Coveo’s request id: \\S+\\.$`,
      ),
    });
    expect(jar.cookies.size).toBe(0);
  });

  test('that there is such an organization makes no connection', async () => {
    await fault('organization.status', { status: 404 });
    expect(await connectWith(own)).toMatchObject({
      status: 404,
      detail: expect.stringMatching(
        /^Coveo knows no organization under-test in sandbox \(404\)\. Check the id, and the region\. Coveo’s request id: \S+\.$/,
      ),
    });
  });

  test('anything but a redirect, which is not followed, makes no connection', async () => {
    await fault('organization.status', {
      status: 302,
      headers: { location: 'https://elsewhere.example/' },
    });
    expect(await connectWith(own)).toMatchObject({
      status: 502,
      detail: expect.stringContaining(' HTTP 302: a redirect, which is not followed. Coveo’s request id: '),
    });
  });

  test('anything, because nobody is reached, makes no connection, and says where the way ends', async () => {
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed', { cause })));
    expect(await connectWith(own, { region: 'eu' })).toMatchObject({
      status: 502,
      detail:
        'The connection could not be checked: Coveo could not be reached for the organization’s status. No connection to platform-eu.cloud.coveo.com (ENOTFOUND). Where this machine reaches the internet through a proxy only, HTTPS_PROXY of Pushscope must name it.',
    });
  });

  test('anything in time makes no connection', async () => {
    vi.stubEnv('PUSHSCOPE_CALL_TIMEOUT_MS', '5');
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    expect(await connectWith(own)).toMatchObject({
      status: 502,
      detail: 'The connection could not be checked: No answer in time for the organization’s status.',
    });
  });
});

describe('several connections', () => {
  const seal = async (organization: string, token = 'token') => {
    const name = `pushscope-eu-${organization}`;
    const value = await sealConnection({ region: 'eu', organization, token });
    jar.cookies.set(name, { name, value });
  };

  test('are kept beside each other, up to eight; then one has to be forgotten, and none is by itself', async () => {
    for (let at = 0; at < 8; at += 1) await seal(`org${at}`);
    const before = [...jar.cookies.keys()];
    expect(await connectWith(own)).toMatchObject({
      status: 400,
      detail: expect.stringContaining('This browser keeps 8 connections, which is as many as it may.'),
    });
    expect([[...jar.cookies.keys()], asked]).toEqual([before, []]);
    expect(await disconnect('eu', 'org3')).toBe(null);
    expect((await connectWith(own)).ok).toBe(true);
    expect(jar.cookies.has('pushscope-eu-org3')).toBe(false);
  });

  test('may be 12 KB together, whatever their number', async () => {
    for (let at = 0; at < 3; at += 1) await seal(`org${at}`, 'x'.repeat(2_500));
    expect((await connectWith(own)).ok).toBe(true);
    jar.cookies.delete('pushscope-sandbox-under-test');
    await seal('org3', 'x'.repeat(1_500));
    expect(await connectWith(own)).toMatchObject({
      status: 400,
      detail: expect.stringContaining('longer than 12 KB together'),
    });
  });

  test('that do not open any more make room', async () => {
    for (let at = 0; at < 9; at += 1) {
      const name = `pushscope-eu-old${at}`;
      jar.cookies.set(name, { name, value: 'sealed with another secret' });
    }
    jar.cookies.set('pushscope-theme', { name: 'pushscope-theme', value: 'dark' });
    expect((await connectWith(own)).ok).toBe(true);
    expect([...jar.cookies.keys()].sort()).toEqual([
      'pushscope-last',
      'pushscope-sandbox-under-test',
      'pushscope-theme',
    ]);
  });

  test('are listed with the last one first, without those of a sandbox that is switched off', async () => {
    await seal('acme');
    await connectWith(own);
    await seal('beta');
    jar.cookies.set('pushscope-us-acme', {
      name: 'pushscope-us-acme',
      value: jar.cookies.get('pushscope-eu-acme')?.value ?? '',
    });
    const names = async () =>
      (await listConnections([...jar.cookies.values()])).map(
        ({ region, organization }) => `${region}/${organization}`,
      );
    expect(await names()).toEqual(['sandbox/under-test', 'eu/acme', 'eu/beta']);
    vi.stubEnv('PUSHSCOPE_SANDBOX', 'off');
    expect(await names()).toEqual(['eu/acme', 'eu/beta']);
  });
});

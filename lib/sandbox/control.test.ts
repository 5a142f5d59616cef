import { describe, expect, it } from 'vitest';
import { sandboxAt } from './sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const CONTROL = '/sandbox/_control/organizations';
const MINUTE = 60_000;

describe('organizations', () => {
  it('are made with a source for each scenario, a key and a clock', async () => {
    const { send } = sandboxAt(START);
    const made = await send('POST', CONTROL, { body: { scenarios: ['silent', 'healthy'], dialect: 'bare' } });
    expect(made).toMatchObject({
      status: 201,
      body: {
        organization: expect.stringMatching(/^sandbox-[0-9a-f]{12}$/),
        key: expect.stringMatching(/^xx[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
        now: START,
        sources: [
          { id: expect.stringMatching(/^[a-z0-9]{26}-sandbox-/), name: 'Release notes', scenario: 'silent' },
          { name: 'Article library', scenario: 'healthy' },
        ],
      },
    });
  });

  it('tell their rows, and how often each operation was called', async () => {
    const { send, organization } = sandboxAt(START);
    const { call, id, key, sources } = await organization();
    await call('GET', `/rest/organizations/${id}/status`);
    await call('GET', `/rest/organizations/${id}/status`, { token: null });
    expect(await send('GET', `${CONTROL}/${id}`)).toMatchObject({
      status: 200,
      body: { organization: id, key, now: START, sources, rows: 36_046, calls: { 'organization.status': 2 } },
    });
  });

  it('are deleted, except for the demo organization, and made anew', async () => {
    const { send, organization, advance } = sandboxAt(START);
    const { id, push, call, key } = await organization({ scenarios: [] });
    await push('PUT', '/documents?documentId=https://a/1', { body: { data: 'x' } });
    advance(MINUTE);
    expect(await send('POST', `${CONTROL}/${id}/reset`, { body: {} })).toMatchObject({
      status: 200,
      body: { organization: id, key, rows: 0, calls: {} },
    });
    expect(await send('DELETE', `${CONTROL}/${id}`)).toMatchObject({ status: 204, body: '' });
    expect(await call('GET', `/rest/organizations/${id}/status`)).toMatchObject({ status: 401 });
    expect(await send('GET', `${CONTROL}/${id}`)).toMatchObject({ status: 404 });
    expect(await send('DELETE', `${CONTROL}/sandbox-demo`)).toMatchObject({ status: 409 });
  });

  it('are 64 at most: one that was not used for ten minutes makes room, no other', async () => {
    const { send, advance } = sandboxAt(START);
    const make = async (id: string) => (await send('POST', CONTROL, { body: { id, scenarios: [] } })).status;
    for (let i = 1; i < 64; i += 1) expect(await make(`org-${i}`)).toBe(201);
    expect(await make('one-more')).toBe(507);
    advance(10 * MINUTE);
    await send('GET', `${CONTROL}/org-1`);
    expect(await make('one-more')).toBe(201);
    expect((await send('GET', `${CONTROL}/org-1`)).status).toBe(200);
    expect((await send('GET', `${CONTROL}/org-2`)).status).toBe(404);
  });

  it('are not evicted in the middle of a call, however long it takes', async () => {
    const { fetch, send, advance } = sandboxAt(START);
    const make = (id: string) => send('POST', CONTROL, { body: { id, scenarios: [] } });
    const key = String(Object((await make('org-1')).body).key);
    await send('POST', `${CONTROL}/org-1/faults`, {
      body: { operation: 'organization.status', mode: 'hang' },
    });
    const caller = new AbortController();
    const url = 'http://localhost:4100/sandbox/rest/organizations/org-1/status';
    const headers = { authorization: `Bearer ${key}` };
    const hanging = fetch(new Request(url, { headers, signal: caller.signal }));
    for (let i = 2; i < 64; i += 1) await make(`org-${i}`);
    advance(10 * MINUTE);
    for (let i = 2; i < 64; i += 1) await send('GET', `${CONTROL}/org-${i}`);
    expect((await make('one-more')).status).toBe(507);
    caller.abort();
    await hanging;
    advance(10 * MINUTE);
    expect((await make('one-more')).status).toBe(201);
  });

  it('hold three million rows at most', async () => {
    const { send } = sandboxAt(START);
    const scenarios = Array.from({ length: 25 }, () => 'healthy');
    const make = async () => (await send('POST', CONTROL, { body: { scenarios } })).status;
    expect([await make(), await make(), await make(), await make()]).toEqual([201, 201, 201, 507]);
  });

  it.each([
    ['an unknown scenario', { scenarios: ['nope'] }, 400],
    ['an unknown setting', { colour: 'red' }, 400],
    ['an id that is taken', { id: 'sandbox-demo' }, 409],
  ])('are not made with %s', async (_, body, status) => {
    const answer = await sandboxAt(START).send('POST', CONTROL, { body });
    expect(answer).toMatchObject({
      status,
      body: {
        type: 'about:blank',
        title: expect.any(String),
        status,
        detail: expect.any(String),
        instance: CONTROL,
      },
    });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('conditions', () => {
  const LIMITS = { numberOfDocumentsLimit: 5 };

  it('are set when an organization is made, changed later, and as before when it is made anew', async () => {
    const { send, organization } = sandboxAt(START);
    const { id, call } = await organization({ scenarios: [], paused: true, limits: LIMITS });
    const state = async () => {
      const { body } = await call('GET', `/rest/organizations/${id}/status`);
      const limit = await call('GET', `/rest/organizations/${id}/limits/content/numberOfDocumentsLimit`);
      return [Object(body).paused, Object(body).readOnly, Object(limit.body).limit];
    };
    expect(await state()).toEqual([true, false, 5]);
    const changes = { paused: false, readOnly: true, limits: { numberOfDocumentsLimit: 6 } };
    const changed = await send('PATCH', `${CONTROL}/${id}`, { body: changes });
    expect(changed).toMatchObject({ status: 200, body: { organization: id, rows: 0 } });
    expect(await state()).toEqual([false, true, 6]);
    await send('POST', `${CONTROL}/${id}/reset`, { body: {} });
    expect(await state()).toEqual([true, false, 5]);
  });

  it.each([
    ['another limit', 'PATCH', '', { limits: { numberOfFieldsLimit: 1 } }],
    ['a limit below zero', 'PATCH', '', { limits: { numberOfDocumentsLimit: -1 } }],
    ['what cannot be changed', 'PATCH', '', { dialect: 'bare' }],
    ['a key of an unknown status', 'POST', '/keys', { status: 'EXPIRED' }],
    ['a key with a value', 'POST', '/keys', { value: 'xx' }],
  ])('are not %s', async (_, method, path, body) => {
    const { send, organization } = sandboxAt(START);
    const { id } = await organization({ scenarios: [] });
    expect(await send(method, `${CONTROL}/${id}${path}`, { body })).toMatchObject({
      status: 400,
      body: { title: 'Not understood' },
    });
  });

  it('have 200 keys at most', async () => {
    const { send, organization } = sandboxAt(START);
    const { id, keys } = await organization({ scenarios: [] });
    const make = async () => (await send('POST', `${CONTROL}/${id}/keys`, { body: {} })).status;
    for (let made = keys.length + 1; made < 200; made += 1) expect(await make()).toBe(201);
    expect(await make()).toBe(409);
  });

  it('are changed with JSON only', async () => {
    const { send, organization } = sandboxAt(START);
    const { id } = await organization({ scenarios: [] });
    const headers = { 'content-type': 'text/plain' };
    expect(await send('PATCH', `${CONTROL}/${id}`, { body: '{}', headers })).toMatchObject({ status: 415 });
  });
});

describe('who may use it', () => {
  it.each([
    ['a browser', { origin: 'http://localhost:4100' }, 403],
    ['another host', { host: 'sandbox.example.com' }, 403],
    ['a form', { 'content-type': 'text/plain' }, 415],
  ])('not %s', async (_, headers, status) => {
    expect(await sandboxAt(START).send('POST', CONTROL, { body: {}, headers })).toMatchObject({ status });
  });

  it.each(['127.0.0.1:3000', 'localhost', '[::1]:3000'])('whoever calls it %s', async (host) => {
    expect(await sandboxAt(START).send('POST', CONTROL, { body: {}, headers: { host } })).toMatchObject({
      status: 201,
    });
  });
});

describe('the clock', () => {
  it('is moved by an amount or to a time, never back, and shows in every answer', async () => {
    const { send, organization } = sandboxAt(START);
    const { id, call } = await organization({ scenarios: [] });
    const move = (body: Record<string, unknown>) => send('POST', `${CONTROL}/${id}/clock`, { body });
    expect(await move({ advanceMs: 90_000 })).toMatchObject({
      status: 200,
      body: { now: '2026-03-10T12:01:30.000Z' },
    });
    expect(await move({ now: '2026-03-11T00:00:00+01:00' })).toMatchObject({
      status: 200,
      body: { now: '2026-03-10T23:00:00.000Z' },
    });
    expect(await move({ now: START })).toMatchObject({ status: 400, body: { title: 'Backwards' } });
    expect(await move({ advanceMs: -1 })).toMatchObject({ status: 400 });
    expect(await move({ now: 9_000_000_000_000_000 })).toMatchObject({ status: 400 });
    const { headers } = await call('GET', `/rest/organizations/${id}/status`);
    expect(headers.get('date')).toBe('Tue, 10 Mar 2026 23:00:00 GMT');
  });
});

describe('a clock that moves far', () => {
  const DAY = 86_400_000;
  const scenarios = ['healthy', 'older-than-too-low', 'throttled'];

  it('lets other organizations have their turn on the way', async () => {
    const { send, organization } = sandboxAt(START);
    const { id } = await organization({ scenarios });
    const other = await organization({ id: 'other', scenarios: [] });
    const answered: string[] = [];
    const moving = send('POST', `${CONTROL}/${id}/clock`, { body: { advanceMs: 400 * DAY } }).then(() =>
      answered.push('the clock'),
    );
    for (let calls = 0; calls < 20; calls += 1) {
      await other.call('GET', '/rest/organizations/other/status');
      answered.push('another');
      await new Promise((resolve) => setImmediate(resolve));
    }
    await moving;
    expect(answered).toEqual([...Array(20).fill('another'), 'the clock']);
  });

  it('comes to the same as in steps, and never keeps more than it can show', async () => {
    const moved = async (steps: number) => {
      const { send, organization, advance } = sandboxAt(START);
      const { id, call, source } = await organization({ scenarios });
      for (let step = 0; step < steps; step += 1) {
        advance((40 * DAY) / steps);
        await send('GET', `${CONTROL}/${id}`);
      }
      const { body } = await send('GET', `${CONTROL}/${id}`);
      const { rows, now } = Object(body);
      return { rows, now, source: (await call('GET', `/rest/organizations/${id}/sources/${source}`)).body };
    };
    expect(await moved(1)).toEqual(await moved(40));
  });
});

describe('faults', () => {
  async function withFault(fault: Record<string, unknown>) {
    const { send, organization } = sandboxAt(START);
    const { id, call } = await organization({ scenarios: [] });
    const made = await send('POST', `${CONTROL}/${id}/faults`, {
      body: { operation: 'organization.status', ...fault },
    });
    expect(made).toMatchObject({ status: 201, body: { id: expect.any(String), fired: 0 } });
    const url = `${CONTROL}/${id}/faults/${Object(made.body).id}`;
    return {
      ask: () => call('GET', `/rest/organizations/${id}/status`),
      fired: async () => Object((await send('GET', url)).body).fired,
      remove: () => send('DELETE', url),
    };
  }

  it('answer in place of an operation so many times, and count it', async () => {
    const { ask, fired } = await withFault({
      status: 429,
      headers: { 'Retry-After': '7' },
      body: { message: 'slow' },
      times: 2,
    });
    const first = await ask();
    expect(first).toMatchObject({ status: 429, body: { message: 'slow' } });
    expect(first.headers.get('retry-after')).toBe('7');
    expect([(await ask()).status, (await ask()).status, await fired()]).toEqual([429, 200, 2]);
  });

  it('answer with any text under any type, until they are removed', async () => {
    const { ask, remove } = await withFault({
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<h1>no</h1>',
    });
    expect(await ask()).toMatchObject({ status: 502, body: '<h1>no</h1>' });
    expect(await remove()).toMatchObject({ status: 204 });
    expect(await ask()).toMatchObject({ status: 200 });
    expect(await remove()).toMatchObject({ status: 404 });
  });

  it('only delay the operation when they say no more', async () => {
    const { ask, fired } = await withFault({ delayMs: 1 });
    expect([(await ask()).status, await fired()]).toEqual([200, 1]);
  });

  it('cut an answer in the middle of its body', async () => {
    const { ask, fired } = await withFault({ mode: 'cut' });
    await expect(ask()).rejects.toThrow('cut by a fault');
    expect(await fired()).toBe(1);
  });

  it('cut an empty answer before the byte that it announces', async () => {
    const { ask, fired } = await withFault({ mode: 'cut', status: 204 });
    await expect(ask()).rejects.toThrow('cut by a fault');
    expect(await fired()).toBe(1);
  });

  it.each([{ 'bad name': 'x' }, { 'x-note': 'zero\nbroken' }, { 'x-note': '\u2603' }])(
    'are refused for headers that HTTP cannot send: %j',
    async (headers) => {
      const { send, organization } = sandboxAt(START);
      const { id } = await organization({ scenarios: [] });
      const body = { operation: 'organization.status', headers };
      const { status, headers: answered } = await send('POST', `${CONTROL}/${id}/faults`, { body });
      expect({ status, requestId: answered.get('x-request-id') }).toEqual({
        status: 400,
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    },
  );

  it('are refused for operations that there are not', async () => {
    const { send, organization } = sandboxAt(START);
    const { id } = await organization();
    expect(await send('POST', `${CONTROL}/${id}/faults`, { body: { operation: 'nope' } })).toMatchObject({
      status: 400,
    });
  });
});

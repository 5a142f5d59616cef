import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerHeaders } from './answer-headers';
import { guardSettings } from './guard-settings';
import type { Log, LogFacts } from './log';
import { begin, loggedPath, watchRequests } from './request-log';

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/;
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that is watched, with what its handler saw and what was logged. */
async function watched(env: Record<string, string>, status = 200) {
  const lines: (readonly [string, string, LogFacts?])[] = [];
  const seen: IncomingHttpHeaders[] = [];
  const asked: string[] = [];
  let logged = () => {};
  const write: Log = (level, event, facts) => {
    lines.push(facts ? [level, event, facts] : [level, event]);
    logged();
  };
  const server = createServer((request, response) => {
    begin(request, response, guardSettings(env), write);
    seen.push({ ...request.headers });
    asked.push(`${request.method} ${request.url}`);
    response.statusCode = status;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const written = new Promise<void>((resolve) => {
      logged = resolve;
    });
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
    await written;
    return answer;
  };
  return { ask, lines, seen, asked };
}

describe('every request', () => {
  it('gets an id that its answer, its handler and its line in the log have', async () => {
    const { ask, lines, seen } = await watched({});
    const answer = await ask('/problems?token=secret');
    const requestId = answer.headers.get('x-request-id');
    expect(requestId).toMatch(UUID);
    expect(seen[0]).toMatchObject({ 'x-request-id': requestId, 'x-pushscope-client': '127.0.0.1' });
    expect(lines).toEqual([
      [
        'info',
        'request',
        { method: 'GET', path: '/problems', status: 200, ms: expect.any(Number), requestId },
      ],
    ]);
  });

  it('cannot say itself who it is, unless a proxy of ours says so', async () => {
    const claims = {
      'x-request-id': 'chosen-by-the-client',
      'x-forwarded-for': '198.51.100.7',
      'x-pushscope-client': '203.0.113.1',
    };
    const open = await watched({});
    await open.ask('/', claims);
    const behind = await watched({ PUSHSCOPE_TRUST_PROXY: '1' });
    const answer = await behind.ask('/', claims);
    expect([open.seen[0], behind.seen[0]].map((headers) => headers?.['x-pushscope-client'])).toEqual([
      '127.0.0.1',
      '198.51.100.7',
    ]);
    expect(open.seen[0]?.['x-request-id']).toMatch(UUID);
    expect(answer.headers.get('x-request-id')).toBe('chosen-by-the-client');
  });

  it.each([
    ['GET', undefined],
    ['HEAD', undefined],
    ['OPTIONS', 'yes'],
    ['DELETE', 'yes'],
  ])('that is a %s is known to the proxy as a write: %s, whatever its client says', async (method, write) => {
    const { ask, seen } = await watched({});
    await ask('/icon.svg', { 'x-pushscope-write': 'no' }, method);
    expect(seen[0]?.['x-pushscope-write']).toBe(write);
  });

  it.each([
    ['GET', '/i/a%20b%2Fc?d=%', 'GET /i/a%20b%2Fc?d=%'],
    ['GET', '/x/%?a=%E0', 'GET /x/%25?a=%E0'],
    ['POST', '/api/issues/%E0%A4%A', 'POST /api/issues/%25E0%25A4%25A'],
    ['PURGE', '/api/live', 'PATCH /api/live'],
    ['PROPFIND', '/connect', 'PATCH /connect'],
    ['PURGE', '/sandbox/_control/organizations/a', 'OPTIONS /sandbox/_control/organizations/a'],
  ])('%s %s is one that Next can read, and is logged as it came', async (method, path, told) => {
    const { ask, lines, asked } = await watched({});
    await ask(path, {}, method);
    expect(asked).toEqual([told]);
    expect(lines[0]?.[2]).toMatchObject({ method, path: path.split('?')[0] });
  });

  it.each([
    ['/sandbox/rest/organizations', 200, 'debug'],
    ['/sandbox/rest/organizations', 500, 'debug'],
    ['/_next/static/chunks/a.js', 200, 'debug'],
    ['/api/ready', 200, 'debug'],
    ['/api/ready', 503, 'error'],
    ['/sandboxes', 200, 'info'],
    ['/', 404, 'info'],
  ])('to %s that ends with %i is logged as %s', async (path, status, level) => {
    const { ask, lines } = await watched({}, status);
    await ask(path);
    expect(lines.map(([at]) => at)).toEqual([level]);
  });
});

it('that offers to speak another protocol is answered in this one, once the server runs', async () => {
  vi.stubEnv('NODE_ENV', 'production');
  vi.stubEnv('PUSHSCOPE_LOG', 'silent');
  const stop = watchRequests();
  closing.push(stop);
  const server = createServer((request, response) => response.end(`${request.method} ${request.url}`));
  server.on('upgrade', (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  await fetch(`http://127.0.0.1:${port}/api/ready`);
  const upgrade = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABk' };
  expect(await raw(port, 'POST', '/api/live', upgrade)).toBe('POST /api/live');
  expect(await raw(port, 'GET', 'http://elsewhere.example/a/%?b', {})).toBe('GET /a/%25?b');
  expect(await raw(port, 'OPTIONS', '*', {})).toBe('OPTIONS /*');
  stop();
  // Other tests have servers in this process too.
  expect(await raw(port, 'OPTIONS', '*', {})).toBe('OPTIONS *');
});

/** The body of the answer to a request with any target and headers. */
function raw(port: number, method: string, path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      let body = '';
      answer.on('data', (piece) => {
        body += piece;
      });
      answer.on('end', () => resolve(body));
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('the headers of every answer', () => {
  const HEADERS = [
    'x-content-type-options',
    'referrer-policy',
    'permissions-policy',
    'cross-origin-resource-policy',
    'x-frame-options',
    'strict-transport-security',
    'cross-origin-opener-policy',
  ];
  const read = (answer: Response) =>
    Object.fromEntries(
      HEADERS.flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name)]] : [])),
    );

  it.each([
    ['over http', {}, {}, false],
    ['behind a proxy that speaks https', {}, { 'x-forwarded-proto': 'https' }, true],
    ['at an address that is https', { PUSHSCOPE_ORIGIN: 'https://a.example' }, {}, true],
  ])('are there %s', async (_, env, headers, https) => {
    const { ask } = await watched({ ...env });
    expect(read(await ask('/api/live', { ...headers }))).toEqual(answerHeaders(https));
  });

  it('are left to the sandbox below its address', async () => {
    const { ask } = await watched({});
    expect(read(await ask('/sandbox/push/v1'))).toEqual({});
    expect(read(await ask('/sandbox'))).toEqual(answerHeaders(false));
  });
});

it('names the powers that no page has, and says for how long https counts', () => {
  expect(answerHeaders(true)).toEqual({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': expect.stringMatching(
      /^accelerometer=\(\), camera=\(\), .*xr-spatial-tracking=\(\)$/,
    ),
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'strict-transport-security': 'max-age=63072000',
    'cross-origin-opener-policy': 'same-origin',
  });
});

it.each([
  ['/x/abcdefghijklmnopqrstuvwxyz', '/x/abcd…'],
  ['/d/abcdefghijklmnopqrstuvwxyz.json', '/d/abcd…'],
  ['/api/capsules/abcdefghijklmnopqrstuvwxyz', '/api/capsules/abcd…'],
  ['/i/abcdefghijkl', '/i/abcdefghijkl'],
  [`/${'a'.repeat(500)}`, `/${'a'.repeat(399)}…`],
])('logs %s as %s: what opens a copy is not in the log', (path, logged) => {
  expect(loggedPath(path)).toBe(logged);
});

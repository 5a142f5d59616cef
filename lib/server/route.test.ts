import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_PAGE_POLICY } from './answer-headers';
import { methodNotAllowed } from './method-not-allowed';
import { refusePage } from './page-guard';
import { processWide } from './process-wide';
import { type RouteLimits, route } from './route';
import { stopAll } from './stopping';

beforeEach(() => {
  globalThis.pushscopeProcess = undefined;
});
afterEach(() => {
  globalThis.pushscopeProcess = undefined;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const HOST = 'pushscope.example.com';

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function request({ method = 'GET', headers = {}, body }: Sent, path = '/api/x'): Request {
  return new Request(`http://${HOST}${path}`, {
    method,
    headers: { host: HOST, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

/** What a route with these limits answers, whose handler reads its body as JSON and answers it. */
function answer(sent: Sent, limits: RouteLimits = {}, status = 200): Promise<Response> {
  const handler = route(async (_request, _path, { json }) => {
    if (sent.body === undefined) return Response.json({}, { status });
    const read = await json();
    return read.ok ? Response.json(read.value) : read.answer;
  }, limits);
  return handler(request(sent), { params: Promise.resolve({}) });
}

async function told(response: Response) {
  const { status, detail } = await response.json();
  return { status, detail, retryAfter: response.headers.get('retry-after') };
}

describe('a foreign page', () => {
  const ORIGINS = [
    ['https://elsewhere.example', 403],
    ['null', 403],
    ['http://pushscope.example.com.elsewhere.example', 403],
    ['http://pushscope.example.com:81', 403],
    ['http://pushscope.example.com', 200],
    ['http://PUSHSCOPE.example.com', 200],
    [undefined, 200],
  ] as const;
  const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

  it.each(ORIGINS)(
    'with the origin %s is answered %i for every method that is no reading',
    async (origin, status) => {
      const statuses = await Promise.all(
        METHODS.map(async (method) => (await answer({ method, headers: origin ? { origin } : {} })).status),
      );
      expect(statuses).toEqual(METHODS.map(() => status));
    },
  );

  it.each([
    ['a proxy says that it is reached by https', { 'x-forwarded-proto': 'https' }, undefined, [200, 403]],
    ['PUSHSCOPE_ORIGIN is https', {}, `https://${HOST}`, [200, 403]],
    ['PUSHSCOPE_ORIGIN is http', {}, `http://${HOST}`, [200, 200]],
    ['nobody says so', {}, undefined, [200, 200]],
    ['a proxy asks under another name', { host: '127.0.0.1:3000' }, `https://${HOST}`, [200, 403]],
  ] as const)('of the same name over http is foreign where %s', async (_, headers, own, expected) => {
    vi.stubEnv('PUSHSCOPE_ORIGIN', own);
    const ask = async (origin: string) =>
      (await answer({ method: 'POST', headers: { ...headers, origin } })).status;
    expect([await ask(`https://${HOST}`), await ask(`http://${HOST}`)]).toEqual(expected);
  });

  it('is refused the preflight too; our own is told what a path takes', async () => {
    const handler = methodNotAllowed('GET');
    const preflight = async (origin: string) => {
      const { status, headers } = await handler(request({ method: 'OPTIONS', headers: { origin } }), {
        params: Promise.resolve({}),
      });
      return [status, headers.get('allow'), headers.get('access-control-allow-origin')];
    };
    expect(await preflight('https://elsewhere.example')).toEqual([403, null, null]);
    expect(await preflight(`http://${HOST}`)).toEqual([204, 'GET, HEAD, OPTIONS', null]);
  });

  it('may read, and is not told more than anybody', async () => {
    expect((await answer({ headers: { origin: 'https://elsewhere.example' } })).status).toBe(200);
  });

  it('is refused at pages too, where nobody may write', () => {
    const ask = (method: string, origin?: string) =>
      refusePage(request({ method, headers: origin ? { origin } : {} }, '/problems'))?.status ?? null;
    expect([ask('POST', 'null'), ask('POST', `http://${HOST}`), ask('DELETE'), ask('GET', 'null')]).toEqual([
      403,
      405,
      405,
      null,
    ]);
  });
});

describe('a body', () => {
  const JSON_TYPE = { 'content-type': 'application/json' };
  const LIMITS = { mostBytes: 1024 };
  const TOO_LONG = JSON.stringify({ a: 'x'.repeat(1024) });

  it('is read up to its limit, by what it says and by what it is', async () => {
    const ask = (body: string, headers: Record<string, string>) =>
      answer({ method: 'POST', headers: { ...JSON_TYPE, ...headers }, body }, LIMITS);
    expect(await (await ask('{"a":1}', {})).json()).toEqual({ a: 1 });
    const said: Record<string, string> = { 'content-length': '1025' };
    for (const headers of [said, {}]) {
      expect(await told(await ask(TOO_LONG, headers))).toEqual({
        status: 413,
        detail: 'At most 1 KB are read here.',
        retryAfter: null,
      });
    }
  });

  it('of another type is 415, and what is no JSON is null', async () => {
    expect((await answer({ method: 'POST', body: '{}' }, LIMITS)).status).toBe(415);
    expect(await (await answer({ method: 'POST', headers: JSON_TYPE, body: '{' }, LIMITS)).json()).toBeNull();
  });

  it('is not read where too much is being read already', async () => {
    processWide().bodyBytes = 128 * 1024 * 1024 - 512;
    const sent = { method: 'POST', headers: JSON_TYPE, body: '{"a":1}' };
    expect(await told(await answer(sent, LIMITS))).toEqual({
      status: 503,
      detail: 'Too much is being read right now. Try again in 5 s.',
      retryAfter: '5',
    });
    processWide().bodyBytes = 0;
    expect((await answer(sent, LIMITS)).status).toBe(200);
    expect(processWide().bodyBytes).toBe(0);
  });
});

describe('whoever asks too often', () => {
  const CLIENT = { 'x-pushscope-client': '198.51.100.7' };

  it('is told when to come back, and nobody else is', async () => {
    vi.stubEnv('PUSHSCOPE_RATE_LIMITS', 'connect=2');
    const ask = (client: string) =>
      answer({ headers: { 'x-pushscope-client': client } }, { rate: 'connect' });
    expect([(await ask('198.51.100.7')).status, (await ask('198.51.100.7')).status]).toEqual([200, 200]);
    expect(await told(await ask('198.51.100.7'))).toEqual({
      status: 429,
      detail: expect.stringMatching(
        /^Too many requests of this kind came from your address\. Try again in (?:29|30) s\.$/,
      ),
      retryAfter: expect.stringMatching(/^(?:29|30)$/),
    });
    expect((await ask('198.51.100.8')).status).toBe(200);
  });

  it('with tokens that Coveo refuses is slowed down on every route, with good ones never', async () => {
    vi.stubEnv('PUSHSCOPE_RATE_LIMITS', 'refused=2');
    const bearer = { ...CLIENT, authorization: 'Bearer some-token' };
    const statuses = async (status: number, headers: Record<string, string>) => {
      const answers: number[] = [];
      for (let n = 0; n < 3; n += 1) answers.push((await answer({ headers }, {}, status)).status);
      return answers;
    };
    expect(await statuses(200, bearer)).toEqual([200, 200, 200]);
    expect(await statuses(403, bearer)).toEqual([403, 403, 429]);
    expect(await statuses(403, CLIENT)).toEqual([403, 403, 403]);
  });

  it('for capsules gets a page that says so, and its twins count for themselves', async () => {
    vi.stubEnv('PUSHSCOPE_RATE_LIMITS', 'look-up=1');
    const ask = (path: string, accept = 'text/html') =>
      refusePage(request({ headers: { ...CLIENT, accept } }, path));
    expect(ask('/x/abc')).toBeNull();
    const refused = ask('/d/abc');
    expect([refused?.status, refused?.headers.get('retry-after')]).toEqual([429, '60']);
    expect(await refused?.text()).toContain('Try again in 60 s.');
    expect([ask('/x/abc.md'), ask('/x/abc', 'application/json'), ask('/problems')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('is not held up where the limit is switched off', async () => {
    vi.stubEnv('PUSHSCOPE_RATE_LIMITS', 'connect=off');
    const answers = await Promise.all(
      Array.from({ length: 300 }, () => answer({ headers: CLIENT }, { rate: 'connect' })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe('every answer', () => {
  it.each([
    ['of a handler', () => answer({})],
    ['to a foreign page', () => answer({ method: 'POST', headers: { origin: 'null' } })],
    [
      'that broke',
      () => route(() => Promise.reject(new Error('x')))(request({}), { params: Promise.resolve({}) }),
    ],
  ])('%s may not be kept, framed or run', async (_, make) => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const { headers } = await make();
    expect({
      cache: headers.get('cache-control'),
      policy: headers.get('content-security-policy'),
      vary: headers.get('vary'),
    }).toEqual({ cache: 'no-store', policy: NO_PAGE_POLICY, vary: 'Accept' });
  });

  it('to a host that is not ours is 421', async () => {
    vi.stubEnv('PUSHSCOPE_ORIGIN', 'https://pushscope.example.com');
    expect((await answer({ headers: { host: 'rebound.example' } })).status).toBe(421);
  });

  it('that broke names the request, and the log has the rest without its secrets', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const broken = route(() => Promise.reject(new Error('Bearer xx0c0ffee0-1234-4abc-8def-0123456789ab')));
    const asked = request({ headers: { 'x-request-id': 'request-1' } });
    const { detail } = await (await broken(asked, { params: Promise.resolve({}) })).json();
    // Whoever runs the tests writes there too.
    const line =
      write.mock.calls.map(([text]) => String(text)).find((text) => text.includes('a route broke')) ?? '';
    expect(detail).toBe(
      'This is a mistake of Pushscope itself. Its log says more under the request id request-1.',
    );
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      event: 'a route broke',
      method: 'GET',
      path: '/api/x',
      requestId: 'request-1',
      error: expect.stringContaining('route.test.ts'),
    });
    expect(line).not.toContain('0123456789ab');
  });

  it('does not repeat a token that stood in the address', async () => {
    const asked = request(
      { method: 'POST', headers: { origin: 'null' } },
      '/api/o/eu/xx0c0ffee0-1234-4abc-8def-0123456789ab',
    );
    const refused = await route(async () => Response.json({}))(asked, { params: Promise.resolve({}) });
    expect(await refused.text()).not.toContain('0123456789ab');
  });
});

it('a handler that waits is told when the process is asked to end', async () => {
  const waiting = route((_request, _path, { signal }) => {
    const ended = new Promise<Response>((resolve) => {
      signal.addEventListener('abort', () => resolve(Response.json('what it had')), { once: true });
    });
    stopAll();
    return ended;
  });
  const response = await waiting(request({}), { params: Promise.resolve({}) });
  expect([await response.json(), processWide().stops.size]).toEqual(['what it had', 0]);
});

import { describe, expect, test } from 'vitest';
import type { CallFailure, CallOptions, Wait } from './call';
import { type CoveoClient, type CoveoClientSettings, createCoveoClient } from './client';
import {
  answer,
  clientUnderTest,
  cutAnswer,
  endlessAnswer,
  neverAnswers,
  noConnection,
  type Stub,
  TOKEN,
  textAnswer,
} from './client-under-test';
import { type CallSpec, request } from './request';

const URL = 'https://platform.cloud.coveo.com/rest/organizations/myorg/thing';
const AT = '2026-11-22T12:00:00.000Z';

const read: CallSpec<unknown> = {
  call: 'thing.read',
  method: 'GET',
  url: URL,
  retry: 'reads',
  read: (body) => ({ ok: true, value: body }),
};
const write: CallSpec<unknown> = {
  ...read,
  call: 'thing.write',
  method: 'PUT',
  json: {},
  retry: 'throttle-only',
  bodyMatters: false,
};

function call(client: CoveoClient, spec: CallSpec<unknown> = read, options?: CallOptions) {
  return request(client, spec, options);
}

/** The failure of one attempt against a stub. */
async function failure(
  stub: Stub,
  settings: Partial<CoveoClientSettings> = {},
  spec = read,
): Promise<CallFailure> {
  const result = await call(clientUnderTest([stub], { attempts: 1, ...settings }).client, spec);
  if (result.ok) throw new Error('The call was expected to fail.');
  return result.failure;
}

const refused: CallFailure = {
  kind: 'refused',
  call: 'thing.read',
  method: 'GET',
  url: URL,
  status: 403,
  code: 'ACCESS_DENIED',
  message: 'Access is denied',
  requestId: 'req-1',
  body: '{"message":"Access is denied","errorCode":"ACCESS_DENIED"}',
  bodyKind: 'json',
  waf: false,
  at: AT,
  ms: 0,
  attempts: [{ status: 403, kind: 'refused', waitedMs: 0, retryAfter: null }],
};

describe('an answered call', () => {
  test('gives the value with a receipt', async () => {
    const { client, made } = clientUnderTest([answer(200, { a: 1 })]);
    expect(await call(client)).toEqual({
      ok: true,
      value: { a: 1 },
      receipt: {
        call: 'thing.read',
        method: 'GET',
        url: URL,
        status: 200,
        requestId: 'req-1',
        at: AT,
        ms: 0,
        attempts: [{ status: 200, kind: 'answered', waitedMs: 0, retryAfter: null }],
      },
    });
    expect(made).toEqual([
      {
        method: 'GET',
        url: URL,
        headers: { authorization: `Bearer ${TOKEN}`, accept: 'application/json' },
        body: null,
      },
    ]);
  });

  test('is never cached, never follows a redirect, and always carries a signal', async () => {
    const inits: unknown[] = [];
    const { client } = clientUnderTest([
      async ({ cache, redirect, signal }) => {
        inits.push({ cache, redirect, signal: signal instanceof AbortSignal });
        return answer(200, {});
      },
    ]);
    await call(client);
    expect(inits).toEqual([{ cache: 'no-store', redirect: 'manual', signal: true }]);
  });

  test('keeps integers that a number cannot hold as their digits', async () => {
    const body =
      '{"small":1506700606240,"large":19457712023373612345,"in":"19457712023373612345","f":0.1234567890123456}';
    const { client } = clientUnderTest([textAnswer(200, body)]);
    expect(await call(client)).toMatchObject({
      value: {
        small: 1506700606240,
        large: '19457712023373612345',
        in: '19457712023373612345',
        f: 0.1234567890123456,
      },
    });
  });

  test('says null for a request id and a date that were not sent', async () => {
    const { client } = clientUnderTest([new Response('{}')]);
    expect(await call(client)).toMatchObject({ ok: true, receipt: { requestId: null, at: null } });
  });
});

describe('a refused call keeps all that Coveo said', () => {
  test.each<[what: string, stub: Response, expected: Partial<CallFailure>]>([
    ['code and message', answer(403, { message: 'Access is denied', errorCode: 'ACCESS_DENIED' }), {}],
    [
      'a message without a code',
      answer(403, { message: 'Forbidden' }),
      { code: null, message: 'Forbidden', body: '{"message":"Forbidden"}' },
    ],
    [
      'a code without a message',
      answer(403, { errorCode: 'ACCESS_DENIED' }),
      { message: 'HTTP 403 without a message.', body: '{"errorCode":"ACCESS_DENIED"}' },
    ],
    [
      'a number for a code',
      answer(403, { errorCode: 404, message: 'No such page' }),
      { code: '404', message: 'No such page', body: '{"errorCode":404,"message":"No such page"}' },
    ],
    [
      'a type for a code',
      answer(403, { type: 'Unauthorized', message: null }),
      {
        code: 'Unauthorized',
        message: 'HTTP 403 without a message.',
        body: '{"type":"Unauthorized","message":null}',
      },
    ],
    [
      'JSON that was cut off',
      textAnswer(403, '{"errorCode":"ACCESS_DENIED","message":"Acce'),
      { message: 'HTTP 403 without a message.', body: '{"errorCode":"ACCESS_DENIED","message":"Acce' },
    ],
    [
      'JSON whose connection broke',
      cutAnswer(403, '{"errorCode":"ACCESS_DENIED","mess'),
      { message: 'HTTP 403 without a message.', body: '{"errorCode":"ACCESS_DENIED","mess' },
    ],
    [
      'HTML of a gateway',
      textAnswer(403, '<html><head><title>403 Forbidden</title></head></html>'),
      {
        code: null,
        message: '403 Forbidden',
        body: '<html><head><title>403 Forbidden</title></head></html>',
        bodyKind: 'html',
      },
    ],
    [
      'nothing',
      textAnswer(403, ''),
      { code: null, message: 'HTTP 403 without a message.', body: '', bodyKind: 'empty' },
    ],
    [
      'text',
      textAnswer(403, 'THROTTLED_REQUEST\nlater'),
      { code: null, message: 'THROTTLED_REQUEST', body: 'THROTTLED_REQUEST\nlater', bodyKind: 'text' },
    ],
    [
      'XML of S3',
      textAnswer(
        403,
        '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message><RequestId>955102B1FB2</RequestId></Error>',
      ),
      {
        code: 'AccessDenied',
        message: 'Request has expired',
        body: '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message><RequestId>955102B1FB2</RequestId></Error>',
        bodyKind: 'xml',
      },
    ],
    [
      'XML of S3 that was cut off',
      textAnswer(403, '<Error><Code>AccessDenied</Code><Message>Request has expired</Message><ServerTime>'),
      {
        code: 'AccessDenied',
        message: 'Request has expired',
        body: '<Error><Code>AccessDenied</Code><Message>Request has expired</Message><ServerTime>',
        bodyKind: 'xml',
      },
    ],
    [
      'a block of the firewall',
      textAnswer(403, 'Request blocked for security reasons', { 'x-coveo-waf-action': 'block' }),
      {
        code: null,
        message: 'Request blocked for security reasons',
        body: 'Request blocked for security reasons',
        bodyKind: 'text',
        waf: true,
      },
    ],
  ])('%s', async (_what, stub, expected) => {
    expect(await failure(stub)).toEqual({ ...refused, ...expected });
  });

  test('a request id from the body where the header has none', async () => {
    const stub = new Response('{"message":"No","requestID":"req-9"}', { status: 400 });
    expect((await failure(stub)).requestId).toBe('req-9');
  });

  test('a redirect, which is not followed', async () => {
    const stub = textAnswer(302, '', { location: 'https://elsewhere.example' });
    expect(await failure(stub)).toEqual({
      ...refused,
      status: 302,
      code: null,
      message: 'HTTP 302: a redirect, which is not followed.',
      body: '',
      bodyKind: 'empty',
      attempts: [{ status: 302, kind: 'refused', waitedMs: 0, retryAfter: null }],
    });
  });

  test('no more than the first 4,000 characters of the body, and 1,000 of the message', async () => {
    const { body, message } = await failure(textAnswer(403, 'x'.repeat(9_000)));
    expect({ body, message }).toEqual({ body: 'x'.repeat(4_000), message: 'x'.repeat(1_000) });
  });

  test('of a body that does not end, its beginning', async () => {
    const { stub, sent } = endlessAnswer(500, '{"errorCode":"BUSY","message":"Later","trace":"', 100_000);
    expect(await failure(stub)).toEqual({
      ...refused,
      status: 500,
      code: 'BUSY',
      message: 'Later',
      body: '{"errorCode":"BUSY","message":"Later","trace":"'.padEnd(4_000, 'x'),
      attempts: [{ status: 500, kind: 'refused', waitedMs: 0, retryAfter: null }],
    });
    expect(sent()).toBeLessThan(10);
  });
});

describe('secrets', () => {
  const token = 'opaque+token/of=no-known-shape';

  test('never reach a failure, whatever the host repeats', async () => {
    const echoed = `Token ${token} (${encodeURIComponent(token)}) at ?X-Amz-Signature=s3cr3t is refused`;
    const spec = { ...read, url: `${URL}?access_token=s3cr3t` };
    const failed = await failure(answer(401, { errorCode: token, message: echoed }), { token }, spec);
    expect(JSON.stringify(failed)).not.toMatch(/opaque|s3cr3t/);
    expect(failed.message).toBe('Token <redacted> (<redacted>) at ?X-Amz-Signature=<redacted> is refused');
  });

  test('are removed before body and message are shortened', async () => {
    const failed = await failure(textAnswer(403, `${'x'.repeat(3_990)} ${TOKEN}`));
    expect(failed.body).toBe(`${'x'.repeat(3_990)} <redacted`.slice(0, 4_000));
    const { message } = await failure(answer(403, { message: `${'x'.repeat(990)} ${TOKEN}` }));
    expect(message).toBe(`${'x'.repeat(990)} <redacted`.slice(0, 1_000));
  });

  test.each<[what: string, text: string, body: string]>([
    ['in the middle of the token', 'Not for opaque+token/of', 'Not for <redacted>'],
    ['after eight characters of it', 'Not for opaque+t', 'Not for <redacted>'],
    ['after seven, which are no secret', 'Not for opaque+', 'Not for opaque+'],
    ['in the middle of the encoded token', 'Not for opaque%2Btoken%2', 'Not for <redacted>'],
    ['after a whole one', `${token} or opaque+token`, '<redacted> or <redacted>'],
    ['elsewhere', 'The opaque+token is not it', 'The opaque+token is not it'],
  ])('are removed where a text breaks off %s', async (_, text, body) => {
    const failed = await failure(textAnswer(403, text), { token });
    expect([failed.body, failed.message]).toEqual([body, body]);
  });

  test('never reach a receipt', async () => {
    const { client } = clientUnderTest([answer(200, {})]);
    const result = await call(client, { ...read, url: `${URL}?X-Amz-Signature=s3cr3t&x=${TOKEN}` });
    expect(result.ok && result.receipt.url).toBe(`${URL}?X-Amz-Signature=<redacted>&x=<redacted>`);
  });

  test('a token that no header can carry is refused by Coveo, not thrown with its text', async () => {
    const { client, made } = clientUnderTest([answer(401, {})], { token: 'tök\nen' });
    expect(await call(client)).toMatchObject({ ok: false, failure: { kind: 'refused', status: 401 } });
    expect(made[0]?.headers.authorization).toBe('Bearer t%C3%B6k%0Aen');
  });
});

describe('a success that cannot be read is a failure of its own kind', () => {
  const unreadable: CallFailure = {
    ...refused,
    kind: 'unreadable',
    status: 200,
    code: null,
    message: 'The answer was cut off in the middle.',
    body: '{"documentLogEnt',
    attempts: [{ status: 200, kind: 'unreadable', waitedMs: 0, retryAfter: null }],
  };

  test.each<[what: string, stub: Response, expected: Partial<CallFailure>]>([
    ['a body whose connection broke', cutAnswer(200, '{"documentLogEnt'), {}],
    ['JSON that ends too early', textAnswer(200, '{"documentLogEnt'), {}],
    [
      'HTML',
      textAnswer(200, '<!DOCTYPE html><title>Sign in</title>'),
      { message: 'The answer is not JSON.', body: '<!DOCTYPE html><title>Sign in</title>', bodyKind: 'html' },
    ],
    ['nothing', textAnswer(200, ''), { message: 'The answer is not JSON.', body: '', bodyKind: 'empty' }],
  ])('%s', async (_what, stub, expected) => {
    expect(await failure(stub)).toEqual({ ...unreadable, ...expected });
  });

  test('another shape, in the words of its reader', async () => {
    const spec: CallSpec<unknown> = {
      ...read,
      read: () => ({ ok: false, why: 'The answer holds no source.' }),
    };
    expect(await failure(answer(200, []), {}, spec)).toEqual({
      ...unreadable,
      message: 'The answer holds no source.',
      body: '[]',
    });
  });

  test('a body that does not end', async () => {
    const { stub } = endlessAnswer(200, '{"trace":"', 4_000_000);
    expect(await failure(stub)).toEqual({
      ...unreadable,
      message: 'The answer is longer than 64 MB.',
      body: '{"trace":"'.padEnd(4_000, 'x'),
    });
  });

  test('a write is accepted by its status, whatever its body', async () => {
    for (const stub of [
      textAnswer(202, ''),
      textAnswer(202, 'null'),
      cutAnswer(202, '{"or'),
      textAnswer(202, '<html>'),
    ]) {
      expect(await call(clientUnderTest([stub]).client, write)).toMatchObject({ ok: true });
    }
  });

  test('a write is accepted by its status, even where its body does not come', async () => {
    const { client } = clientUnderTest([new Response(new ReadableStream(), { status: 202 })], {
      timeoutMs: 5,
    });
    expect(await call(client, write)).toMatchObject({ ok: true, receipt: { status: 202 } });
  });
});

describe('no answer', () => {
  const silent: CallFailure = {
    ...refused,
    kind: 'unreachable',
    status: null,
    code: null,
    message: 'No connection to platform.cloud.coveo.com (ECONNREFUSED).',
    requestId: null,
    body: '',
    bodyKind: 'empty',
    at: null,
    attempts: [{ status: null, kind: 'unreachable', waitedMs: 0, retryAfter: null }],
  };

  test('no connection', async () => {
    expect(await failure(noConnection)).toEqual(silent);
  });

  test("an error's own text is not repeated", async () => {
    const stub = async () => {
      throw new TypeError(`Headers.append: "Bearer ${TOKEN}" is an invalid header value.`);
    };
    expect(await failure(stub)).toEqual({ ...silent, message: 'No connection to platform.cloud.coveo.com.' });
  });

  test('a time-out', async () => {
    expect(await failure(neverAnswers, { timeoutMs: 5 })).toEqual({
      ...silent,
      kind: 'timeout',
      message: 'No answer came within 0.005 s.',
      attempts: [{ status: null, kind: 'timeout', waitedMs: 0, retryAfter: null }],
    });
  });

  test('a time-out inside the body keeps what had come', async () => {
    const stub = new Response(
      new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"a":')) }),
      { headers: { 'x-request-id': 'req-1' } },
    );
    expect(await failure(stub, { timeoutMs: 5 })).toEqual({
      ...silent,
      kind: 'timeout',
      status: 200,
      message: 'The answer did not end within 0.005 s.',
      requestId: 'req-1',
      body: '{"a":',
      bodyKind: 'json',
      attempts: [{ status: 200, kind: 'timeout', waitedMs: 0, retryAfter: null }],
    });
  });

  test('an abort ends a call that is under way', async () => {
    const controller = new AbortController();
    const stub = () => {
      controller.abort();
      return neverAnswers();
    };
    const { client } = clientUnderTest([stub]);
    expect(await call(client, read, { signal: controller.signal })).toEqual({
      ok: false,
      failure: {
        ...silent,
        kind: 'aborted',
        message: 'The call was stopped.',
        attempts: [{ status: null, kind: 'aborted', waitedMs: 0, retryAfter: null }],
      },
    });
  });

  test('an abort beforehand makes no request', async () => {
    const { client, made } = clientUnderTest([]);
    expect(await call(client, read, { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      failure: { ...silent, kind: 'aborted', message: 'The call was stopped.', attempts: [] },
    });
    expect(made).toEqual([]);
  });
});

describe('retries', () => {
  const fine = () => answer(200, { a: 1 });

  test.each<[what: string, stub: Stub]>([
    ['429', answer(429, {})],
    ['500', answer(500, {})],
    ['502 with HTML', textAnswer(502, '<html>')],
    ['504', answer(504, { message: 'Endpoint request timed out' })],
    ['no connection', noConnection],
    ['a time-out', neverAnswers],
    ['a cut body', cutAnswer(200, '{"a"')],
  ])('a read is tried again after %s', async (_what, stub) => {
    const { client, slept } = clientUnderTest([stub, fine()], { timeoutMs: 20 });
    expect(await call(client)).toMatchObject({ ok: true, value: { a: 1 } });
    expect(slept).toEqual([500]);
  });

  test.each<[what: string, stub: Stub]>([
    ['400', answer(400, {})],
    ['401', answer(401, {})],
    ['403', answer(403, {})],
    ['404', answer(404, {})],
    ['412', answer(412, {})],
    ['a refusal whose body was cut', cutAnswer(403, '{"err')],
    ['HTML in place of JSON', textAnswer(200, '<html>')],
    ['a daily limit, which a wait does not lift', answer(429, { errorCode: 'TOO_MANY_DOCUMENTS_DAILY' })],
  ])('a read is not tried again after %s', async (_what, stub) => {
    const { client, slept } = clientUnderTest([stub]);
    expect(await call(client)).toMatchObject({ ok: false });
    expect(slept).toEqual([]);
  });

  test.each<[what: string, stub: Stub]>([
    ['500', answer(500, {})],
    ['504, which may have taken effect', answer(504, {})],
    ['no connection', noConnection],
    ['a time-out', neverAnswers],
  ])('a write is not tried again after %s', async (_what, stub) => {
    const { client, slept } = clientUnderTest([stub], { timeoutMs: 20 });
    expect(await call(client, write)).toMatchObject({ ok: false });
    expect(slept).toEqual([]);
  });

  test('a write is tried again after 429', async () => {
    const { client } = clientUnderTest([answer(429, {}), answer(202, {})]);
    expect(await call(client, write)).toMatchObject({ ok: true, receipt: { status: 202 } });
  });

  test('end with the attempts, and all of them are told', async () => {
    const { client, slept } = clientUnderTest([
      answer(503, {}, { 'retry-after': '2' }),
      noConnection,
      answer(429, {}, { 'retry-after': 'Sun, 22 Nov 2026 12:00:07 GMT' }),
      answer(500, { errorCode: 'INTERNAL_SERVER_ERROR', message: 'Failed' }),
    ]);
    expect(await call(client)).toEqual({
      ok: false,
      failure: {
        ...refused,
        status: 500,
        code: 'INTERNAL_SERVER_ERROR',
        message: 'Failed',
        body: '{"errorCode":"INTERNAL_SERVER_ERROR","message":"Failed"}',
        attempts: [
          { status: 503, kind: 'refused', waitedMs: 2_000, retryAfter: '2' },
          { status: null, kind: 'unreachable', waitedMs: 1_000, retryAfter: null },
          { status: 429, kind: 'refused', waitedMs: 7_000, retryAfter: 'Sun, 22 Nov 2026 12:00:07 GMT' },
          { status: 500, kind: 'refused', waitedMs: 0, retryAfter: null },
        ],
      },
    });
    expect(slept).toEqual([2_000, 1_000, 7_000]);
  });

  test('wait twice as long each time, shortened at random by up to half, never over the longest wait', async () => {
    const throttled = () => answer(429, {});
    const stubs = Array.from({ length: 9 }, throttled);
    const { client, slept } = clientUnderTest(stubs, { attempts: 9, random: () => 0 });
    await call(client);
    expect(slept).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
  });

  test('never come before the time that Coveo names: where that is too far the call ends, and says until when', async () => {
    const throttled = answer(429, { message: 'Too many requests.' }, { 'retry-after': '120' });
    const { client, made, slept } = clientUnderTest([throttled]);
    expect(await call(client)).toEqual({
      ok: false,
      failure: {
        ...refused,
        status: 429,
        code: null,
        message: 'Too many requests. Coveo asks to be left alone until 2026-11-22T12:02:00.000Z.',
        body: '{"message":"Too many requests."}',
        attempts: [{ status: 429, kind: 'refused', waitedMs: 0, retryAfter: '120' }],
      },
    });
    expect({ made: made.length, slept }).toEqual({ made: 1, slept: [] });
  });

  test.each(['Sun, 22 Nov 2026 12:00:31 GMT', '99999999999999999999'])(
    'end at a Retry-After of %s',
    async (retryAfter) => {
      const { client, slept } = clientUnderTest([answer(503, {}, { 'retry-after': retryAfter })]);
      expect(await call(client)).toMatchObject({ ok: false, failure: { status: 503 } });
      expect(slept).toEqual([]);
    },
  );

  test('wait as long as Coveo asks where the client allows it', async () => {
    const { client, slept } = clientUnderTest([answer(429, {}, { 'retry-after': '30' }), fine()]);
    expect(await call(client)).toMatchObject({ ok: true });
    expect(slept).toEqual([30_000]);
  });

  test('tell of each wait as it begins', async () => {
    const waits: Wait[] = [];
    const { client } = clientUnderTest([answer(429, {}, { 'retry-after': '3' }), fine()]);
    await call(client, read, { onWait: (wait) => waits.push(wait) });
    expect(waits).toEqual([
      { until: '1970-01-01T00:16:43.000Z', ms: 3_000, asked: true, call: 'thing.read', status: 429 },
    ]);
  });

  test('end at once when the caller aborts during a wait', async () => {
    const controller = new AbortController();
    const { sleep } = createCoveoClient({
      region: 'us',
      organization: 'myorg',
      token: TOKEN,
      sandboxUrl: '',
    });
    const { client, made } = clientUnderTest([answer(429, {}, { 'retry-after': '30' })], { sleep });
    const result = await call(client, read, {
      signal: controller.signal,
      onWait: () => queueMicrotask(() => controller.abort()),
    });
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: 'aborted',
        attempts: [{ status: 429, kind: 'refused', waitedMs: 30_000, retryAfter: '30' }],
      },
    });
    expect(made.length).toBe(1);
  });
});

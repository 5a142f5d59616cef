import { describe, expect, test } from 'vitest';
import type { CallFailure } from './call';
import { answer, clientUnderTest, cutAnswer, endlessAnswer, TOKEN, textAnswer } from './client-under-test';
import { call, failure, read, refused, THING_URL } from './request-under-test';

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
    const spec = { ...read, url: `${THING_URL}?access_token=s3cr3t` };
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
    const result = await call(client, { ...read, url: `${THING_URL}?X-Amz-Signature=s3cr3t&x=${TOKEN}` });
    expect(result.ok && result.receipt.url).toBe(`${THING_URL}?X-Amz-Signature=<redacted>&x=<redacted>`);
  });

  test('a token that no header can carry is refused by Coveo, not thrown with its text', async () => {
    const { client, made } = clientUnderTest([answer(401, {})], { token: 'tök\nen' });
    expect(await call(client)).toMatchObject({ ok: false, failure: { kind: 'refused', status: 401 } });
    expect(made[0]?.headers.authorization).toBe('Bearer t%C3%B6k%0Aen');
  });
});

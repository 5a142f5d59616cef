import { describe, expect, test } from 'vitest';
import type { CallFailure } from './call';
import {
  answer,
  clientUnderTest,
  cutAnswer,
  endlessAnswer,
  neverAnswers,
  noConnection,
  TOKEN,
  textAnswer,
} from './client-under-test';
import type { CallSpec } from './request';
import { AT, call, failure, read, refused, THING_URL, write } from './request-under-test';

test('a client is told once of a call that failed for good, and of none that its caller ended', async () => {
  const told: string[] = [];
  const onFailure = ({ call, status, attempts }: CallFailure) => {
    told.push(`${call} ${status} after ${attempts.length}`);
  };
  const { client } = clientUnderTest([answer(503, {}), answer(403, {}), answer(200, {})], { onFailure });
  await call(client);
  await call(client);
  await call(client, read, { signal: AbortSignal.abort() });
  expect(told).toEqual(['thing.read 403 after 2']);
});

describe('an answered call', () => {
  test('gives the value with a receipt', async () => {
    const { client, made } = clientUnderTest([answer(200, { a: 1 })]);
    expect(await call(client)).toEqual({
      ok: true,
      value: { a: 1 },
      receipt: {
        call: 'thing.read',
        method: 'GET',
        url: THING_URL,
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
        url: THING_URL,
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

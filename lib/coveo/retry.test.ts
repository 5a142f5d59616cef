import { describe, expect, test } from 'vitest';
import type { Wait } from './call';
import { createCoveoClient } from './client';
import {
  answer,
  clientUnderTest,
  cutAnswer,
  neverAnswers,
  noConnection,
  type Stub,
  TOKEN,
  textAnswer,
} from './client-under-test';
import { call, read, refused, write } from './request-under-test';
import { retryAfterMs } from './retry';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');

test.each<[string | null, number | null]>([
  ['0', 0],
  ['2', 2_000],
  [' 1.5 ', 1_500],
  ['Sun, 22 Nov 2026 12:00:07 GMT', 7_000],
  ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
  [null, null],
  ['', null],
  ['-1', null],
  ['soon', null],
  ['2026-11-22', null],
  ['Sun, 99 Nov 2026 12:00:00 GMT', null],
])('Retry-After %s asks for %s ms', (header, ms) => {
  expect(retryAfterMs(header, NOW)).toBe(ms);
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

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts } from './facts';
import { MAX_EXCHANGES, MAX_ROWS } from './paste';
import { readPaste } from './read-paste';
import { NOW, readingsOf, VOCABULARY } from './reading-under-test';
import { SAMPLES } from './samples-under-test';

const KEY = 'xx5a4db0c0-0000-4000-8000-000000000001';

function read(input: string | Uint8Array) {
  return readPaste(input, VOCABULARY, { now: NOW });
}

/** Every span of the facts, wherever it stands. */
function spansOf(value: unknown): [number, number][] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    const [start, end] = value;
    if (value.length === 2 && typeof start === 'number' && typeof end === 'number') return [[start, end]];
  }
  return Object.entries(value).flatMap(([key, one]) => (key === 'row' ? [] : spansOf(one)));
}

/** What is wrong with the places of the facts; empty when nothing is. */
function misplaced(text: string, exchanges: readonly Facts[]): unknown[] {
  const outside = spansOf(exchanges).filter(([start, end]) => start < 0 || start > end || end > text.length);
  const overlapping = exchanges.filter(
    ({ span }, at) => at > 0 && span[0] < (exchanges[at - 1]?.span[1] ?? 0),
  );
  return [...outside, ...overlapping.map(({ span }) => span)];
}

test('a paste is read once, with its text, what was removed from it, and facts that point into the text', () => {
  const { text, redactions, exchanges, exchangesLeftOut } = read(
    `> PUT /push/v1/organizations/acme/files HTTP/1.1\n> Host: api.cloud.coveo.com\n> Authorization: Bearer ${KEY}\n>\n< HTTP/1.1 403 Forbidden\n<\n{"errorCode":"ACCESS_DENIED"}`,
  );
  const [facts] = exchanges;
  expect({
    secret: text.includes(KEY),
    redactions,
    exchangesLeftOut,
    exchange: facts?.exchange,
    now: facts?.now,
    whole: facts?.text === text,
    span: facts && text.slice(...facts.span).length === text.length - 2,
    status: facts?.status && text.slice(...facts.status.span),
    code: facts?.codes.map(({ span }) => text.slice(...span)),
    credentials: facts?.credentials?.span && text.slice(...facts.credentials.span),
  }).toEqual({
    secret: false,
    redactions: [{ kind: 'api-key', count: 1 }],
    exchangesLeftOut: 0,
    exchange: 0,
    now: NOW,
    whole: true,
    span: true,
    status: '403',
    code: ['ACCESS_DENIED'],
    credentials: 'Authorization: Bearer <redacted>',
  });
});

test.each(['', ' \r\n\t', '\ufeff'])('a paste of nothing (%j) has no exchange', (text) => {
  expect(read(text).exchanges).toEqual([]);
});

test('carriage returns change nothing of what is read', () => {
  for (const text of SAMPLES) {
    const plain = text.replaceAll('\r', '');
    const bodies = (input: string) => JSON.stringify(readingsOf(input)).replaceAll('\\r', '');
    expect(bodies(plain.replaceAll('\n', '\r\n'))).toBe(bodies(plain));
  }
});

test('where there are more exchanges than are kept, failures are kept, and the rest is counted', () => {
  const lines = Array.from({ length: MAX_EXCHANGES + 100 }, (_, at) =>
    at === MAX_EXCHANGES + 50
      ? `PUT https://api.cloud.coveo.com/push/v1/organizations/o/files -> 403`
      : `PUT https://api.cloud.coveo.com/push/v1/organizations/o/files -> 201`,
  );
  const { exchanges, exchangesLeftOut } = read(lines.join('\n'));
  expect([
    exchanges.length,
    exchangesLeftOut,
    exchanges.map(({ exchange }) => exchange).every((exchange, at) => exchange === at),
    exchanges.filter(({ status }) => status?.value === 403).length,
  ]).toEqual([MAX_EXCHANGES, 100, true, 1]);
});

test('where there are more rows than are kept, all are counted', () => {
  const row = {
    datetime: '2026-03-01T10:00:00Z',
    id: 'https://a/1',
    operation: 'ADD',
    result: 'COMPLETED',
    task: 'INDEXING',
  };
  const { exchanges } = read(
    JSON.stringify({ documentLogEntries: Array.from({ length: MAX_ROWS + 7 }, () => row) }),
  );
  expect([exchanges.length, exchanges[0]?.rows.read.length, exchanges[0]?.rows.total]).toEqual([
    1,
    MAX_ROWS,
    MAX_ROWS + 7,
  ]);
});

test('behind the bound, some rows of each kind are read that did not complete', () => {
  const rows = (count: number, result: string, meta: string) =>
    Array.from({ length: count }, () => ({
      id: 'https://a/1',
      operation: 'ADD',
      result,
      task: 'CONSUMING',
      meta,
    }));
  const { exchanges } = read(
    JSON.stringify([
      ...rows(MAX_ROWS, 'COMPLETED', ''),
      ...rows(30, 'REJECTED', 'A_CODE'),
      ...rows(100, 'COMPLETED', ''),
      ...rows(1, 'REJECTED', 'ANOTHER_CODE'),
    ]),
  );
  const beyond = exchanges[0]?.rows.read.slice(MAX_ROWS).map(({ row }) => row.meta);
  expect([beyond, exchanges[0]?.rows.total]).toEqual([
    ['A_CODE', 'A_CODE', 'A_CODE', 'A_CODE', 'A_CODE', 'ANOTHER_CODE'],
    MAX_ROWS + 131,
  ]);
});

describe('many lines of a kind hide none that is rare', () => {
  const RARE = 'HTTP/1.1 412 Precondition Failed\n\n{"errorCode":"MISSING_PARAMETER"}\n';
  const line = (n: number) =>
    `2026-02-17 03:11:09,${n} WARN sink - 429 {"errorCode":"TOO_MANY_REQUESTS","message":"x"}\n`;
  const lines = (count: number) => Array.from({ length: count }, (_, n) => line(n)).join('');
  const call = (status: number, code: string, n: number) =>
    `> PUT /push/v1/organizations/acme/sources/s/documents?documentId=${n} HTTP/1.1
> Host: api.cloud.coveo.com
> Authorization: Bearer $T
>
< HTTP/1.1 ${status} No
< X-Request-ID: r-${n}
<
{"errorCode":"${code}"}
`;
  const calls = (count: number) =>
    Array.from({ length: count }, (_, n) => call(429, 'TOO_MANY_REQUESTS', n)).join('');

  test.each([
    ['at the end', lines(20_000) + RARE],
    ['in the middle', lines(20_000) + RARE + lines(20_000)],
    ['at the beginning', RARE + lines(20_000)],
    ['in one line', '{"errorCode":"TOO_MANY_REQUESTS"} '.repeat(40_000) + RARE.replaceAll('\n', ' ')],
    ['in a log that stands in JSON', JSON.stringify({ log: lines(20_000) + RARE + lines(20_000) })],
    ['in lines that say little', '2026-02-17 INFO sink - 200 in 31 ms\n'.repeat(40_000) + RARE],
  ])('%s', (_where, text) => {
    const found = read(text).exchanges.filter(({ codes }) =>
      codes.some(({ value, from }) => value === 'MISSING_PARAMETER' && from === 'field'),
    );
    expect(found.map(({ status }) => status?.value)).toEqual([412]);
  });

  test('and that some were not read is said', () => {
    expect(read(lines(20_000) + RARE + lines(20_000)).exchangesLeftOut).toBe(2);
  });

  test('with its request and its answer, and none of its neighbours in pieces; the others are counted', () => {
    const { exchanges, exchangesLeftOut } = read(calls(3_000) + call(403, 'ACCESS_DENIED', 7) + calls(3_000));
    const shown = exchanges.map(
      ({ request, status, codes, response, credentials }) =>
        `${request?.method?.value} ${request?.url?.parameters.length} ${status?.value} ${codes[0]?.value} ${response?.headers.length} ${credentials?.shape}`,
    );
    expect([new Set(shown), shown.filter((one) => one.includes('403')).length]).toEqual([
      new Set([
        'PUT 1 429 TOO_MANY_REQUESTS 1 unexpanded variable',
        'PUT 1 403 ACCESS_DENIED 1 unexpanded variable',
      ]),
      1,
    ]);
    expect(exchanges.length + exchangesLeftOut).toBe(6_001);
  });

  test('in a HAR', () => {
    const entry = (status: number) => ({
      request: { method: 'PUT', url: 'https://api.cloud.coveo.com/push/v1/organizations/acme/files' },
      response: { status, headers: [], content: { text: '' } },
    });
    const entries = [...Array.from({ length: 900 }, () => entry(201)), entry(403), entry(201)];
    const { exchanges, exchangesLeftOut } = read(JSON.stringify({ log: { entries } }));
    expect([exchanges.length, exchanges.filter(({ status }) => status?.value === 403).length]).toEqual([
      MAX_EXCHANGES,
      1,
    ]);
    expect(exchangesLeftOut).toBe(402);
  });
});

describe('any input is safe', () => {
  const part = fc.oneof(
    fc
      .constantFrom(...SAMPLES)
      .chain((text) =>
        fc
          .tuple(fc.nat(text.length), fc.nat(200))
          .map(([start, length]) => text.slice(start, start + length)),
      ),
    fc.string({ maxLength: 20 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: fc.constantFrom(...'"\\\'{}[]<>:=,;&%^`|\n\r\t >*'), maxLength: 30 }),
    fc.constantFrom(
      '&quot;',
      '\\u0022',
      '%22',
      'HTTP/1.1 403\n',
      'curl ',
      '{"errorCode":"',
      '<Error><Code>',
      'Authorization: ',
    ),
  );

  test('nothing throws, and all spans lie in the text and in order', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        const { text, exchanges } = read(parts.join(''));
        expect(misplaced(text, exchanges)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('bytes are no worse than text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { text, exchanges } = read(bytes);
        expect(misplaced(text, exchanges)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('every beginning and every end of a sample is read', () => {
    for (const sample of SAMPLES) {
      for (let at = 0; at <= sample.length; at += 3) {
        for (const cut of [sample.slice(0, at), sample.slice(at)]) {
          const { text, exchanges } = read(cut);
          expect(misplaced(text, exchanges)).toEqual([]);
        }
      }
    }
  });

  test.each([
    '{',
    '[',
    '"',
    '<',
    '\\"',
    'HTTP/1.1 403\n',
    'status 403 ',
    '{"errorCode":"',
    '"errorCode":"A" ',
    'curl ',
    "curl -d '",
    '403 ',
    'message: ',
    '{"a":',
    '<Error><Code>',
    'https://api.cloud.coveo.com/',
    'PUT /push/v1/a ',
    'ACCESS_DENIED\n',
    '{"message":"a"}\n',
    '{"datetime":"',
    '{"addOrUpdate":[{',
    '{"log":{"entries":[',
    'Operation,Result,Stage\n',
    'Invoke-RestMethod -Uri $x ',
    'w1zh6p45vh7s2uxzvg3s7kg85m-',
    '&quot;',
    '“',
    '> ',
    '“x: ',
    '"“x',
    "'a“ ",
    '>“',
    '=\n',
    'TOO_MANY_\n',
    '[31m',
    '\u001b[',
    'orderingId ',
    'CONSUMING|ADD|REJECTED\n',
    'return (a);\n',
    'authorization: ',
  ])('a long run of %j stays linear', (unit) => {
    // Quadratic work on two million characters would run into the test's time limit.
    const { text, exchanges } = read(unit.repeat(2_000_000 / unit.length));
    expect(misplaced(text, exchanges)).toEqual([]);
  });
});

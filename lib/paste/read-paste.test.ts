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
  ])('a long run of %j stays linear', (unit) => {
    // Quadratic work on two million characters would run into the test's time limit.
    const { text, exchanges } = read(unit.repeat(2_000_000 / unit.length));
    expect(misplaced(text, exchanges)).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { readLogRow } from '@/lib/evidence/log-row';
import type { Facts, RowFact } from '@/lib/paste/facts';
import { factsOf, rowFactOf } from '@/lib/paste/facts-builder';
import { MAX_FACTS, namedFacts } from './named-facts';

const AN_EXCHANGE: Facts = factsOf({
  status: { value: 403, span: [5, 8] },
  codes: [{ value: 'AccessDenied', span: [20, 32], from: 'field' }],
  messages: [{ value: 'Request has expired', span: [40, 59] }],
  s3: {
    code: { value: 'AccessDenied', span: [20, 32] },
    message: { value: 'Request has expired', span: [40, 59] },
    expires: { value: '2020-10-15T02:03:37.000Z', span: [60, 80] },
    serverTime: { value: '2020-10-15T03:08:42.000Z', span: [90, 110] },
    lateMs: 3_905_000,
  },
  credentials: { header: 'there', scheme: 'Bearer', shape: 'api key', span: [1, 4] },
  identifiers: [
    { name: 'requestId', value: 'r-1', span: [120, 123] },
    {
      name: 'orderingId',
      value: '1506700606240',
      span: [130, 143],
      ordering: { unit: 'milliseconds', moment: '2017-09-29T15:56:46.240Z' },
    },
    { name: 'console page', value: 'https://platform.cloud.coveo.com/admin/#/acme/', span: [150, 196] },
  ],
  mismatches: [{ name: 'source of another organization', text: 'It does not fit.', span: [200, 210] }],
});

it('lists what was read as names and values, with an ordering id decoded and how late an upload came', () => {
  expect(namedFacts([AN_EXCHANGE])).toEqual([
    { name: 'status', value: '403', span: [5, 8] },
    { name: 'code', value: 'AccessDenied', span: [20, 32] },
    { name: 'message', value: 'Request has expired', span: [40, 59] },
    { name: 'expires', value: '2020-10-15T02:03:37.000Z', span: [60, 80] },
    { name: 'serverTime', value: '2020-10-15T03:08:42.000Z', span: [90, 110] },
    { name: 'late', value: '1 h 5 min', span: [90, 110] },
    { name: 'authorization', value: 'Bearer, api key', span: [1, 4] },
    { name: 'requestId', value: 'r-1', span: [120, 123] },
    { name: 'orderingId', value: '1506700606240', span: [130, 143] },
    { name: 'orderingIdUnit', value: 'milliseconds', span: [130, 143] },
    { name: 'orderingIdMoment', value: '2017-09-29T15:56:46.240Z', span: [130, 143] },
    { name: 'consolePage', value: 'https://platform.cloud.coveo.com/admin/#/acme/', span: [150, 196] },
    { name: 'mismatch', value: 'It does not fit.', span: [200, 210] },
  ]);
});

it('tells when it was, by the answer’s date and by the first row that did not succeed', () => {
  const rows = [
    { datetime: '2026-11-20T02:00:00Z', result: 'COMPLETED' },
    { datetime: '2026-11-20T02:00:05Z', result: 'REJECTED' },
  ].flatMap((wire, n) => {
    const row = readLogRow(wire);
    return row ? [rowFactOf(row, [n, n + 1])] : [];
  });
  const facts = factsOf({
    response: {
      headers: [{ name: 'date', value: 'Fri, 20 Nov 2026 02:00:07 GMT', span: [10, 45] }],
      body: null,
    },
    rows: { read: rows, total: 2 },
  });
  expect(namedFacts([facts])).toEqual([
    { name: 'date', value: '2026-11-20T02:00:07.000Z', span: [10, 45] },
    { name: 'rowTime', value: '2026-11-20T02:00:05.000Z', span: [1, 2] },
  ]);
});

it('tells a row’s time without a zone as such, and none where the row shows none', () => {
  const row = readLogRow({ datetime: '2026-11-20T02:00:05Z', result: 'REJECTED' });
  const timeOf = (dated: RowFact['dated']) =>
    namedFacts([
      factsOf({ rows: { read: row === null ? [] : [rowFactOf(row, [1, 2], dated)], total: 1 } }),
    ]).map(({ value }) => value);
  expect([timeOf('without zone'), timeOf('not')]).toEqual([['2026-11-20 02:00:05, zone not shown'], []]);
});

it('does not read a date without its zone, which would be taken for this machine’s', () => {
  const headers = [{ name: 'date', value: 'Fri, 20 Nov 2026 02:00:07', span: [10, 40] }] as const;
  expect(namedFacts([factsOf({ response: { headers, body: null } })])).toEqual([]);
});

it('says each name and value once, whatever the number of exchanges', () => {
  const twice = [AN_EXCHANGE, { ...AN_EXCHANGE, exchange: 1 }];
  expect(namedFacts(twice)).toEqual(namedFacts([AN_EXCHANGE]));
});

it('is bounded', () => {
  const many = Array.from({ length: 2 * MAX_FACTS }, (_, n) =>
    factsOf({ status: { value: n, span: [n, n + 1] } }),
  );
  expect(namedFacts(many).map(({ value }) => value)).toEqual(
    Array.from({ length: MAX_FACTS }, (_, n) => String(n)),
  );
});

it.each([
  [0, '0 ms'],
  [900, '900 ms'],
  [5_000, '5 s'],
  [200_000, '3 min 20 s'],
  [3_600_000, '1 h'],
  [86_400_000 + 3_600_000, '1 day 1 h'],
  [86_400_000 * 17, '17 days'],
])('says %i ms late as %s', (lateMs, words) => {
  const facts = factsOf({
    s3: {
      code: null,
      message: null,
      expires: { value: 'x', span: [0, 1] },
      serverTime: null,
      lateMs,
    },
  });
  expect(namedFacts([facts])).toEqual([
    { name: 'expires', value: 'x', span: [0, 1] },
    { name: 'late', value: words, span: [0, 1] },
  ]);
});

it.each([
  [{ header: 'missing', scheme: null, shape: null, span: null }, 'no Authorization header'],
  [
    { header: 'there', scheme: 'Bearer', shape: 'removed', span: [3, 9] },
    'Bearer, removed before it came here',
  ],
  [{ header: 'unknown', scheme: null, shape: null, span: null }, 'not shown'],
] as const)('says of a credential %j only how it was sent', (credentials, value) => {
  expect(namedFacts([factsOf({ span: [2, 30], credentials })])).toEqual([
    { name: 'authorization', value, span: credentials.span ?? [2, 2] },
  ]);
});

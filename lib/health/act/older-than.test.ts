import { expect, test } from 'vitest';
import {
  buildEvidence,
  buildPush,
  buildRow,
  missingPart,
  operationRows,
} from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { readPipeline } from '@/lib/evidence/pipeline';
import { explainOlderThan } from './older-than';

const AT = '2026-11-21T12:00:00.000Z';
const ORDERING_ID = String(Date.parse(AT));

const push = (item: string, at: string, operation = 'ADD') =>
  operationRows({ item: `https://example.com/${item}`, at, operation });

/** A row that tells that the source's orderingIds are in milliseconds, and nothing of an item. */
const CLOCK = buildRow({
  at: '2026-11-19T02:00:00.000Z',
  operation: 'DELETE_OLDER_THAN',
  meta: { orderingId: String(Date.parse('2026-11-19T02:00:00.000Z')) },
});
const SINCE = 'seen in the logs since 2026-11-08 12:00 UTC';
const UNKNOWN_CLOCK =
  'The source’s clock is not known: no row and no recorded call that was read shows an orderingId.';

/** What Coveo counts in the source is told. */
const counting = (items: number) => ({
  source: {
    id: 'a',
    name: 'Articles',
    type: 'PUSH',
    pushEnabled: true,
    status: 'PUSH_READY',
    activityId: null,
    statusSince: null,
    lastOperation: null,
    createdAt: null,
    items,
  },
});

/** Rows that show an orderingId, as some do. */
const showing = (rows: readonly LogRow[], orderingId: string): LogRow[] =>
  rows.map((row) => ({ ...row, meta: { orderingId } }));

/** A recorded call that was sent with an orderingId. */
const recorded = (orderingId: string) => ({
  pushes: [buildPush({ at: '2026-11-20T02:00:00.000Z', orderingId })],
  stretches: [],
});

function explain(different: Parameters<typeof buildEvidence>[0], at = AT) {
  const evidence = buildEvidence(different);
  return explainOlderThan(evidence, readPipeline(evidence).operations, at);
}

test('an item would go whose newest push is older; what was deleted has gone, what was refused counts for nothing', () => {
  const rows = [
    CLOCK,
    ...push('old', '2026-11-20T02:00:00.000Z'),
    ...push('again', '2026-11-20T02:00:00.000Z'),
    ...push('again', '2026-11-22T02:00:00.000Z', 'UPDATE'),
    ...push('deleted', '2026-11-20T02:00:00.000Z'),
    ...push('deleted', '2026-11-20T03:00:00.000Z', 'DELETE'),
    ...push('refused', '2026-11-20T02:00:00.000Z'),
    ...operationRows({
      item: 'https://example.com/refused',
      at: '2026-11-22T02:00:00.000Z',
      end: { task: 'CONSUMING', result: 'REJECTED' },
    }),
  ];
  expect(explain({ rows })).toEqual({
    asOf: '2026-11-22T12:00:00.000Z',
    at: AT,
    orderingId: ORDERING_ID,
    refused: null,
    known: [
      'At least 2 of the 3 items seen in the logs since 2026-11-08 12:00 UTC would go: the newest push of each is older.',
      'Items that were not pushed since are in no log, and would go as well.',
    ],
  });
});

test('where rows show orderingIds these decide, and not the time of the rows', () => {
  const early = String(Date.parse('2026-11-20T00:00:00.000Z'));
  const late = String(Date.parse('2026-11-22T00:00:00.000Z'));
  const given = (at: string, id: string) => ({ rows: showing(push('a', at), id), ...counting(1) });
  const rest = 'Items that were not pushed since are in no log, and would go as well: Coveo counts 1 item';
  expect(explain(given('2026-11-22T02:00:00.000Z', early)).known).toEqual([
    `At least 1 of the 1 item ${SINCE} would go: the newest push of each is older.`,
    `${rest} in the source, of which 0 are known to stay.`,
  ]);
  expect(explain(given('2026-11-20T02:00:00.000Z', late)).known).toEqual([
    `None of the 1 item ${SINCE} is known to go.`,
    'Coveo counts 1 item in the source, and as many are known to stay.',
  ]);
});

test('an item without an orderingId is not known to stay, nor is one whose newest push was not seen indexed', () => {
  const late = String(Date.parse('2026-11-22T00:00:00.000Z'));
  const early = '2026-11-20T02:00:00.000Z';
  const item = (name: string) => `https://example.com/${name}`;
  const rows = [
    ...showing(push('stays', '2026-11-22T02:00:00.000Z'), late),
    ...push('without', '2026-11-22T02:00:00.000Z'),
    ...operationRows({
      item: item('skipped'),
      at: early,
      end: { task: 'INDEXING', result: 'SKIPPED' },
    }),
    ...operationRows({ item: item('unfinished'), at: early, end: null }),
    ...showing(operationRows({ item: item('pending'), at: '2026-11-22T11:59:00.000Z', end: null }), late),
  ];
  expect(explain({ rows, ...counting(5) }).known).toEqual([
    `None of the 5 items ${SINCE} is known to go.`,
    'Items that were not pushed since are in no log, and would go as well: Coveo counts 5 items in the source, of which 1 are known to stay.',
  ]);
});

test('where no orderingId was seen the source’s clock is not known; a recorded call may show one', () => {
  const rows = push('a', '2026-11-20T02:00:00.000Z');
  const rest = 'Items that were not pushed since are in no log, and';
  expect(explain({ rows }).known).toEqual([
    `1 of the 1 item ${SINCE} would go if the source’s orderingIds are Coveo’s own time: the rows of the newest push of each are older.`,
    UNKNOWN_CLOCK,
    `${rest} may go as well.`,
  ]);
  expect(explain({ rows, recorded: recorded(ORDERING_ID) }).known).toEqual([
    `At least 1 of the 1 item ${SINCE} would go: the newest push of each is older.`,
    `${rest} would go as well.`,
  ]);
});

test('what was not read, and what was never pushed since, is said', () => {
  const parts = { histories: missingPart('Coveo answered 403.', 'logs.list', 403) };
  expect(explain({ parts, ...counting(1_200), rows: [] }).known).toEqual([
    'No push of an item was seen in the logs since 2026-11-08 12:00 UTC.',
    UNKNOWN_CLOCK,
    'Not every row of that time was read: there may be more.',
    'Items that were not pushed since are in no log, and may go as well: Coveo counts 1,200 items in the source, of which 0 are known to stay.',
  ]);
});

test('a moment that is still to come is refused, by Coveo’s clock', () => {
  expect(explain({}, '2026-11-22T12:00:00.001Z')).toMatchObject({
    refused: expect.stringMatching(
      /^By Coveo’s clock it is 2026-11-22 12:00 UTC: that moment is still to come\./,
    ),
    known: [],
  });
});

test.each([
  ['638700000000000000', ', but look like ticks, as Coveo for Sitecore sends: '],
  ['19457712023373612345', ': '],
  ['17637768000000000', ', but look like ticks, as Coveo for Sitecore sends: '],
  ['1763776800', ', but look like seconds: '],
])('a source of another clock is refused: rows with %s', (id, unit) => {
  const foreign = buildRow({
    at: '2026-11-20T02:00:00.000Z',
    operation: 'DELETE_OLDER_THAN',
    meta: { orderingId: id },
  });
  expect(explain({ rows: [foreign] })).toMatchObject({
    refused: expect.stringContaining(
      `orderingIds of ${id.length} digits, which are no epoch milliseconds${unit}another clock`,
    ),
    known: [],
  });
  expect(explain({ recorded: recorded(id) })).toMatchObject({
    refused: expect.stringMatching(
      new RegExp(`^In recorded calls of this source there are orderingIds of ${id.length} digits`),
    ),
    known: [],
  });
});

test('deletions of another unit than the pushes are what it puts right, and are named', () => {
  const rows = [
    ...showing(push('a', '2026-11-20T02:00:00.000Z'), String(Date.parse('2026-11-20T02:00:00.000Z'))),
    buildRow({
      at: '2026-11-20T03:00:00.000Z',
      operation: 'DELETE_OLDER_THAN',
      meta: { orderingId: '1763604000' },
    }),
  ];
  expect(explain({ rows, ...counting(1) })).toMatchObject({
    refused: null,
    known: [
      'Deletions of this source carry orderingIds of 10 digits, which are no epoch milliseconds, but look like seconds, while its pushes are in epoch milliseconds, as this one is.',
      `At least 1 of the 1 item ${SINCE} would go: the newest push of each is older.`,
      'Items that were not pushed since are in no log, and would go as well: Coveo counts 1 item in the source, of which 0 are known to stay.',
    ],
  });
});

test('of items that no row is left of it is not known whether they are older than a moment before the logs', () => {
  const at = '2026-11-01T00:00:00.000Z';
  expect(
    explain({ rows: [CLOCK, ...push('a', '2026-11-20T02:00:00.000Z')], ...counting(7) }, at).known,
  ).toEqual([
    `None of the 1 item ${SINCE} is known to go.`,
    'Items that were not pushed since are in no log: those of them that were last pushed before 2026-11-01 00:00 UTC would go as well, and which these are is not known: Coveo counts 7 items in the source, of which 0 are known to stay.',
  ]);
});

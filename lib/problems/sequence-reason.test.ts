import { describe, expect, it } from 'vitest';
import { buildEvidence, buildRow } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { flattenMeta } from '@/lib/evidence/meta';
import { toIso, toMs } from '@/lib/evidence/time';
import { sequenceReasons } from './sequence-reason';

const NIGHT = '2026-11-22T02:00:00.000Z';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const later = (ms: number) => toIso(toMs(NIGHT) + ms);
/** The id of a clock that is so far ahead of the row. */
const idOf = (at: string, aheadMs = -2_000) => String(toMs(at) + aheadMs);

const accepted = (at: string, orderingId: string | null, different: Partial<LogRow> = {}) =>
  buildRow({ at, item: 'a://1', meta: orderingId === null ? {} : { orderingId }, ...different });
const refusedRow = (at: string, orderingId: string | null) =>
  buildRow({
    at,
    item: 'a://1',
    result: 'REJECTED',
    meta: { errorCode: 'OUT_OF_SEQUENCE_OPERATION', ...(orderingId === null ? {} : { orderingId }) },
  });
const reasons = (before: readonly LogRow[], ...refused: LogRow[]) =>
  sequenceReasons(
    refused.map((row) => ({ row, meta: flattenMeta(row.meta), claim: 'certain' })),
    buildEvidence({ rows: [...before, ...refused] }),
  );

const LATER = later(20 * MINUTE);

describe('why operations are out of sequence is inferred', () => {
  it.each([
    [
      'seconds for milliseconds',
      [accepted(NIGHT, idOf(NIGHT))],
      String(Math.floor(toMs(LATER) / 1000)),
      '1 carried an orderingId in seconds (10 digits): any in milliseconds (13 digits) is higher.',
    ],
    [
      'local time for UTC in the operation that won',
      [accepted(NIGHT, idOf(NIGHT, HOUR - 5_000))],
      idOf(LATER),
      'In 1 case the operation that won carried an orderingId whole hours ahead of its row, up to 1 h: most likely local time was taken for UTC.',
    ],
    [
      'local time for UTC in the one that was refused',
      [accepted(NIGHT, idOf(NIGHT))],
      idOf(LATER, -5 * HOUR - 2_000),
      '1 carried an orderingId whole hours behind their row, up to 5 h: most likely local time was taken for UTC.',
    ],
    [
      'a fast clock',
      [accepted(NIGHT, idOf(NIGHT, 25 * MINUTE))],
      idOf(LATER),
      'In 1 case the operation that won carried an orderingId ahead of its row, up to 25 min: most likely of a clock that is fast, as when two jobs push from two machines.',
    ],
    [
      'a delete older than',
      [accepted(NIGHT, idOf(NIGHT, 30 * HOUR), { item: null, operation: 'DELETE_OLDER_THAN' })],
      idOf(LATER),
      '1 carried a lower orderingId than a delete older than before them.',
    ],
    [
      'two operations side by side',
      [accepted(NIGHT, idOf(NIGHT))],
      idOf(NIGHT, -30_000),
      'In 1 case both clocks can be right: most likely two jobs push the same items side by side, or a call was tried again.',
    ],
  ])('as %s', (_, before, orderingId, sentence) => {
    const at = sentence.includes('side by side') ? later(1_000) : LATER;
    expect(reasons(before, refusedRow(at, orderingId))).toEqual([sentence]);
  });

  it('for each operation, and the most frequent reason comes first', () => {
    const refused = [
      refusedRow(later(1_000), idOf(NIGHT, -30_000)),
      refusedRow(LATER, '1795312800'),
      refusedRow(later(21 * MINUTE), '1795312801'),
    ];
    expect(reasons([accepted(NIGHT, idOf(NIGHT))], ...refused)).toEqual([
      '2 carried an orderingId in seconds (10 digits): any in milliseconds (13 digits) is higher.',
      'In 1 case both clocks can be right: most likely two jobs push the same items side by side, or a call was tried again.',
    ]);
  });
});

describe('no reason is given', () => {
  it.each([
    ['the refused row names no orderingId', [accepted(NIGHT, idOf(NIGHT))], null],
    ['no other row does', [accepted(NIGHT, null)], idOf(LATER)],
    ['what is known before is lower', [accepted(NIGHT, idOf(NIGHT))], idOf(LATER)],
    ['the higher one is of another clock', [accepted(NIGHT, '639200000000000000')], idOf(LATER)],
    [
      'the higher one was refused itself',
      [accepted(NIGHT, idOf(NIGHT, HOUR), { result: 'REJECTED' })],
      idOf(LATER),
    ],
    [
      'the higher one is on another item',
      [accepted(NIGHT, idOf(NIGHT, HOUR), { item: 'a://2' })],
      idOf(LATER),
    ],
    ['the higher one came later', [accepted(later(HOUR), idOf(later(HOUR)))], idOf(LATER)],
  ])('when %s', (_, before, orderingId) => {
    expect(reasons(before, refusedRow(LATER, orderingId))).toEqual([]);
  });
});

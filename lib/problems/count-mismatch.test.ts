import { describe, expect, it } from 'vitest';
import { buildEvidence, buildRow, missingPart, nights, runRows } from '@/lib/evidence/evidence-builder';
import { countMismatch } from './count-mismatch';
import type { Finding } from './finding';
import { refsTo } from './finding-under-test';
import { CLEAR, lookLive } from './live-door-under-test';

const LAST = '2026-11-22T02:00:00.000Z';
const holding = (items: number | null) => {
  const { source } = buildEvidence();
  return source && { ...source, items };
};
const olderThan = buildRow({ at: '2026-11-22T03:00:00.000Z', operation: 'DELETE_OLDER_THAN' });
const removed = (item: string, at = '2026-11-22T03:00:01.000Z') =>
  buildRow({ at, item, operation: 'DELETE', task: 'INDEXING' });
const RUNS = nights(4).flatMap((at) => runRows(at, 50));
const indexed = RUNS.filter(({ task, at }) => task === 'INDEXING' && at > LAST).reverse();
const notChecked = (why: string) => ({
  ...CLEAR,
  notChecked: [{ problem: 'count-mismatch', title: countMismatch.words.title, why }],
});

const FOUND: Finding = {
  problem: 'count-mismatch',
  key: '',
  title: 'The source holds 30 of about 50 items that were indexed',
  severity: 'error',
  impact: 'failing',
  confidence: 'likely',
  confidenceReason:
    'Both numbers are Coveo’s own; that the items indexed lately should all be there still is an inference.',
  count: 20,
  unit: 'items',
  firstSeen: LAST,
  lastSeen: '2026-11-22T02:00:49.000Z',
  evidence: indexed,
  evidenceTotal: 50,
  rows: refsTo(indexed),
  activities: [],
  measure: '20 fewer',
  items: {
    sample: Array.from({ length: 50 }, (_, n) => `https://example.com/${49 - n}`),
    total: 50,
    lost: null,
    what: 'indexed lately: which of them are missing, the log does not say',
  },
  text: 'From Sat 21 Nov 06:00 UTC to the end of the run of Sun 22 Nov 02:00 UTC, 50 items were indexed and not seen to be deleted since. Coveo counts 30 in the source now: 40 % fewer, and no row explains it.',
  assumptions: [
    'Compared are the items of the last 20 h of pushing; a difference counts from 20 % and 10 items on.',
  ],
};

describe('a source with far fewer items than were indexed', () => {
  it('is failing when no row explains it', () => {
    expect(lookLive(countMismatch, { rows: RUNS, source: holding(30) })).toEqual({
      ...CLEAR,
      findings: [FOUND],
    });
  });

  it('is so, too, after a delete older than whose removals leave rows', () => {
    const rows = [...RUNS, olderThan, removed('https://example.com/gone')];
    expect(lookLive(countMismatch, { rows, source: holding(30) })).toEqual({ ...CLEAR, findings: [FOUND] });
  });

  it.each([
    ['the items are there', RUNS, 50],
    ['more are there than were pushed lately', RUNS, 500],
    ['a few are missing', RUNS, 41],
    ['a few of few are missing', runRows(LAST, 12), 3],
    [
      'rows say that they were deleted since',
      [...RUNS, ...Array.from({ length: 30 }, (_, n) => removed(`https://example.com/${n}`))],
      20,
    ],
    [
      'what an earlier run had pushed is gone',
      [...nights(1, 1).flatMap((at) => runRows(at, 80)), ...runRows(LAST, 50)],
      50,
    ],
  ])('is none when %s', (_, rows, items) => {
    expect(lookLive(countMismatch, { rows, source: holding(items) })).toEqual(CLEAR);
  });

  it.each([
    [
      'a delete older than may be why, in a source that leaves no rows for what it removes',
      [...RUNS, olderThan],
      30,
      'The source holds fewer items than were indexed, and the DELETE_OLDER_THAN of Sun 22 Nov 03:00 UTC may be why: this source leaves no row for each item that such a request removes.',
    ],
    ['the number of items was not read', RUNS, null, 'The number of items in the source was not read.'],
    [
      'a run is going on',
      [...RUNS, ...runRows('2026-11-22T11:50:00.000Z', 5)],
      30,
      'The newest run has not settled yet: the number of items is still changing.',
    ],
    ['nothing was indexed', [], 0, 'No run was seen to put anything into the index.'],
  ])('is not checked when %s', (_, rows, items, why) => {
    expect(lookLive(countMismatch, { rows, source: holding(items) })).toEqual(notChecked(why));
  });

  it('is not checked when not every row was read', () => {
    const parts = { histories: missingPart('Not all rows were read.', 'logs.list', 504) };
    expect(lookLive(countMismatch, { rows: RUNS, source: holding(30), parts }).notChecked).toMatchObject([
      { problem: 'count-mismatch', why: 'Not all rows were read.' },
    ]);
  });
});

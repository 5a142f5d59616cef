import { describe, expect, it } from 'vitest';
import { type BuiltStretch, buildCounted, COUNTED_PARTS } from '@/lib/evidence/counted-builder';
import { buildEvidence, buildRow, missingPart, NOW, nights, runRows } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { HOUR_MS, MINUTE_MS, toIso, toMs } from '@/lib/evidence/time';
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

describe('far fewer items than were indexed, by counts', () => {
  const NIGHTS = nights(4);
  const end = (night: string) => toIso(toMs(night) + 2 * HOUR_MS);
  const batches = NIGHTS.map((at) =>
    buildRow({ at, task: 'CONSUMING_BATCH', operation: 'BATCH_FILE', item: `file-${at}` }),
  );
  /** A page of pushes of the newest run, of so many items. */
  const pushes = (items: number) =>
    Array.from({ length: 40 }, (_, index) =>
      buildRow({ at: toIso(toMs(LAST) + 1000 * (index + 1)), item: `https://example.com/${index % items}` }),
    );
  const look = (items: number | null, rows: readonly LogRow[], newest: Partial<BuiltStretch> = {}) =>
    lookLive(countMismatch, {
      rows: [...batches, ...rows],
      source: holding(items),
      counted: buildCounted(
        NIGHTS.flatMap((from, index) => [
          { from, to: end(from), updated: 1_000, ...(from === LAST ? newest : {}) },
          { from: end(from), to: NIGHTS[index + 1] ?? NOW },
        ]),
      ),
      parts: COUNTED_PARTS,
    });

  it('are possible where the pushes seen are each on an item of its own', () => {
    expect(look(600, pushes(40))).toEqual({
      ...CLEAR,
      findings: [
        {
          ...FOUND,
          title: 'The source holds 600 of about 1,000 items that were indexed, by counts',
          severity: 'warning',
          impact: 'degraded',
          confidence: 'possible',
          confidenceReason:
            'There are too many rows to read each: operations were counted, and that each was on an item of its own is inferred from 40 of them.',
          count: 400,
          lastSeen: LAST,
          evidence: [],
          evidenceTotal: 0,
          rows: [],
          measure: 'about 400 fewer',
          items: { sample: [], total: 0, lost: null },
          text: 'By counts the run of Sun 22 Nov 02:00 UTC indexed about 1,000 items that were not deleted since. Coveo counts 600 in the source now: about 40 % fewer. A run that pushes the same items again after a while would look the same: compare with the number of items in the customer’s export.',
          assumptions: [
            'A difference counts from 20 % and 10 items on; up to 5 % of repeated items among those seen are taken as none.',
          ],
        },
      ],
    });
  });

  it.each([
    ['the items are there', 1_000, pushes(40), {}],
    ['a few are missing', 850, pushes(40), {}],
    ['each run pushes all, and rows say what was deleted', 990, pushes(40), { removed: 10 }],
  ])('are none where %s', (_, items, rows, newest) => {
    expect(look(items, rows, newest)).toEqual(CLEAR);
  });

  it.each([
    [
      'items are pushed more than once',
      600,
      pushes(20),
      {},
      'Rows were counted, not read: Coveo counts 600 items in the source, fewer than the about 1,000 operations that the newest run indexed, and of the pushes seen some are on the same item.',
    ],
    [
      'too few pushes were seen',
      600,
      [],
      {},
      'Rows were counted, not read: Coveo counts 600 items in the source, fewer than the about 1,000 operations that the newest run indexed, and too few of its pushes were seen to tell whether it pushes items more than once.',
    ],
    [
      'items were pushed after the run, that may be those of its batches',
      600,
      [
        ...pushes(40),
        buildRow({ at: toIso(toMs(LAST) + 11 * MINUTE_MS), item: 'https://example.com/later' }),
      ],
      {},
      'Rows were counted, not read: Coveo counts 600 items in the source, fewer than the about 1,000 operations that were indexed, and items were pushed after the newest run, which may be the same ones.',
    ],
    [
      'deletes may explain it, or not',
      600,
      pushes(40),
      { removed: 300 },
      'Rows were counted, not read: since Sat 21 Nov 06:00 UTC about 1,000 operations were indexed and about 300 items deleted, and Coveo counts 600 items in the source. Which items these were only their rows tell.',
    ],
    [
      'a delete older than leaves no rows for what it removes',
      600,
      [...pushes(40), olderThan],
      {},
      'The source holds fewer items than about were indexed, and a delete older than may be why: this source leaves no row for each item that such a request removes.',
    ],
  ])('are not checked where %s', (_, items, rows, newest, why) => {
    expect(look(items, rows, newest)).toEqual(notChecked(why));
  });
});

import { describe, expect, it } from 'vitest';
import { buildCounted, COUNTED_PARTS } from '@/lib/evidence/counted-builder';
import { buildRow, missingPart, NOW, nights, runRows } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { toIso, toMs } from '@/lib/evidence/time';
import { emptyBatch } from './empty-batch';
import { type Finding, NO_ITEMS } from './finding';
import { refsTo } from './finding-under-test';
import { CLEAR, lookLive } from './live-door-under-test';

const SPACING = 3 * 60_000;
const at = (from: string, ms: number) => toIso(toMs(from) + ms);
const batchRow = (when: string, file: string, different: Partial<LogRow> = {}) =>
  buildRow({ at: when, item: file, operation: 'BATCH_FILE', task: 'CONSUMING_BATCH', ...different });
/** A run of batches three minutes apart, each with five items a second later, but for those that are empty. */
const run = (start: string, isEmpty: readonly boolean[], spacing = SPACING) =>
  isEmpty.flatMap((empty, index) => {
    const when = at(start, index * spacing);
    const items = empty ? [] : runRows(at(when, 1000), 5);
    return [batchRow(when, `${start} ${index}`), ...items];
  });
const FULL = [false, false, false, false];
const LAST = '2026-11-22T02:00:00.000Z';
const runsOf = (...plans: (readonly boolean[])[]) =>
  nights(plans.length).flatMap((start, night) => run(start, plans[night] ?? []));
const emptyRows = (...minutes: number[]) =>
  minutes.map((minute) => batchRow(at(LAST, minute * 60_000), `${LAST} ${minute / 3}`));

const EMPTY = emptyRows(6, 9);
const FOUND: Finding = {
  problem: 'empty-batch',
  key: '',
  title: '2 batches with nothing in them',
  severity: 'warning',
  impact: 'degraded',
  confidence: 'likely',
  confidenceReason:
    'Rows do not name the batch that an item came in: that no item came for a while after it is an inference.',
  count: 2,
  unit: 'operations',
  firstSeen: '2026-11-22T02:06:00.000Z',
  lastSeen: '2026-11-22T02:09:00.000Z',
  evidence: [...EMPTY].reverse(),
  evidenceTotal: 2,
  rows: refsTo([...EMPTY].reverse()),
  activities: [],
  items: NO_ITEMS,
  text: '2 of 16 batches were consumed, and no item came within 1 min, first Sun 22 Nov 02:06 UTC, last Sun 22 Nov 02:09 UTC. In the newest run, Sun 22 Nov 02:00 UTC, 50 % of them.',
  assumptions: [
    'A batch counts as empty when no item came for 1 min; unusual is from 20 % of a run’s batches on, and 2 times the share of the runs before.',
    'A batch of deletes that leave no row when they are consumed would look the same.',
  ],
};

describe('empty batches', () => {
  it('are found where no item comes after them', () => {
    expect(lookLive(emptyBatch, { rows: runsOf(FULL, FULL, FULL, [false, false, true, true]) })).toEqual({
      ...CLEAR,
      findings: [FOUND],
    });
  });

  it('are only worth knowing where each run has them: a client that sends what is left', () => {
    const usual = [false, false, false, true];
    const [found] = lookLive(emptyBatch, { rows: runsOf(usual, usual, usual, usual) }).findings;
    expect([found?.severity, found?.impact, found?.count, found?.text]).toEqual([
      'info',
      null,
      4,
      '4 of 16 batches were consumed, and no item came within 1 min, first Thu 19 Nov 02:09 UTC, last Sun 22 Nov 02:09 UTC. In the newest run, Sun 22 Nov 02:00 UTC, 25 % of them. That is no more than in the runs before: a client that sends what is left, even if it is nothing.',
    ]);
  });

  it.each([
    ['there are no batches', runRows(LAST, 5)],
    ['each has items', runsOf(FULL, FULL, FULL, FULL)],
    [
      'all that it held was refused or deleted',
      [
        batchRow(LAST, 'file'),
        buildRow({ at: at(LAST, 1000), item: 'a://1', result: 'REJECTED' }),
        batchRow(at(LAST, SPACING), 'file 2'),
        buildRow({ at: at(LAST, SPACING + 1000), item: 'a://2', operation: 'DELETE' }),
      ],
    ],
    ['it failed, and is another problem', [batchRow(LAST, 'file', { result: 'ERROR' })]],
    ['its items are still to come', [batchRow('2026-11-22T11:59:00.000Z', 'file')]],
  ])('are none when %s', (_, rows) => {
    expect(lookLive(emptyBatch, { rows })).toEqual(CLEAR);
  });

  it('are not told from others that come seconds apart', () => {
    const rows = [batchRow(LAST, 'a'), batchRow(at(LAST, 1000), 'b'), ...runRows(at(LAST, 2000), 5)];
    expect(lookLive(emptyBatch, { rows })).toEqual(CLEAR);
    const close = [...rows.slice(0, 1), batchRow(at(LAST, 1000), 'b', { result: 'ERROR' })];
    expect(lookLive(emptyBatch, { rows: close })).toEqual({
      ...CLEAR,
      notChecked: [
        {
          problem: 'empty-batch',
          title: emptyBatch.words.title,
          why: 'The batches come so close together that no item can be told to be of one of them.',
        },
      ],
    });
  });

  it('are not checked when not every row was read', () => {
    const parts = { histories: missingPart('Not all rows were read.', 'logs.list', 504) };
    expect(lookLive(emptyBatch, { rows: runsOf(FULL), parts }).notChecked).toMatchObject([
      { problem: 'empty-batch', why: 'Not all rows were read.' },
    ]);
  });
});

describe('an empty batch among rows that were counted', () => {
  const NIGHTS = nights(4);
  const end = (night: string) => at(night, 2 * 3_600_000);
  const batches = NIGHTS.flatMap((night) => [
    batchRow(night, `a ${night}`),
    batchRow(at(night, SPACING), `b ${night}`),
  ]);
  const look = (pushed: readonly number[], rows = batches) =>
    lookLive(emptyBatch, {
      rows,
      counted: buildCounted(
        NIGHTS.flatMap((from, index) => [
          { from, to: end(from), updated: pushed[index] ?? 0 },
          { from: end(from), to: NIGHTS[index + 1] ?? NOW },
        ]),
      ),
      parts: COUNTED_PARTS,
    });

  it('is found where no item entered in the whole stretch around it', () => {
    const empty = batches.slice(-2);
    expect(look([50, 50, 50, 0])).toEqual({
      ...CLEAR,
      findings: [
        {
          ...FOUND,
          confidenceReason:
            'Coveo counts no item where items enter in the whole stretch around them; a batch of deletes that leave no row there would look the same.',
          firstSeen: LAST,
          lastSeen: at(LAST, SPACING),
          evidence: [...empty].reverse(),
          rows: refsTo([...empty].reverse()),
          text: 'In the stretches around 2 batches Coveo counts no item that entered. Whether some of the other 6 batches are empty is not known: items came in their stretches too.',
          assumptions: ['Items of a batch are taken to enter within 60 min.'],
        },
      ],
    });
  });

  it('is none where each batch has a stretch of its own, in which items came', () => {
    expect(
      look(
        [50, 50, 50, 50],
        batches.filter((_, index) => index % 2 === 0),
      ),
    ).toEqual(CLEAR);
  });

  it('is not checked where items came in the same stretch, and none where there are no batches', () => {
    expect(look([50, 50, 50, 50]).notChecked.map(({ why }) => why)).toEqual([
      'Rows were counted, not read: 8 batches came in stretches in which items came too, and which batch an item was in only the rows around it tell.',
    ]);
    expect(look([50, 50, 50, 50], [])).toEqual(CLEAR);
  });

  const single = batches.filter((_, index) => index % 2 === 0);
  it.each([
    ['failed in the same stretch', batchRow(at(LAST, SPACING), 'failed', { result: 'ERROR' })],
    ['came shortly before the stretch', batchRow(at(LAST, -SPACING), 'before', { result: 'ERROR' })],
  ])('is not checked where another batch %s', (_, other) => {
    expect(look([50, 50, 50, 50], [...single, other]).notChecked.map(({ why }) => why)).toEqual([
      'Rows were counted, not read: 1 batch came in stretches in which items came too, and which batch an item was in only the rows around it tell.',
    ]);
  });

  it('is not checked where items came outside of batches too', () => {
    expect(look([50, 50, 50, 50], single.slice(1)).notChecked.map(({ why }) => why)).toEqual([
      'Rows were counted, not read, and items came outside of batches too, or that is not known: which items were in a batch only the rows around it tell.',
    ]);
  });
});

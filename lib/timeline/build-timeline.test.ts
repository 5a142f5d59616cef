import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Activity } from '@/lib/evidence/activity';
import { buildActivity } from '@/lib/evidence/activity-under-test';
import type { Evidence } from '@/lib/evidence/evidence';
import { buildEvidence, buildRow, operationRows, runRows } from '@/lib/evidence/evidence-builder';
import { readPipeline } from '@/lib/evidence/pipeline';
import { isWithin, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { countOutcomes } from '@/lib/health/run-comparison';
import { buildTimeline } from './build-timeline';
import { MAX_BUCKETS } from './timeline';

const lay = (evidence: Evidence, window: TimeWindow) =>
  buildTimeline(evidence, readPipeline(evidence), window);
const NIGHT = '2026-11-22T02:00:00.000Z';
const HOUR: TimeWindow = { from: NIGHT, to: '2026-11-22T03:00:00.000Z' };
const DAYS: TimeWindow = { from: '2026-11-15T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' };

const activity = (different: Partial<Activity> = {}): Activity =>
  buildActivity({
    id: 'a1',
    startedAt: '2026-11-22T02:00:00.000Z',
    endedAt: '2026-11-22T02:30:00.000Z',
    by: { type: 'SYSTEM', name: 'Nightly key' },
    resourceType: 'SOURCE',
    ...different,
  });
const SPAN = {
  id: 'a1',
  operation: 'FULL_REFRESH',
  state: 'EXECUTED',
  result: 'SUCCESS',
  start: '2026-11-22T02:00:00.000Z',
  end: '2026-11-22T02:30:00.000Z',
  by: 'Nightly key',
};

describe('the buckets', () => {
  it('cover the requested window, whatever the rows cover', () => {
    const { bucketMs, buckets, lanes } = lay(buildEvidence(), DAYS);
    expect({ bucketMs, first: buckets[0], last: buckets.at(-1), count: buckets.length, lanes }).toEqual({
      bucketMs: 1_800_000,
      first: DAYS.from,
      last: '2026-11-21T23:30:00.000Z',
      count: 336,
      lanes: { activities: [], pushes: {}, outcomes: {} },
    });
  });

  it('begin at round times but for the first', () => {
    const { buckets } = lay(buildEvidence(), {
      from: '2026-11-22T02:00:30.000Z',
      to: '2026-11-22T02:03:00.000Z',
    });
    expect(buckets).toEqual([
      '2026-11-22T02:00:30.000Z',
      '2026-11-22T02:01:00.000Z',
      '2026-11-22T02:02:00.000Z',
    ]);
  });

  it('take the next size where one more than 336 would be needed', () => {
    const hours = { from: NIGHT, to: '2026-11-22T07:36:00.000Z' };
    const shifted = { from: '2026-11-22T02:00:30.000Z', to: '2026-11-22T07:36:30.000Z' };
    expect([hours, shifted].map((window) => lay(buildEvidence(), window).bucketMs)).toEqual([
      60_000, 120_000,
    ]);
  });

  it('are 336 at most and cover the whole window, for any window', () => {
    const start = fc.integer({
      min: toMs('2020-01-01T00:00:00.000Z'),
      max: toMs('2030-01-01T00:00:00.000Z'),
    });
    const length = fc.oneof(fc.integer({ min: 1, max: 86_400_000 }), fc.integer({ min: 1, max: 4e11 }));
    fc.assert(
      fc.property(start, length, (from, span) => {
        const window = { from: toIso(from), to: toIso(from + span) };
        const { buckets, bucketMs } = lay(buildEvidence(), window);
        const last = toMs(buckets.at(-1) ?? '');
        expect(buckets.length).toBeLessThanOrEqual(MAX_BUCKETS);
        expect(buckets[0]).toBe(window.from);
        expect(last < toMs(window.to) && last + bucketMs >= toMs(window.to)).toBe(true);
        expect([...buckets].sort()).toEqual(buckets);
      }),
    );
  });
});

describe('the lanes', () => {
  it('hold pushes by when they entered and outcomes by when they ended', () => {
    const rows = [
      ...operationRows({ item: 'a://1', at: '2026-11-22T02:00:58.000Z' }),
      ...operationRows({ item: 'a://2', at: '2026-11-22T02:01:00.000Z', operation: 'DELETE' }),
      ...operationRows({
        item: 'a://3',
        at: '2026-11-22T02:02:00.000Z',
        end: { task: 'MAPPING', result: 'REJECTED' },
      }),
    ];
    const window = { from: NIGHT, to: '2026-11-22T02:04:00.000Z' };
    expect(lay(buildEvidence({ rows }), window)).toEqual({
      bucketMs: 60_000,
      buckets: [0, 1, 2, 3].map((minute) => `2026-11-22T02:0${minute}:00.000Z`),
      incompleteFrom: null,
      lanes: {
        activities: [],
        pushes: { ADD: [1, 0, 1, 0], DELETE: [0, 1, 0, 0] },
        outcomes: { indexed: [0, 1, 0, 0], deleted: [0, 1, 0, 0], rejected: [0, 0, 1, 0] },
      },
      marks: [],
    });
  });

  it('count a batch and a delete older than once each, though a batch leaves two rows', () => {
    const batch = (task: string, at: string) =>
      buildRow({ at, task, operation: 'BATCH_FILE', item: 'file-1' });
    const rows = [
      batch('STREAMING_BATCH', NIGHT),
      batch('CONSUMING_BATCH', '2026-11-22T02:00:01.000Z'),
      buildRow({ at: '2026-11-22T02:00:02.000Z', operation: 'DELETE_OLDER_THAN' }),
    ];
    const window = { from: NIGHT, to: '2026-11-22T02:01:00.000Z' };
    expect(lay(buildEvidence({ rows }), window).lanes).toEqual({
      activities: [],
      pushes: { BATCH_FILE: [1], DELETE_OLDER_THAN: [1] },
      outcomes: {},
    });
  });

  it('keep operations under names that nobody has told us about, be they what they may', () => {
    const rows = operationRows({ item: 'a://1', at: NIGHT, operation: '__proto__' });
    const { pushes } = lay(buildEvidence({ rows }), { from: NIGHT, to: '2026-11-22T02:01:00.000Z' }).lanes;
    expect(Object.entries(pushes)).toEqual([['__proto__', [1]]]);
  });

  it('add up to the ledger of the same window, for any window', () => {
    const ends = [
      undefined,
      null,
      { task: 'MAPPING', result: 'REJECTED' },
      { task: 'INDEXING', result: 'SKIPPED' },
    ];
    const rows = runRows(NIGHT, 200, (index) => ends[index % ends.length]);
    const evidence = buildEvidence({ rows });
    const pipeline = readPipeline(evidence);
    const sum = (lane: Readonly<Record<string, readonly number[]>>) =>
      Object.values(lane)
        .flat()
        .reduce((a, b) => a + b, 0);
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 260 }), fc.integer({ min: 1, max: 400 }), (from, seconds) => {
        const start = toMs(NIGHT) + from * 1000;
        const window = { from: toIso(start), to: toIso(start + seconds * 1000) };
        const { lanes } = buildTimeline(evidence, pipeline, window);
        const { pushed, items: _, ...outcomes } = countOutcomes(pipeline.operations, window, null);
        expect(sum(lanes.pushes)).toBe(pushed);
        expect(
          Object.fromEntries(Object.entries(lanes.outcomes).map(([name, n]) => [name, sum({ n })])),
        ).toEqual(Object.fromEntries(Object.entries(outcomes).filter(([, n]) => n > 0)));
      }),
    );
  });
});

describe('the activities', () => {
  const spans = (...activities: Activity[]) => lay(buildEvidence({ activities }), HOUR).lanes.activities;

  it('are spans that touch the window', () => {
    const before = activity({ startedAt: '2026-11-22T01:00:00.000Z', endedAt: '2026-11-22T01:30:00.000Z' });
    const after = activity({ startedAt: HOUR.to, endedAt: null });
    expect(spans(activity(), before, after)).toEqual([SPAN]);
  });

  it('stay open while they run, however long ago they began', () => {
    const open = { state: 'EXECUTING', result: null, endedAt: null, startedAt: '2026-11-01T02:00:00.000Z' };
    expect(spans(activity(open))).toEqual([
      { ...SPAN, state: 'EXECUTING', result: null, start: '2026-11-01T02:00:00.000Z', end: null },
    ]);
  });

  it('that ended without saying when are not drawn as if they ran', () => {
    expect(spans(activity({ endedAt: null }))).toEqual([{ ...SPAN, end: SPAN.start }]);
  });

  it('without a beginning have no place', () => {
    expect(spans(activity({ startedAt: null }))).toEqual([]);
  });
});

describe('what is not in yet', () => {
  it('is marked from the source’s own measured latency back', () => {
    const window = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T12:00:00.000Z' };
    const evidence = buildEvidence({ rows: runRows(NIGHT, 5) });
    expect(lay(evidence, window).incompleteFrom).toBe('2026-11-22T11:59:57.000Z');
  });

  it('is marked from the settling time back where no latency was measured', () => {
    const window = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T12:00:00.000Z' };
    expect(lay(buildEvidence(), window).incompleteFrom).toBe('2026-11-22T11:30:00.000Z');
  });

  it('is nothing in a window that ended before, and all of one that began since', () => {
    expect(lay(buildEvidence(), HOUR).incompleteFrom).toBeNull();
    const late = { from: '2026-11-22T11:50:00.000Z', to: '2026-11-22T12:00:00.000Z' };
    expect(lay(buildEvidence(), late).incompleteFrom).toBe(late.from);
  });
});

describe('the marks', () => {
  it('are deletes older than and what people changed, oldest first, inside of the window', () => {
    const request = (at: string) =>
      buildRow({ at, operation: 'DELETE_OLDER_THAN', meta: { orderingId: '1795312800000' } });
    const rows = [request('2026-11-22T02:20:00.000Z'), request('2026-11-22T05:00:00.000Z')];
    const change = activity({
      operation: 'CONFIG_CHANGE',
      by: { type: 'USER', name: 'Ada' },
      startedAt: '2026-11-22T02:10:00.000Z',
    });
    const machine = activity({ operation: 'CONFIG_CHANGE', startedAt: '2026-11-22T02:11:00.000Z' });
    const refresh = activity({ by: { type: 'USER', name: 'Ada' } });
    const { marks } = lay(buildEvidence({ rows, activities: [refresh, change, machine] }), HOUR);
    expect(marks).toEqual([
      { at: '2026-11-22T02:10:00.000Z', kind: 'change', label: 'CONFIG_CHANGE by Ada' },
      {
        at: '2026-11-22T02:20:00.000Z',
        kind: 'delete-older-than',
        label: 'Delete older than 1795312800000, COMPLETED',
      },
    ]);
    expect(marks.every(({ at }) => isWithin(at, HOUR))).toBe(true);
  });

  it('say no orderingId where the row shows none', () => {
    const rows = [buildRow({ at: NIGHT, operation: 'DELETE_OLDER_THAN', result: 'ERROR' })];
    expect(lay(buildEvidence({ rows }), HOUR).marks).toEqual([
      { at: NIGHT, kind: 'delete-older-than', label: 'Delete older than, ERROR' },
    ]);
  });
});

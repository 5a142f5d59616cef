import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nights } from '@/lib/evidence/evidence-builder';
import type { Span } from '@/lib/evidence/run';
import { DAY_MS, HOUR_MS, MINUTE_MS, toIso, toMs } from '@/lib/evidence/time';
import { planBuckets } from './plan-buckets';

const WINDOW = { from: '2026-11-08T16:00:00.000Z', to: '2026-11-22T16:00:00.000Z' };

function span(start: string, minutes: number): Span {
  return { start, end: toIso(toMs(start) + minutes * MINUTE_MS), batches: 1, failedBatches: new Set() };
}

const NIGHTLY = nights(14).map((night) => span(night, 40));

describe('the stretches that rows are counted in', () => {
  it('hold one run each, and the silence after it as far as there are calls', () => {
    const windows = planBuckets(WINDOW, NIGHTLY, 28);
    expect(windows.length).toBe(28);
    expect(windows.slice(-3)).toEqual([
      { from: '2026-11-21T04:00:00.000Z', to: '2026-11-22T02:00:00.000Z' },
      { from: '2026-11-22T02:00:00.000Z', to: '2026-11-22T04:00:00.000Z' },
      { from: '2026-11-22T04:00:00.000Z', to: '2026-11-22T16:00:00.000Z' },
    ]);
  });

  it('hold the newest runs where there are too many, the time before in what is left', () => {
    const hourly = Array.from({ length: 84 }, (_, at) =>
      span(toIso(toMs('2026-11-08T17:00:00.000Z') + at * 4 * HOUR_MS), 30),
    );
    const windows = planBuckets(WINDOW, hourly, 28);
    expect(windows.length).toBe(28);
    const runsIn = windows.map(
      ({ from, to }) => hourly.filter(({ start }) => start >= from && start < to).length,
    );
    expect(runsIn.slice(-22).filter((runs) => runs > 1)).toEqual([]);
  });

  it('are of half a day in the newest days first where nothing is known of runs, also where there are few', () => {
    for (const most of [8, 20, 28]) {
      expect(planBuckets(WINDOW, [], most).slice(-2)).toEqual([
        { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T12:00:00.000Z' },
        { from: '2026-11-22T12:00:00.000Z', to: '2026-11-22T16:00:00.000Z' },
      ]);
    }
    expect(planBuckets(WINDOW, [], 28)[0]).toEqual({
      from: '2026-11-08T16:00:00.000Z',
      to: '2026-11-09T12:00:00.000Z',
    });
  });

  it('are of half a day where nothing is known of runs', () => {
    const windows = planBuckets(WINDOW, [], 28);
    const hours = windows.map(({ from, to }) => (toMs(to) - toMs(from)) / HOUR_MS);
    expect([windows.length, Math.max(...hours) <= 24]).toEqual([28, true]);
  });

  it('stay where they are while the window moves on, until something else is seen in it', () => {
    const inner = (minutes: number, spans: readonly Span[]) =>
      planBuckets(
        {
          from: toIso(toMs(WINDOW.from) + minutes * MINUTE_MS),
          to: toIso(toMs(WINDOW.to) + minutes * MINUTE_MS),
        },
        spans,
        28,
      )
        .slice(1)
        .map(({ from }) => from);
    // Four runs a day of one week; the newest ends an hour and a half before the window does.
    const runs = Array.from({ length: 26 }, (_, at) =>
      span(toIso(toMs('2026-11-16T08:00:00.000Z') + at * 6 * HOUR_MS), 30),
    );
    const silence = '2026-11-22T16:00:00.000Z';
    for (const minutes of [1, 61, 119]) {
      expect(inner(minutes, runs)).toEqual([...inner(0, runs), silence]);
    }
  });

  it('are none where there are too few calls to cover the window', () => {
    expect(planBuckets(WINDOW, NIGHTLY, 1)).toEqual([]);
  });

  it('cover the window without holes, in whole hours, seven days at most and as many as may be', () => {
    const any = fc.record({
      to: fc.integer({ min: 0, max: 59 }),
      most: fc.integer({ min: 3, max: 40 }),
      starts: fc.array(fc.integer({ min: 0, max: 14 * 24 * 60 }), { maxLength: 60 }),
      minutes: fc.integer({ min: 0, max: 600 }),
    });
    fc.assert(
      fc.property(any, ({ to, most, starts, minutes }) => {
        const window = {
          from: toIso(toMs(WINDOW.from) + to * MINUTE_MS),
          to: toIso(toMs(WINDOW.to) + to * MINUTE_MS),
        };
        const spans = starts
          .sort((a, b) => a - b)
          .map((at) => span(toIso(toMs(window.from) + at * MINUTE_MS), minutes));
        const windows = planBuckets(window, spans, most);
        expect(windows.length).toBeLessThanOrEqual(most);
        expect([windows[0]?.from, windows.at(-1)?.to]).toEqual([window.from, window.to]);
        for (const [at, { from, to: end }] of windows.entries()) {
          expect(toMs(end)).toBeGreaterThan(toMs(from));
          expect(toMs(end) - toMs(from)).toBeLessThanOrEqual(7 * DAY_MS);
          if (at > 0) expect([windows[at - 1]?.to, toMs(from) % HOUR_MS]).toEqual([from, 0]);
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowCounts } from '@/lib/evidence/counts';
import { toMs } from '@/lib/evidence/time';
import { SCAN_BUDGET } from './budget';
import { planScan, segments } from './plan';

const WINDOW = { from: '2026-11-08T16:00:00.000Z', to: '2026-11-22T16:00:00.000Z' };

/** Both weeks alike: so many rows each, of which so many failed, and so many of batches. */
function counted(rows: number, failures: number, batches: number) {
  const counts: RowCounts = {
    operations: { UPDATE: rows - batches, BATCH_FILE: batches },
    results: { COMPLETED: rows - failures, REJECTED: failures },
    tasks: {},
    sources: {},
  };
  return segments(WINDOW).map((window) => ({ window, counts }));
}

const plan = (rows: number, failures = 0, batches = 0, rowsPerPage = 1_000) =>
  planScan({
    window: WINDOW,
    segments: counted(rows, failures, batches),
    budget: SCAN_BUDGET,
    callsMade: 2,
    rowsPerPage,
  });

describe('the plan of a scan', () => {
  it('reads every row of a small source, in whole days, newest first', () => {
    const { plan: made, slices } = plan(10_000);
    expect(made).toEqual({
      mode: 'whole',
      why: 'Coveo counts 20,000 rows: every one is read.',
      steps: [{ reads: 'rows', calls: 35, rows: 20_000 }],
      calls: 35,
      rows: 20_000,
      rowsPerPage: 1_000,
    });
    expect([slices.length, slices[0], slices.at(-1)]).toEqual([
      15,
      { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T16:00:00.000Z' },
      { from: '2026-11-08T16:00:00.000Z', to: '2026-11-09T00:00:00.000Z' },
    ]);
  });

  it('counts a source of a million rows a week, and reads what went wrong: 5,000 rows a week', () => {
    expect(plan(1_000_000, 5_000, 700).plan).toEqual({
      mode: 'counted',
      why: 'Coveo counts 2,000,000 rows, too many to read every one: those not COMPLETED and those of batches are read one by one, the others counted.',
      steps: [
        { reads: 'failures', calls: 10, rows: 10_000 },
        { reads: 'batches', calls: 2, rows: 1_400 },
        { reads: 'buckets', calls: 28, rows: 0 },
        { reads: 'stages', calls: 4, rows: 0 },
        { reads: 'histories', calls: 8, rows: 0 },
        { reads: 'sample', calls: 6, rows: 1_000 },
      ],
      calls: 58,
      rows: 12_400,
      rowsPerPage: 1_000,
    });
  });

  it('costs no more where it is a hundred times as much that went well', () => {
    expect(plan(100_000_000, 5_000, 700).plan.steps).toEqual(plan(1_000_000, 5_000, 700).plan.steps);
  });

  it('reads some of the failures where there are too many, and still counts fourteen stretches', () => {
    const { steps, calls } = plan(1_000_000, 400_000, 700).plan;
    expect(steps.slice(0, 3)).toEqual([
      { reads: 'failures', calls: 29, rows: 29_000 },
      { reads: 'batches', calls: 2, rows: 1_400 },
      { reads: 'buckets', calls: 14, rows: 0 },
    ]);
    expect(calls).toBe(58);
  });

  it('is another one where the server gives fewer rows at once', () => {
    expect([plan(10_000).plan.mode, plan(10_000, 0, 0, 100).plan.mode]).toEqual(['whole', 'counted']);
  });

  it('asks for every row, newest first, where Coveo does not count', () => {
    const { plan: made, slices } = planScan({
      window: WINDOW,
      segments: null,
      budget: SCAN_BUDGET,
      callsMade: 2,
      rowsPerPage: 1_000,
    });
    expect([made.mode, made.why, slices.length]).toEqual([
      'whole',
      'Coveo’s counts could not be read: every row is asked for, newest first.',
      29,
    ]);
  });

  it('never takes more calls than there are left, whatever there is', () => {
    const size = fc.integer({ min: 0, max: 3_000_000 });
    fc.assert(
      fc.property(
        size,
        size,
        size,
        fc.integer({ min: 2, max: 200 }),
        fc.constantFrom(1_000, 100, 10),
        (rows, failures, batches, calls, rowsPerPage) => {
          const { plan: made } = planScan({
            window: WINDOW,
            segments: counted(rows, Math.min(rows, failures), Math.min(rows, batches)),
            budget: { ...SCAN_BUDGET, calls },
            callsMade: 2,
            rowsPerPage,
          });
          expect(made.calls).toBeLessThanOrEqual(calls - 2);
          expect(made.steps.every((step) => step.calls >= 0 && Number.isInteger(step.calls))).toBe(true);
        },
      ),
    );
  });
});

it('segments are of seven days at most and cover the window', () => {
  const parts = segments({ ...WINDOW, to: '2026-11-22T16:30:00.000Z' });
  expect(parts.map(({ from, to }) => (toMs(to) - toMs(from)) / 86_400_000)).toEqual([7, 7, 0.5 / 24]);
});

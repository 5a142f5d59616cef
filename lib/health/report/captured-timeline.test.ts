import { describe, expect, it } from 'vitest';
import { exampleHealth } from '@/components/example-health';
import { buildActivity } from '@/lib/evidence/activity-under-test';
import { DAY_MS } from '@/lib/evidence/time';
import type { Health } from '@/lib/health/health';
import { isToldByDay, withOlderTime } from './captured-timeline';
import { buildDay } from './source-day-under-test';

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 10, day, hour)).toISOString();

/** Shown from 1 to 5 November; the logs begin on the 3rd at 14:00, and it is the 5th, 12:00. */
function healthByDay(over: Partial<Health> = {}): Health {
  const example = exampleHealth();
  const window = { from: at(1), to: at(5, 12) };
  const judged = { from: at(3, 14), to: at(5, 12) };
  return {
    ...example,
    window,
    judged,
    timeline: {
      ...example.timeline,
      bucketMs: DAY_MS,
      buckets: [1, 2, 3, 4, 5].map((day) => at(day)),
      lanes: {
        activities: [],
        pushes: { ADD: [0, 0, 30, 70, 50], BATCH_FILE: [0, 0, 1, 2, 1] },
        outcomes: { indexed: [0, 0, 30, 70, 49], rejected: [0, 0, 0, 0, 1] },
      },
      marks: [],
    },
    coverage: {
      ...example.coverage,
      reads: [
        { call: 'logs.list', from: at(1), to: at(3, 14), state: 'skipped', rows: 0 },
        { call: 'logs.list', ...judged, state: 'read', rows: 300 },
      ],
    },
    ...over,
  };
}

const CHANGE = buildActivity({
  id: 'a2',
  operation: 'CONFIG_CHANGE',
  startedAt: at(2, 9),
  endedAt: at(2, 10),
  by: { type: 'USER', name: 'jo@example.com' },
  resourceId: 'source',
  resourceType: 'SOURCE',
});
const NOTHING = { days: [], activities: [], reads: [], notRead: null };

describe('a timeline that reaches before the live logs', () => {
  it('counts each day from what saw more of it, never from both, and says which', () => {
    const health = healthByDay();
    const read = { call: 'activities.list', from: at(1), to: at(3, 14), state: 'read' as const, rows: 1 };
    const older = {
      days: [buildDay('2026-11-01'), buildDay('2026-11-03'), buildDay('2026-11-04')],
      activities: [CHANGE],
      reads: [read],
      notRead: null,
    };
    expect(withOlderTime(health, older)).toEqual({
      ...health,
      timeline: {
        ...health.timeline,
        lanes: {
          activities: [
            {
              id: 'a2',
              operation: 'CONFIG_CHANGE',
              state: 'EXECUTED',
              result: 'SUCCESS',
              start: at(2, 9),
              end: at(2, 10),
              by: 'jo@example.com',
            },
          ],
          pushes: { ADD: [90, 0, 90, 70, 50], DELETE: [10, 0, 10, 0, 0], BATCH_FILE: [2, 0, 2, 2, 1] },
          outcomes: {
            indexed: [80, 0, 80, 70, 49],
            deleted: [10, 0, 10, 0, 0],
            rejected: [6, 0, 6, 0, 1],
            errored: [3, 0, 3, 0, 0],
            unfinished: [1, 0, 1, 0, 0],
          },
        },
        marks: [{ at: at(2, 9), kind: 'change', label: 'CONFIG_CHANGE by jo@example.com' }],
        captured: {
          stretches: [
            { from: at(1), to: at(2) },
            { from: at(3), to: at(4) },
          ],
          unobserved: [{ from: at(2), to: at(3) }],
        },
      },
      coverage: { ...health.coverage, reads: [...health.coverage.reads, read] },
    });
  });

  it('observed only what was observed of a captured day', () => {
    const day = buildDay('2026-11-02', { observed: [{ from: at(2, 6), to: at(2, 18) }] });
    expect(withOlderTime(healthByDay(), { ...NOTHING, days: [day] }).timeline.captured).toEqual({
      stretches: [{ from: at(2), to: at(3) }],
      unobserved: [
        { from: at(1), to: at(2, 6) },
        { from: at(2, 18), to: at(3, 14) },
      ],
    });
  });

  it('does not take rows for all rows where only those that failed were read', () => {
    const reads = [
      {
        call: 'logs.list',
        from: at(3, 14),
        to: at(5, 12),
        state: 'read' as const,
        rows: 3,
        of: 'rows not COMPLETED' as const,
      },
      { call: 'logs.list', from: at(4), to: at(5, 12), state: 'read' as const, rows: 300 },
    ];
    const health = healthByDay();
    const partly = { ...health, coverage: { ...health.coverage, reads } };
    expect(withOlderTime(partly, NOTHING).timeline.captured?.unobserved).toEqual([
      { from: at(1), to: at(4) },
    ]);
  });

  it('takes live time for observed where its rows were counted, and only then', () => {
    const health = { ...healthByDay(), about: 'About.' };
    const gaps = (notCounted: Health['notCounted']) => {
      const reads = health.coverage.reads.map((read) => ({ ...read, of: 'rows not COMPLETED' as const }));
      const counted = { ...health, notCounted, coverage: { ...health.coverage, reads } };
      return withOlderTime(counted, NOTHING).timeline.captured?.unobserved;
    };
    expect([gaps(['unfinished']), gaps(['pushed', 'indexed', 'deleted', 'unfinished'])]).toEqual([
      [{ from: at(1), to: at(3, 14) }],
      [{ from: at(1), to: at(5, 12) }],
    ]);
  });

  it('says why what was captured could not be read', () => {
    expect(
      withOlderTime(healthByDay(), { ...NOTHING, notRead: 'The store failed.' }).timeline.captured,
    ).toEqual({
      stretches: [],
      unobserved: [{ from: at(1), to: at(3, 14) }],
      notRead: 'The store failed.',
    });
  });
});

it('is told by day only where the window begins a day and more before the logs, or lies before them', () => {
  const readable = { from: at(3, 14), to: at(17, 14) };
  expect([
    isToldByDay({ from: at(3, 13), to: at(17, 14) }, readable),
    isToldByDay({ from: at(2, 14), to: at(17, 14) }, readable),
    isToldByDay({ from: at(3, 1), to: at(3, 4) }, readable),
    isToldByDay({ from: at(4), to: at(5) }, readable),
  ]).toEqual([false, true, true, false]);
});

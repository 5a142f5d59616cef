import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeDays, type ObservedDay, observedDayJson, readObservedDay, summariseDay } from './source-hours';

const NOTHING: ObservedDay = { hours: [], runs: [] };

/** An hour as a look at some time of the 20th observed it. */
const hour = (number: number, pushed: number, over: Partial<ObservedDay['hours'][number]> = {}) => ({
  hour: number,
  at: '2026-11-20T23:00:00.000Z',
  whole: true,
  leaving: false,
  pushes: { ADD: pushed },
  batches: {},
  outcomes: { indexed: pushed },
  ...over,
});

const run = (
  start: string,
  end: string,
  pushed: number,
  over: Partial<ObservedDay['runs'][number]> = {},
) => ({
  at: '2026-11-20T23:00:00.000Z',
  whole: true,
  leaving: false,
  start: `2026-11-20T${start}:00.000Z`,
  end: `2026-11-20T${end}:00.000Z`,
  pushed,
  indexed: pushed,
  failed: 0,
  ...over,
});

const seen = {
  at: fc.integer({ min: 0, max: 5 }).map((n) => `2026-11-2${n}T12:00:00.000Z`),
  whole: fc.boolean(),
  leaving: fc.boolean(),
};
const counts = fc.dictionary(fc.constantFrom('ADD', 'UPDATE', 'DELETE'), fc.nat({ max: 5 }), {
  noNullPrototype: true,
});
const anyDay: fc.Arbitrary<ObservedDay> = fc
  .record({
    hours: fc.uniqueArray(
      fc.record({ ...seen, hour: fc.nat({ max: 23 }), pushes: counts, batches: counts, outcomes: counts }),
      { selector: (one) => one.hour, maxLength: 24 },
    ),
    runs: fc.uniqueArray(
      fc.record({
        ...seen,
        start: fc.nat({ max: 9 }).map((n) => `2026-11-20T0${n}:00:00.000Z`),
        end: fc.nat({ max: 9 }).map((n) => `2026-11-20T1${n}:00:00.000Z`),
        pushed: fc.nat({ max: 5 }),
        indexed: fc.nat({ max: 5 }),
        failed: fc.nat({ max: 5 }),
      }),
      { selector: (one) => one.start, maxLength: 5 },
    ),
  })
  .map((day) => mergeDays(day, NOTHING));

describe('two observations of a day', () => {
  it('know the same together in either order, in any grouping, and twice as once', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
        expect(mergeDays(a, b)).toEqual(mergeDays(b, a));
        expect(mergeDays(mergeDays(a, b), c)).toEqual(mergeDays(a, mergeDays(b, c)));
        expect(mergeDays(mergeDays(a, b), b)).toEqual(mergeDays(a, b));
        expect(mergeDays(a, a)).toEqual(a);
      }),
    );
  });

  it('lose no hour and no run that one of them observed, and invent none', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const both = mergeDays(a, b);
        const hours = new Set([...a.hours, ...b.hours].map((one) => one.hour));
        expect(both.hours.map((one) => one.hour)).toEqual([...hours].sort((x, y) => x - y));
        for (const one of both.hours) expect([...a.hours, ...b.hours]).toContainEqual(one);
        const runs = new Set([...a.runs, ...b.runs].map(({ start }) => start));
        expect(both.runs.map(({ start }) => start)).toEqual([...runs].sort());
        for (const one of both.runs) expect([...a.runs, ...b.runs]).toContainEqual(one);
      }),
    );
  });

  it('are kept as JSON and read again as they were', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(readObservedDay(JSON.parse(JSON.stringify(observedDayJson(day))))).toEqual(day);
      }),
    );
    expect([readObservedDay(null), readObservedDay({ hours: 'many' })]).toEqual([NOTHING, NOTHING]);
  });
});

describe('of one hour that two looks observed counts', () => {
  const later = { at: '2026-11-21T23:00:00.000Z' };
  it.each([
    ['the later look', hour(3, 5, later), hour(3, 4)],
    ['the look that read all rows, before the later one', hour(3, 5), hour(3, 4, { ...later, whole: false })],
    [
      'the look before the rows were leaving Coveo’s logs, before everything else',
      hour(3, 5, { whole: false }),
      hour(3, 0, { ...later, leaving: true }),
    ],
    [
      'the earlier look, where the rows were leaving for both',
      hour(3, 5, { leaving: true }),
      hour(3, 4, { ...later, leaving: true }),
    ],
  ])('%s', (_, counted, other) => {
    expect(mergeDays({ hours: [other], runs: [] }, { hours: [counted], runs: [] }).hours).toEqual([counted]);
  });
});

describe('a day as it is shown', () => {
  it('adds up its hours, joins those that follow one another, and leaves the others out', () => {
    const day = {
      hours: [
        hour(0, 1),
        hour(1, 2, { pushes: { ADD: 1, UPDATE: 1 }, batches: { BATCH_FILE: 1 }, outcomes: { rejected: 2 } }),
        hour(23, 0, { pushes: {}, outcomes: {} }),
      ],
      runs: [run('00:05', '01:10', 3)],
    };
    expect(summariseDay('2026-11-20', day)).toEqual({
      day: '2026-11-20',
      observed: [
        { from: '2026-11-20T00:00:00.000Z', to: '2026-11-20T02:00:00.000Z' },
        { from: '2026-11-20T23:00:00.000Z', to: '2026-11-21T00:00:00.000Z' },
      ],
      pushes: { ADD: 2, UPDATE: 1 },
      batches: { BATCH_FILE: 1 },
      outcomes: { indexed: 1, rejected: 2 },
      runs: [
        {
          start: '2026-11-20T00:05:00.000Z',
          end: '2026-11-20T01:10:00.000Z',
          pushed: 3,
          indexed: 3,
          failed: 0,
        },
      ],
    });
  });

  it('counts the pushes of runs that overlap once, by the better observation', () => {
    const runs = [
      run('02:00', '03:00', 5),
      run('02:01', '03:00', 4, { at: '2026-11-21T23:00:00.000Z' }),
      run('05:00', '05:30', 1),
    ];
    expect(
      summariseDay('2026-11-20', { hours: [], runs }).runs.map(({ start, pushed }) => [start, pushed]),
    ).toEqual([
      ['2026-11-20T02:01:00.000Z', 4],
      ['2026-11-20T05:00:00.000Z', 1],
    ]);
  });
});

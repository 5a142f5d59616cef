import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coverage, Read } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import {
  buildEvidence,
  buildRow,
  missingPart,
  NOW,
  nights,
  operationRows,
  runRows,
} from '@/lib/evidence/evidence-builder';
import { readPipeline } from '@/lib/evidence/pipeline';
import { DAY_MS, HOUR_MS, toIso, toMs } from '@/lib/evidence/time';
import { captureDays } from './capture-days';
import type { SourceDay } from './source-day';
import { mergeDays, summariseDay } from './source-hours';

const read = (from: string, to: string, over: Partial<Read> = {}): Read => ({
  call: 'logs.list',
  from: `2026-11-${from}:00.000Z`,
  to: `2026-11-${to}:00.000Z`,
  state: 'read',
  rows: 0,
  ...over,
});

const WHOLE = [read('08T12:00', '22T12:00')];

const observe = (
  given: Parameters<typeof buildEvidence>[0],
  reads: readonly Read[] = WHOLE,
  coverage: Partial<Coverage> = {},
) => {
  const built = buildEvidence(given);
  const evidence: Evidence = { ...built, coverage: { ...built.coverage, reads, ...coverage } };
  return captureDays(evidence, readPipeline(evidence), evidence.now);
};

type Shown = Pick<SourceDay, 'day' | 'observed' | 'pushes' | 'batches' | 'outcomes' | 'runs'>;

const shown = (...args: Parameters<typeof observe>): Shown[] =>
  observe(...args).map(({ day, observed }) => summariseDay(day, observed));

/** The observed stretches of all days, as `20T00–20T24`. */
const stretches = (days: readonly Shown[]) =>
  days.flatMap(({ observed }) => observed.map(({ from, to }) => `${from.slice(8, 16)}–${to.slice(8, 16)}`));

describe('what is captured of a source that was read whole', () => {
  it('is each whole hour that has settled, from half an hour after the beginning on', () => {
    const days = shown({ rows: [] });
    expect(stretches(days)).toEqual([
      '08T13:00–09T00:00',
      ...Array.from({ length: 12 }, (_, n) => {
        const day = (n + 9).toString().padStart(2, '0');
        return `${day}T00:00–${(n + 10).toString().padStart(2, '0')}T00:00`;
      }),
      '21T00:00–22T00:00',
      '22T00:00–22T11:00',
    ]);
    expect(days.map(({ pushes, outcomes, runs }) => [pushes, outcomes, runs])).toEqual(
      days.map(() => [{}, {}, []]),
    );
  });

  it('is what entered and ended by hour, batches apart, and the runs', () => {
    const at = '2026-11-20T02:00:00.000Z';
    const rejected = { task: 'PROCESSING', result: 'REJECTED' };
    const rows = [
      ...runRows(at, 4, (item) => (item === 3 ? rejected : item === 2 ? null : undefined)),
      ...operationRows({
        item: 'https://example.com/gone',
        at: '2026-11-20T02:10:00.000Z',
        operation: 'DELETE',
      }),
      buildRow({ at, operation: 'BATCH_FILE', task: 'STREAMING_BATCH', item: 'file' }),
      buildRow({ at, operation: 'BATCH_FILE', task: 'CONSUMING_BATCH', item: 'file' }),
    ];
    expect(shown({ rows }).filter(({ day }) => day === '2026-11-20')).toEqual([
      {
        day: '2026-11-20',
        observed: [{ from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' }],
        pushes: { ADD: 4, DELETE: 1 },
        batches: { BATCH_FILE: 1 },
        outcomes: { indexed: 2, rejected: 1, unfinished: 1, deleted: 1 },
        runs: [{ start: at, end: '2026-11-20T02:10:00.000Z', pushed: 5, indexed: 2, failed: 2 }],
      },
    ]);
  });

  it('is an operation’s entry on one day and its end on the next', () => {
    const rows = operationRows({ item: 'https://example.com/late', at: '2026-11-20T23:59:58.000Z' });
    const days = shown({ rows }).filter(({ day }) => ['2026-11-20', '2026-11-21'].includes(day));
    expect(days.map(({ day, pushes, outcomes, runs }) => [day, pushes, outcomes, runs.length])).toEqual([
      ['2026-11-20', { ADD: 1 }, {}, 1],
      ['2026-11-21', {}, { indexed: 1 }, 0],
    ]);
  });

  it('leaves out what is still settling: the newest hours, and a run that may go on', () => {
    const rows = [...runRows('2026-11-22T09:00:00.000Z', 2), ...runRows('2026-11-22T11:20:00.000Z', 2)];
    const [today] = shown({ rows }).slice(-1);
    expect([today?.observed.at(-1)?.to, today?.pushes, today?.runs.map(({ start }) => start)]).toEqual([
      '2026-11-22T11:00:00.000Z',
      { ADD: 2 },
      ['2026-11-22T09:00:00.000Z'],
    ]);
  });
});

describe('what was not read', () => {
  it('is not observed, and neither is what could belong to operations that entered in it', () => {
    const reads = [
      read('20T00:00', '22T12:00'),
      read('19T12:00', '20T00:00', { state: 'sampled', rows: 3 }),
      read('19T00:00', '19T12:00'),
      read('08T12:00', '19T00:00', { state: 'skipped' }),
    ];
    const gap = missingPart('The budget was used up.', 'logs.list', 0);
    const rows = [
      ...runRows('2026-11-19T02:00:00.000Z', 1),
      ...runRows('2026-11-19T23:59:58.000Z', 1),
      ...runRows('2026-11-20T02:00:00.000Z', 1, () => null),
    ];
    const days = shown({ rows, parts: { histories: gap } }, reads);
    expect(stretches(days)).toEqual([
      '19T01:00–19T12:00',
      '20T01:00–21T00:00',
      '21T00:00–22T00:00',
      '22T00:00–22T11:00',
    ]);
    expect(days.map(({ pushes, outcomes, runs }) => [pushes, outcomes, runs.length])).toEqual([
      [{ ADD: 1 }, { indexed: 1 }, 1],
      [{ ADD: 1 }, {}, 1],
      [{}, {}, 0],
      [{}, {}, 0],
    ]);
  });

  it('keeps a run out that may have begun or gone on in it', () => {
    const reads = [read('20T04:00', '20T12:00'), read('20T12:00', '22T12:00', { state: 'refused' })];
    const gap = missingPart('Coveo answered 500.', 'logs.list', 500);
    const rows = [
      ...runRows('2026-11-20T04:50:00.000Z', 1),
      ...runRows('2026-11-20T07:00:00.000Z', 1),
      ...runRows('2026-11-20T11:10:00.000Z', 1),
    ];
    const [day] = shown({ rows, parts: { histories: gap } }, reads);
    expect([day?.pushes, day?.runs.map(({ start }) => start)]).toEqual([
      { ADD: 2 },
      ['2026-11-20T07:00:00.000Z'],
    ]);
  });

  it('is not taken for read where only the failures or the batches of it were', () => {
    const only = [
      read('08T12:00', '22T12:00', { of: 'rows not COMPLETED' }),
      read('08T12:00', '22T12:00', { of: 'rows of batches' }),
    ];
    expect(shown({ rows: [] }, only)).toEqual([]);
    expect(stretches(shown({ rows: [] }, [...only, read('22T00:00', '22T12:00')]))).toEqual([
      '22T01:00–22T11:00',
    ]);
  });

  it.each([
    [
      'Coveo counts more rows than came',
      { parts: { histories: missingPart('90 rows of 100.', 'logs.list', 200) } },
      {},
    ],
    ['rows came without a date', {}, { rowsUnreadable: 1 }],
    ['no call for rows was made', {}, { reads: [] }],
  ])('is unknown, and so all of it, where %s', (_, given, coverage) => {
    expect(shown({ rows: [], ...given }, WHOLE, coverage)).toEqual([]);
  });
});

describe('looking again', () => {
  const rows = nights(14).flatMap((at, night) => runRows(at, 3 + night));
  const later = (days: number) => toIso(toMs(NOW) + days * DAY_MS);
  /** A look some days later: Coveo has dropped what is older than 14 days by then. */
  const look = (days: number, hours = 0) => {
    const now = toIso(toMs(later(days)) + hours * HOUR_MS);
    const from = toIso(toMs(now) - 14 * DAY_MS);
    const kept = rows.filter(({ at }) => at >= from && at < now);
    const window = { from, to: now };
    return observe({ now, window, rows: kept }, [{ call: 'logs.list', ...window, state: 'read', rows: 0 }]);
  };
  const together = (looks: readonly ReturnType<typeof look>[]) => {
    const days = new Map<string, ReturnType<typeof look>[number]['observed']>();
    for (const { day, observed } of looks.flat()) {
      const known = days.get(day);
      days.set(day, known ? mergeDays(known, observed) : observed);
    }
    return [...days]
      .map(([day, observed]) => summariseDay(day, observed))
      .sort((a, b) => (a.day < b.day ? -1 : 1));
  };

  it('doubles nothing, and the order of looks does not matter', () => {
    const looks = [look(0), look(0, 5), look(1, 3), look(6)];
    fc.assert(
      fc.property(fc.shuffledSubarray([...looks, ...looks], { minLength: 8 }), (order) => {
        expect(together(order)).toEqual(together(looks));
      }),
    );
  });

  it('keeps the days that Coveo has begun to drop', () => {
    const first = together([look(0)]);
    const both = together([look(0), look(3, -2), look(8)]);
    for (const { day, pushes, runs } of first.slice(0, -1)) {
      expect(both.find((one) => one.day === day)).toMatchObject({ pushes, runs });
    }
  });

  it('completes the day that was still settling', () => {
    const early = together([look(-1)]).at(-1);
    const late = together([look(-1), look(0)]).find(({ day }) => day === '2026-11-21');
    expect([early?.observed, late?.observed]).toEqual([
      [{ from: '2026-11-21T00:00:00.000Z', to: '2026-11-21T11:00:00.000Z' }],
      [{ from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' }],
    ]);
  });
});

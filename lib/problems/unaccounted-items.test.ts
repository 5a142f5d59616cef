import { describe, expect, it } from 'vitest';
import { COMPLETE } from '@/lib/evidence/coverage';
import type { Counted } from '@/lib/evidence/evidence';
import { buildEvidence, missingPart, nights, operationRows, runRows } from '@/lib/evidence/evidence-builder';
import { readPipeline } from '@/lib/evidence/pipeline';
import { detectProblems } from '@/lib/health/detect';
import { type Finding, NO_ITEMS } from './finding';
import { refsTo } from './finding-under-test';
import { CLEAR, lookLive } from './live-door-under-test';
import { unaccountedItems } from './unaccounted-items';

const HEALTHY = nights(3, 1).flatMap((at) => runRows(at, 10));
const LAST = '2026-11-22T02:00:00.000Z';
const vanished = (count: number, at = LAST) => runRows(at, 10, (index) => (index < count ? null : undefined));
const rowsOf = (rows: ReturnType<typeof vanished>, count: number) =>
  rows.filter(({ task, item }) => task === 'CONSUMING' && Number(item?.split('/').at(-1)) < count);
const LEFT = rowsOf(vanished(2), 2);

const FOUND: Finding = {
  problem: 'unaccounted-items',
  key: '',
  title: '2 items entered the pipeline and never finished',
  severity: 'error',
  impact: 'degraded',
  confidence: 'likely',
  confidenceReason:
    'Every counted row was read and none shows an end. That one was due is inferred from the other items of the source.',
  count: 2,
  unit: 'items',
  firstSeen: LAST,
  lastSeen: '2026-11-22T02:00:01.000Z',
  evidence: [...LEFT].reverse(),
  evidenceTotal: 2,
  rows: refsTo([...LEFT].reverse()),
  activities: [],
  items: { sample: ['https://example.com/0', 'https://example.com/1'], total: 2, lost: 2 },
  text: '2 operations, last seen at CONSUMING (2). 2 of 2 items not indexed since.',
  assumptions: [
    'An operation counts as unfinished 30 min after its last row: at least 30 min, and three times the slow end (p95) of what was measured.',
  ],
};

describe('items that entered and never finished', () => {
  it('are found, with the stage at which they were last seen', () => {
    expect(lookLive(unaccountedItems, { rows: [...HEALTHY, ...vanished(2)] })).toEqual({
      ...CLEAR,
      findings: [FOUND],
    });
  });

  it('are no loss where they were pushed again and indexed', () => {
    const rows = [...HEALTHY, ...vanished(2), ...runRows('2026-11-22T05:00:00.000Z', 2)];
    expect(lookLive(unaccountedItems, { rows }).findings).toEqual([
      {
        ...FOUND,
        severity: 'info',
        impact: null,
        items: { sample: ['https://example.com/1', 'https://example.com/0'], total: 2, lost: 0 },
        text: '2 operations, last seen at CONSUMING (2). All 2 items touched were indexed or deleted since.',
      },
    ]);
  });

  it('may only be late, and that is said', () => {
    const rows = [...HEALTHY, ...vanished(1, '2026-11-22T11:00:00.000Z')];
    expect(lookLive(unaccountedItems, { rows }).findings[0]?.text).toBe(
      '1 operation, last seen at CONSUMING (1). 1 of 1 item not indexed since. 1 of them may only be late: they are less than 2 h old.',
    );
  });

  it.each([
    ['every item finished', [...HEALTHY, ...vanished(0)]],
    ['they entered just now', [...HEALTHY, ...vanished(2, '2026-11-22T11:45:00.000Z')]],
    [
      'their verb never leaves a row at INDEXING',
      [...HEALTHY, ...operationRows({ item: 'a://1', at: LAST, operation: 'DELETE', end: null })],
    ],
    [
      'their first rows lie before the window',
      [...HEALTHY, ...vanished(0).filter(({ task }) => task !== 'CONSUMING')],
    ],
  ])('are none when %s', (_, rows) => {
    expect(lookLive(unaccountedItems, { rows })).toEqual(CLEAR);
  });

  it('are not checked where rows are out of sight', () => {
    const evidence = buildEvidence({ rows: [...HEALTHY, ...vanished(2)] });
    const check = (rowsCounted: number | null) => {
      const given = { ...evidence, coverage: { ...evidence.coverage, rowsCounted } };
      return detectProblems(given, readPipeline(given), [unaccountedItems]).notChecked[0]?.why;
    };
    expect([check(null), check(1_000)]).toEqual([
      'How many rows there are was not read, so a last row may only be out of sight.',
      'Coveo counts more rows than were read, so a last row may only be out of sight.',
    ]);
    const parts = { buckets: missingPart('Not all rows were read.', 'logs.list', 504) };
    expect(lookLive(unaccountedItems, { rows: vanished(2), parts }).notChecked).toMatchObject([
      { problem: 'unaccounted-items', why: 'Not all rows were read.' },
    ]);
  });
});

describe('where there are too many rows to read each', () => {
  const counts = (tasks: Record<string, number>) => ({ operations: {}, results: {}, tasks, sources: {} });
  const counted = (ended: number, lately = 0): Counted => ({
    buckets: [
      {
        from: '2026-11-08T12:00:00.000Z',
        to: '2026-11-22T11:00:00.000Z',
        counts: counts({ CONSUMING: 10_000 }),
      },
      {
        from: '2026-11-22T11:00:00.000Z',
        to: '2026-11-22T12:00:00.000Z',
        counts: counts({ CONSUMING: lately }),
      },
    ],
    stages: {
      entryTask: 'CONSUMING',
      all: { ADD: 20_000, UPDATE: 20_000, DELETE: 900 },
      entry: { ADD: 4_000, UPDATE: 6_000, DELETE_OLDER_THAN: 14 },
      end: { ADD: 4_000, UPDATE: ended - 4_000, DELETE: 900 },
    },
    lookedUp: [],
    timed: [],
  });
  const parts = { histories: missingPart('There are too many rows.', 'logs.list', 504), buckets: COMPLETE };
  /** Of these rows one failed where it entered, and two failed later. */
  const rows = [
    ...operationRows({ item: 'a://1', at: LAST, end: { task: 'CONSUMING', result: 'REJECTED' } }),
    ...['a://2', 'a://3'].flatMap((item) =>
      operationRows({ item, at: LAST, end: { task: 'MAPPING', result: 'ERROR' } }),
    ),
  ];
  const look = (given: Counted) => lookLive(unaccountedItems, { rows, parts, counted: given });

  it('what entered and did not finish is told in rows, and about', () => {
    expect(look(counted(9_800))).toEqual({
      ...CLEAR,
      findings: [
        {
          problem: 'unaccounted-items',
          key: '',
          title: 'About 197 rows more entered the pipeline than finished',
          severity: 'error',
          impact: 'degraded',
          confidence: 'likely',
          confidenceReason:
            'There are too many rows to read each: it is the difference of two of Coveo’s counts, and names no item.',
          count: 197,
          unit: 'rows',
          firstSeen: '2026-11-08T12:00:00.000Z',
          lastSeen: '2026-11-22T11:30:00.000Z',
          evidence: [],
          evidenceTotal: 0,
          rows: [],
          activities: [],
          items: NO_ITEMS,
          text: 'Coveo counts 9,999 rows of adds and updates that entered at CONSUMING, and 9,802 that reached INDEXING or failed on the way. About 197 are not accounted for, besides what entered so lately that it may still be on its way.',
          assumptions: ['Up to 50 rows or 0.5 % are taken as normal.'],
        } satisfies Finding,
      ],
    });
  });

  it('it is clear when no more entered than finished', () => {
    expect(look(counted(10_400))).toEqual(CLEAR);
  });

  it('it is not checked when all that did not finish may have entered lately: the newest stretch is counted as a whole', () => {
    expect(look(counted(9_800, 200)).notChecked.map(({ why }) => why)).toEqual([
      'Rows were counted, not read: 197 rows more entered than finished, and all of them may have entered so lately that they are still on their way.',
    ]);
  });

  it('it is not checked when the difference may be that of the edges', () => {
    expect(look(counted(9_950))).toEqual({
      ...CLEAR,
      notChecked: [
        {
          problem: 'unaccounted-items',
          title: unaccountedItems.words.title,
          why: 'Rows were counted, not read: about 47 rows more entered than finished, which may be the edges of what was counted.',
        },
      ],
    });
  });

  it('it is not checked without the counts', () => {
    const gaps = { ...parts, buckets: missingPart('Rows could not be counted.', 'logs.facetsStats', 504) };
    const { notChecked, findings } = lookLive(unaccountedItems, {
      rows,
      parts: gaps,
      counted: counted(9_800),
    });
    expect([findings, notChecked.map(({ why }) => why)]).toEqual([[], ['Rows could not be counted.']]);
  });
});

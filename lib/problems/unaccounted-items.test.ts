import { describe, expect, it } from 'vitest';
import { buildEvidence, missingPart, nights, operationRows, runRows } from '@/lib/evidence/evidence-builder';
import { readPipeline } from '@/lib/evidence/pipeline';
import { detectProblems } from '@/lib/health/detect';
import type { Finding } from './finding';
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
    const parts = { histories: missingPart('Not all rows were read.', 'logs.list', 504) };
    expect(lookLive(unaccountedItems, { rows: vanished(2), parts }).notChecked).toMatchObject([
      { problem: 'unaccounted-items', why: 'Not all rows were read.' },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Evidence } from '@/lib/evidence/evidence';
import { buildEvidence, buildRow, missingPart, operationRows } from '@/lib/evidence/evidence-builder';
import { readPipeline } from '@/lib/evidence/pipeline';
import { detectProblems } from '@/lib/health/detect';
import { MAX_GROUPS, shortHash } from './failed-row-group';
import { type Finding, NO_ITEMS } from './finding';
import { refsTo } from './finding-under-test';
import { rejectedUnexplained } from './rejected-unexplained';

const look = (evidence: Evidence) => {
  const { findings, notChecked } = detectProblems(evidence, readPipeline(evidence), [rejectedUnexplained]);
  return { findings, notChecked };
};

const NIGHT = '2026-11-22T02:00:00.000Z';
const META = { errorMessage: "Field 'price' is not a number." };
const rejected = (item: string, at = NIGHT, end = { task: 'MAPPING', result: 'REJECTED', meta: META }) =>
  operationRows({ item, at, end });
const ROW = buildRow({
  at: '2026-11-22T02:00:02.000Z',
  item: 'a://1',
  task: 'MAPPING',
  result: 'REJECTED',
  meta: META,
});

const FOUND: Finding = {
  problem: 'rejected-unexplained',
  key: shortHash('MAPPING|ADD or UPDATE|REJECTED|Field <value> is not a number.'),
  title: '1 row rejected at MAPPING: Field <value> is not a number',
  severity: 'error',
  impact: 'degraded',
  confidence: 'certain',
  confidenceReason: 'That these rows ended so is certain; why is not known.',
  count: 1,
  unit: 'rows',
  firstSeen: ROW.at,
  lastSeen: ROW.at,
  evidence: [ROW],
  evidenceTotal: 1,
  rows: refsTo([ROW]),
  activities: [],
  items: { sample: ['a://1'], total: 1, lost: 1 },
  text: "No rule knows this reason. The newest row says: “Field 'price' is not a number.” 1 of 1 item not indexed since.",
  assumptions: [],
};

describe('a rejection that no rule knows is found', () => {
  it('with its raw text', () => {
    expect(look(buildEvidence({ rows: rejected('a://1') }))).toEqual({ findings: [FOUND], notChecked: [] });
  });

  it('where meta is bare too', () => {
    const meta = { duration: '0.012' };
    const row = { ...ROW, meta };
    const rows = operationRows({
      item: 'a://1',
      at: NIGHT,
      end: { task: 'MAPPING', result: 'REJECTED', meta },
    });
    expect(look(buildEvidence({ rows })).findings).toEqual([
      {
        ...FOUND,
        key: shortHash('MAPPING|ADD or UPDATE|REJECTED|'),
        title: '1 row rejected at MAPPING: no reason in the log',
        evidence: [row],
        rows: refsTo([row]),
        text: 'The rows give no reason beyond their result. 1 of 1 item not indexed since.',
      },
    ]);
  });

  it('without impact where every item was indexed since', () => {
    const rows = [...rejected('a://1'), ...operationRows({ item: 'a://1', at: '2026-11-22T03:00:00.000Z' })];
    expect(look(buildEvidence({ rows })).findings).toEqual([
      {
        ...FOUND,
        severity: 'info',
        impact: null,
        items: { ...FOUND.items, lost: 0 },
        text: "No rule knows this reason. The newest row says: “Field 'price' is not a number.” The item touched was indexed or deleted since.",
      },
    ]);
  });

  it('as a warning that the item passed with', () => {
    const end = { task: 'MAPPING', result: 'WARNING', meta: META };
    expect(look(buildEvidence({ rows: rejected('a://1', NIGHT, end) })).findings).toEqual([
      {
        ...FOUND,
        key: shortHash('MAPPING|ADD or UPDATE|WARNING|Field <value> is not a number.'),
        title: '1 row passed with a warning at MAPPING: Field <value> is not a number',
        severity: 'info',
        impact: null,
        items: { ...FOUND.items, lost: 0 },
        evidence: [{ ...ROW, result: 'WARNING', guid: ROW.guid.replace('REJECTED', 'WARNING') }],
        rows: refsTo([{ ...ROW, result: 'WARNING', guid: ROW.guid.replace('REJECTED', 'WARNING') }]),
        text: "No rule knows this reason. The newest row says: “Field 'price' is not a number.” The items went on through the pipeline.",
      },
    ]);
  });

  it('where an operation ended skipped', () => {
    const end = { task: 'INDEXING', result: 'SKIPPED', meta: META };
    const row = { ...ROW, at: '2026-11-22T02:00:03.000Z', task: 'INDEXING', result: 'SKIPPED' };
    const { guid: _, ...given } = row;
    expect(look(buildEvidence({ rows: rejected('a://1', NIGHT, end) })).findings).toEqual([
      {
        ...FOUND,
        key: shortHash('INDEXING|ADD or UPDATE|SKIPPED|Field <value> is not a number.'),
        title: '1 row skipped at INDEXING: Field <value> is not a number',
        severity: 'info',
        impact: null,
        items: { ...FOUND.items, lost: 0 },
        firstSeen: row.at,
        lastSeen: row.at,
        evidence: [buildRow(given)],
        rows: refsTo([buildRow(given)]),
        text: "No rule knows this reason. The newest row says: “Field 'price' is not a number.” No later stage was seen for these operations.",
      },
    ]);
  });

  it.each([
    ['POSTPONED', 'with the result POSTPONED'],
    ['constructor', 'with the result constructor'],
    ['', 'without a result'],
  ])('with the unknown result %j, whose meaning is not made up', (result, verb) => {
    const row = buildRow({ at: NIGHT, operation: '', task: '', result, meta: null });
    expect(look(buildEvidence({ rows: [row] })).findings).toEqual([
      {
        ...FOUND,
        key: shortHash(`||${result}|`),
        title: `1 row ${verb} at an unnamed stage: no reason in the log`,
        severity: 'info',
        impact: null,
        firstSeen: NIGHT,
        lastSeen: NIGHT,
        evidence: [row],
        rows: refsTo([row]),
        items: NO_ITEMS,
        text: 'The rows give no reason beyond their result. Which items they touch is not in the log.',
      },
    ]);
  });

  it('once for each way of failing: what differs from row to row does not part them', () => {
    const failing = (item: string, at: string, errorMessage: string) =>
      rejected(item, at, { task: 'MAPPING', result: 'REJECTED', meta: { errorMessage } });
    const rows = [
      ...failing('a://1', '2026-11-22T02:00:00.000Z', "Field 'price' is not a number: 12 EUR"),
      ...failing('a://2', '2026-11-22T02:00:10.000Z', "Field 'size' is not a number: 7 cm EUR"),
      ...failing('a://3', '2026-11-22T02:00:20.000Z', "Field 'size' is not a number: 45 EUR"),
    ];
    expect(look(buildEvidence({ rows })).findings.map(({ key, count }) => ({ key, count }))).toEqual([
      { key: shortHash('MAPPING|ADD or UPDATE|REJECTED|Field <value> is not a number: <n> EUR'), count: 2 },
      {
        key: shortHash('MAPPING|ADD or UPDATE|REJECTED|Field <value> is not a number: <n> cm EUR'),
        count: 1,
      },
    ]);
  });

  it('in a bounded number of ways, and still with every row', () => {
    const reason = (index: number) => 'abcdefghijklmnopqrstuvwxyz'.slice(0, index + 1);
    const rows = Array.from({ length: 26 }, (_, index) =>
      rejected(`a://${index}`, NIGHT, {
        task: 'MAPPING',
        result: 'REJECTED',
        meta: { errorMessage: reason(index) },
      }),
    ).flat();
    const { findings } = look(buildEvidence({ rows }));
    expect(findings.length).toBe(MAX_GROUPS);
    expect(findings.reduce((sum, { evidenceTotal }) => sum + evidenceTotal, 0)).toBe(26);
    expect(findings.at(-1)?.title).toBe('7 other rows rejected at several stages: several texts');
  });
});

describe('a rejection that no rule knows is quiet', () => {
  it('when every row is COMPLETED, and when a stage was skipped on the way', () => {
    const rows = operationRows({ item: 'a://1', at: NIGHT, end: { task: 'MAPPING', result: 'SKIPPED' } });
    expect(look(buildEvidence({ rows }))).toEqual({ findings: [], notChecked: [] });
  });
});

describe('a rejection that no rule knows is not checked', () => {
  it('when the failed rows could not be read', () => {
    const failures = missingPart('Coveo answered 403 for the log rows.', 'logs.list', 403);
    expect(look(buildEvidence({ parts: { failures } }))).toEqual({
      findings: [],
      notChecked: [
        {
          problem: 'rejected-unexplained',
          title: 'Not completed, for a reason that no rule knows',
          why: 'Coveo answered 403 for the log rows.',
          call: 'logs.list',
          status: 403,
          requestId: 'req-1',
        },
      ],
    });
  });
});

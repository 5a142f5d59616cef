import { describe, expect, it } from 'vitest';
import type { Evidence } from '@/lib/evidence/evidence';
import { buildEvidence, buildRow, missingPart, nights, runRows } from '@/lib/evidence/evidence-builder';
import { isEntryTask, type LogRow } from '@/lib/evidence/log-row';
import { readPipeline } from '@/lib/evidence/pipeline';
import { detectProblems } from '@/lib/health/detect';
import type { Finding } from './finding';
import { refsTo } from './finding-under-test';
import { pushVolumeDrop } from './push-volume-drop';

const look = (evidence: Evidence) => {
  const { findings, notChecked } = detectProblems(evidence, readPipeline(evidence), [pushVolumeDrop]);
  return { findings, notChecked };
};

/** Nightly runs of so many items each, the last of them this night. */
const runsOf = (...items: number[]) =>
  nights(items.length).flatMap((at, index) => runRows(at, items[index] ?? 0));
const LAST = '2026-11-22T02:00:00.000Z';
const pushRows = (rows: readonly LogRow[]) =>
  rows.filter((row) => isEntryTask(row.task) && row.at >= LAST).sort((a, b) => (a.at < b.at ? 1 : -1));
const FOUND: Finding = {
  problem: 'push-volume-drop',
  key: '',
  title: 'Newest run pushed 6 of the usual 10 operations (60 %)',
  severity: 'warning',
  impact: 'degraded',
  confidence: 'likely',
  confidenceReason: 'The counts are exact; that the usual number was due again is an inference.',
  count: 4,
  unit: 'operations',
  firstSeen: LAST,
  lastSeen: '2026-11-22T02:00:05.000Z',
  evidence: pushRows(runsOf(10, 10, 10, 6)),
  evidenceTotal: 6,
  rows: refsTo(pushRows(runsOf(10, 10, 10, 6))),
  activities: [],
  measure: '4 fewer',
  items: {
    sample: ['6', '7', '8', '9'].map((n) => `https://example.com/${n}`),
    total: 4,
    lost: null,
    what: 'pushed in the run of Sat 21 Nov 02:00 UTC and not in the newest',
  },
  text: 'The run of Sun 22 Nov 02:00 UTC pushed less than 70 % of the usual 10: 6. No row of that run was rejected or in error: what is missing was not pushed, or was refused at the door, where no log records it.',
  assumptions: ['Usual is the median of 3 earlier whole runs; a drop is under 70 % of it.'],
};

describe('a drop of the pushed volume is found', () => {
  it('when the newest run has under 70 % of the median of three', () => {
    expect(look(buildEvidence({ rows: runsOf(10, 10, 10, 6) }))).toEqual({
      findings: [FOUND],
      notChecked: [],
    });
  });

  it('with every low run in a row, since the first of them', () => {
    expect(look(buildEvidence({ rows: runsOf(10, 10, 10, 10, 5, 6) })).findings).toEqual([
      {
        ...FOUND,
        firstSeen: '2026-11-21T02:00:00.000Z',
        items: { ...FOUND.items, what: 'pushed in the run of Fri 20 Nov 02:00 UTC and not in the newest' },
        text: FOUND.text
          .replace('The run of Sun 22 Nov 02:00 UTC', '2 runs in a row, from Sat 21 Nov 02:00 UTC on,')
          .replace(': 6.', ': 5, 6.'),
        assumptions: ['Usual is the median of 5 earlier whole runs; a drop is under 70 % of it.'],
      },
    ]);
  });

  it('and does not say that nothing was rejected where something was', () => {
    const rows = [
      ...runsOf(10, 10, 10, 0),
      ...runRows(LAST, 10, (index) => (index < 4 ? { task: 'CONSUMING', result: 'REJECTED' } : undefined)),
      buildRow({
        at: '2026-11-22T02:00:04.500Z',
        operation: 'BATCH_FILE',
        task: 'CONSUMING_BATCH',
        result: 'ERROR',
      }),
    ];
    const entries = pushRows(rows);
    expect(look(buildEvidence({ rows })).findings).toEqual([
      {
        ...FOUND,
        lastSeen: '2026-11-22T02:00:09.000Z',
        evidence: entries,
        evidenceTotal: 11,
        rows: refsTo(entries),
        items: {
          ...FOUND.items,
          sample: ['0', '1', '2', '3'].map((n) => `https://example.com/${n}`),
        },
        text: 'The run of Sun 22 Nov 02:00 UTC pushed less than 70 % of the usual 10: 6. 4 operations and 1 batch of that run ended rejected or in error: what else is missing was not pushed, or was refused at the door, where no log records it.',
      },
    ]);
  });
});

describe('a drop of the pushed volume is quiet', () => {
  const quiet = { findings: [], notChecked: [] };

  it.each([
    ['at 70 % exactly', [10, 10, 10, 7]],
    ['when more was pushed', [10, 10, 10, 30]],
    ['when one small run lies among the usual ones', [10, 2, 10, 10]],
    ['when half has been usual for long', [10, 5, 5, 5, 5]],
  ])('%s', (_, items) => {
    expect(look(buildEvidence({ rows: runsOf(...items) }))).toEqual(quiet);
  });

  it('while the newest run has not settled', () => {
    const rows = [...runsOf(10, 10, 10, 10), ...runRows('2026-11-22T11:50:00.000Z', 2)];
    expect(look(buildEvidence({ rows }))).toEqual(quiet);
  });
});

describe('a drop of the pushed volume is not checked', () => {
  const named = { problem: 'push-volume-drop', title: 'Far fewer items pushed than usual' };

  it.each([
    ['without a settled run', [], 'No run has settled in what was read.'],
    ['after too few runs', [10, 10, 1], '2 whole runs before the newest: 3 are needed to say what is usual.'],
  ])('%s', (_, items, why) => {
    expect(look(buildEvidence({ rows: runsOf(...items) }))).toEqual({
      findings: [],
      notChecked: [{ ...named, why }],
    });
  });

  it('when a run before was cut by the window’s beginning: it is not counted', () => {
    const window = { from: '2026-11-19T02:00:00.000Z', to: '2026-11-22T12:00:00.000Z' };
    expect(look(buildEvidence({ rows: runsOf(10, 10, 10, 1), window }))).toEqual({
      findings: [],
      notChecked: [{ ...named, why: '2 whole runs before the newest: 3 are needed to say what is usual.' }],
    });
  });

  it('when not every row could be read', () => {
    const histories = missingPart('Coveo answered 500 for the log rows.', 'logs.list', 500);
    expect(look(buildEvidence({ rows: runsOf(10, 10, 10, 1), parts: { histories } }))).toEqual({
      findings: [],
      notChecked: [
        {
          ...named,
          why: 'Coveo answered 500 for the log rows.',
          call: 'logs.list',
          status: 500,
          requestId: 'req-1',
        },
      ],
    });
  });
});

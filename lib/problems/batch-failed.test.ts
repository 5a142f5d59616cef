import { describe, expect, it } from 'vitest';
import type { Evidence } from '@/lib/evidence/evidence';
import { buildEvidence, buildRow, missingPart, nights, runRows } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { readPipeline } from '@/lib/evidence/pipeline';
import { detectProblems } from '@/lib/health/detect';
import { batchFailed } from './batch-failed';
import { shortHash } from './failed-row-group';
import { type Finding, NO_ITEMS } from './finding';
import { refsTo } from './finding-under-test';

const look = (evidence: Evidence) => {
  const { findings, notChecked } = detectProblems(evidence, readPipeline(evidence), [batchFailed]);
  return { findings, notChecked };
};

const AT = '2026-11-20T02:00:30.000Z';
const batchRow = (different: Partial<LogRow> = {}) =>
  buildRow({
    at: AT,
    operation: 'BATCH_FILE',
    task: 'CONSUMING_BATCH',
    result: 'ERROR',
    item: 'file-1',
    ...different,
  });

const FOUND: Finding = {
  problem: 'batch-failed',
  key: shortHash('CONSUMING_BATCH|BATCH_FILE|ERROR|'),
  title: '1 batch ended in ERROR at CONSUMING_BATCH',
  severity: 'error',
  impact: 'failing',
  confidence: 'certain',
  confidenceReason: 'That the batch ended so is certain; why is not known.',
  count: 1,
  unit: 'operations',
  firstSeen: AT,
  lastSeen: AT,
  evidence: [batchRow()],
  evidenceTotal: 1,
  rows: refsTo([batchRow()]),
  activities: [],
  items: NO_ITEMS,
  text: 'The row gives no reason. 1 batch not taken in, the last Fri 20 Nov 02:00 UTC. Items inside: unknown; their ids may never be logged. No full run was seen since, so what was inside is taken as missing.',
  assumptions: ['A run counts as full from 90 % of the usual run on.'],
};

describe('a failed batch is found', () => {
  it('where meta is bare, and then says that the row gives no reason', () => {
    expect(look(buildEvidence({ rows: [batchRow()] }))).toEqual({ findings: [FOUND], notChecked: [] });
  });

  it('with its raw text where no rule knows it', () => {
    const row = batchRow({ result: 'REJECTED', meta: { errorMessage: 'Container file-1 is gone' } });
    expect(look(buildEvidence({ rows: [row] })).findings).toEqual([
      {
        ...FOUND,
        key: shortHash('CONSUMING_BATCH|BATCH_FILE|REJECTED|Container file-<n> is gone'),
        title: '1 batch ended in REJECTED at CONSUMING_BATCH',
        evidence: [row],
        rows: refsTo([row]),
        text: FOUND.text.replace(
          'The row gives no reason.',
          'Reason not recognised. The row says: “Container file-1 is gone”.',
        ),
      },
    ]);
  });

  it('as mended where a full run followed', () => {
    const rows = [...nights(5).flatMap((at) => runRows(at, 10)), batchRow()];
    expect(look(buildEvidence({ rows })).findings).toEqual([
      {
        ...FOUND,
        severity: 'info',
        impact: null,
        text: 'The row gives no reason. 1 batch not taken in, the last Fri 20 Nov 02:00 UTC. Items inside: unknown; their ids may never be logged. A full run began Sat 21 Nov 02:00 UTC, which most likely carried the same items again.',
      },
    ]);
  });

  it('once for each way of failing, the most frequent first', () => {
    const rows = [
      batchRow({ item: 'file-1', meta: { reason: 'no room' } }),
      batchRow({ item: 'file-2', meta: { reason: 'gone 17' } }),
      batchRow({ item: 'file-3', meta: { reason: 'gone 18' } }),
    ];
    expect(look(buildEvidence({ rows })).findings.map(({ key, count }) => ({ key, count }))).toEqual([
      { key: shortHash('CONSUMING_BATCH|BATCH_FILE|ERROR|gone <n>'), count: 2 },
      { key: shortHash('CONSUMING_BATCH|BATCH_FILE|ERROR|no room'), count: 1 },
    ]);
  });

  it('without impact where the batch was taken in with a remark', () => {
    const row = batchRow({ result: 'WARNING' });
    expect(look(buildEvidence({ rows: [row] })).findings).toEqual([
      {
        ...FOUND,
        key: shortHash('CONSUMING_BATCH|BATCH_FILE|WARNING|'),
        title: '1 batch passed CONSUMING_BATCH with a warning',
        severity: 'info',
        impact: null,
        evidence: [row],
        rows: refsTo([row]),
        text: 'The row gives no reason. The batch was taken in with a remark.',
        assumptions: [],
      },
    ]);
  });

  it('with a result that nobody has told us about, whose meaning is not made up', () => {
    const row = batchRow({ result: 'POSTPONED' });
    expect(look(buildEvidence({ rows: [row] })).findings).toEqual([
      {
        ...FOUND,
        key: shortHash('CONSUMING_BATCH|BATCH_FILE|POSTPONED|'),
        title: '1 batch ended in POSTPONED at CONSUMING_BATCH',
        severity: 'info',
        impact: null,
        evidence: [row],
        rows: refsTo([row]),
        text: 'The row gives no reason. What this result means for the items inside is not known.',
        assumptions: [],
      },
    ]);
  });

  it('where it was received and never consumed, as the others of its source were', () => {
    const received = batchRow({ task: 'STREAMING_BATCH', result: 'COMPLETED', item: 'file-2' });
    const others = ['STREAMING_BATCH', 'CONSUMING_BATCH'].map((task) =>
      batchRow({ task, result: 'COMPLETED', item: 'file-1' }),
    );
    expect(look(buildEvidence({ rows: [received, ...others] })).findings).toEqual([
      {
        ...FOUND,
        key: 'never-consumed',
        title: '1 batch received and never consumed',
        confidence: 'likely',
        confidenceReason:
          'Nothing failed; that a row at CONSUMING_BATCH was due follows from the other batches of this source.',
        evidence: [received],
        rows: refsTo([received]),
        text: FOUND.text.replace('The row gives no reason. ', ''),
      },
    ]);
  });
});

describe('a failed batch is quiet', () => {
  it('when batches complete, and about rows of items', () => {
    const rows = [
      batchRow({ result: 'COMPLETED' }),
      ...runRows('2026-11-22T02:00:00.000Z', 1, () => ({ task: 'MAPPING', result: 'REJECTED' })),
    ];
    expect(look(buildEvidence({ rows }))).toEqual({ findings: [], notChecked: [] });
  });
});

describe('a failed batch is not checked', () => {
  it('when the batch rows could not be read', () => {
    const batches = missingPart('Coveo answered 403 for the log rows.', 'logs.list', 403);
    expect(look(buildEvidence({ parts: { batches } }))).toEqual({
      findings: [],
      notChecked: [
        {
          problem: 'batch-failed',
          title: 'Batch failed',
          why: 'Coveo answered 403 for the log rows.',
          call: 'logs.list',
          status: 403,
          requestId: 'req-1',
        },
      ],
    });
  });
});

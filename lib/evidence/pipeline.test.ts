import { describe, expect, it } from 'vitest';
import { buildEvidence, buildRow, missingPart, nights, operationRows, runRows } from './evidence-builder';
import { readItemOperations } from './item-operation';
import { sortRows } from './log-row';
import { readPipeline } from './pipeline';

const REFUSED = { task: 'CONSUMING', result: 'REJECTED', meta: { errorCode: 'OUT_OF_SEQUENCE_OPERATION' } };
const LATE = '2026-11-22T11:00:00.000Z';

describe('item operations', () => {
  it('follow one item through the stages to indexed', () => {
    const rows = operationRows({ item: 'a://1', at: '2026-11-22T02:00:00.000Z' });
    expect(readItemOperations(rows, LATE)).toEqual([
      {
        item: 'a://1',
        operation: 'ADD',
        startedAt: '2026-11-22T02:00:00.000Z',
        endedAt: '2026-11-22T02:00:03.000Z',
        pushed: true,
        outcome: 'indexed',
        warned: false,
        lastRow: rows[3],
      },
    ]);
  });

  it.each([
    [{ task: 'PROCESSING', result: 'REJECTED' }, 'rejected'],
    [{ task: 'MAPPING', result: 'ERROR' }, 'errored'],
    [{ task: 'INDEXING', result: 'SKIPPED' }, 'skipped'],
    [{ task: 'MAPPING', result: 'SKIPPED' }, 'indexed'],
  ])('that end with %j are %s', (end, outcome) => {
    const rows = operationRows({ item: 'a://1', at: '2026-11-22T02:00:00.000Z', end });
    expect(readItemOperations(rows, LATE).map((operation) => operation.outcome)).toEqual([outcome]);
  });

  it('that vanish are unfinished, where others of their verb finish', () => {
    const rows = [
      ...operationRows({ item: 'a://1', at: '2026-11-22T02:00:00.000Z', end: null }),
      ...operationRows({ item: 'a://2', at: '2026-11-22T02:00:00.000Z' }),
    ];
    expect(readItemOperations(sortRows(rows), LATE).map(({ outcome }) => outcome)).toEqual([
      'unfinished',
      'indexed',
    ]);
  });

  it('of a verb that never leaves a row at INDEXING are not called unfinished: its stages are not known', () => {
    const rows = Array.from({ length: 20 }, (_, index) =>
      operationRows({ item: `a://${index}`, at: '2026-11-22T02:00:00.000Z', operation: 'DELETE', end: null }),
    ).flat();
    expect(new Set(readItemOperations(rows, LATE).map(({ outcome }) => outcome))).toEqual(
      new Set(['pending']),
    );
  });

  it('that vanished do not take the rows of a later night', () => {
    const rows = [
      ...operationRows({ item: 'a://1', at: '2026-11-20T02:00:00.000Z', end: null }),
      ...operationRows({ item: 'a://1', at: '2026-11-21T02:00:00.000Z' }),
      ...operationRows({ item: 'a://1', at: '2026-11-22T02:00:00.000Z' }),
    ];
    expect(readItemOperations(rows, LATE).map(({ startedAt, outcome }) => [startedAt, outcome])).toEqual([
      ['2026-11-20T02:00:00.000Z', 'unfinished'],
      ['2026-11-21T02:00:00.000Z', 'indexed'],
      ['2026-11-22T02:00:00.000Z', 'indexed'],
    ]);
  });

  it('are not begun by a row of a stage that nobody knows, and end no later for it', () => {
    const rows = [
      ...operationRows({ item: 'a://1', at: '2026-11-22T02:00:00.000Z' }),
      buildRow({ item: 'a://1', at: '2026-11-22T02:00:09.000Z', task: 'POST_INDEXING' }),
    ];
    expect(readItemOperations(rows, LATE).map(({ outcome, endedAt }) => [outcome, endedAt])).toEqual([
      ['indexed', '2026-11-22T02:00:03.000Z'],
    ]);
  });

  it('are pending, not unfinished, while younger than the settling time', () => {
    const rows = operationRows({ item: 'a://1', at: '2026-11-22T11:30:00.000Z', end: null });
    expect(readItemOperations(rows, LATE).map((operation) => operation.outcome)).toEqual(['pending']);
  });

  it('on the same item are told apart, also when their rows interleave', () => {
    const first = operationRows({ item: 'a://1', at: '2026-11-22T02:00:00.000Z' });
    const second = operationRows({ item: 'a://1', at: '2026-11-22T02:00:01.500Z' });
    const rows = [...first, ...second].sort((a, b) => (a.at < b.at ? -1 : 1));
    expect(readItemOperations(rows, LATE).map(({ outcome, endedAt }) => ({ outcome, endedAt }))).toEqual([
      { outcome: 'indexed', endedAt: '2026-11-22T02:00:03.000Z' },
      { outcome: 'indexed', endedAt: '2026-11-22T02:00:04.500Z' },
    ]);
  });

  it('whose last row has a result that nobody has told us about are not called indexed', () => {
    const end = { task: 'INDEXING', result: 'POSTPONED' };
    const rows = operationRows({ item: 'a://1', at: '2026-11-22T02:00:00.000Z', end });
    expect(readItemOperations(rows, LATE).map((operation) => operation.outcome)).toEqual(['unfinished']);
  });

  it('are not called unfinished where not every row was read: the last row may be among the others', () => {
    const rows = operationRows({ item: 'a://1', at: '2026-11-22T02:00:00.000Z', end: null });
    const histories = missingPart('Coveo answered 500.', 'logs.list', 500);
    const { operations, lost } = readPipeline(buildEvidence({ rows, parts: { histories } }));
    expect([operations.map(({ outcome }) => outcome), lost]).toEqual([['pending'], []]);
  });

  it('are not called unfinished at the end of what was read, however late it is since', () => {
    const rows = operationRows({ item: 'a://1', at: '2026-11-20T02:00:00.000Z', end: null });
    const window = { from: '2026-11-10T00:00:00.000Z', to: '2026-11-20T02:10:00.000Z' };
    const { operations } = readPipeline(buildEvidence({ rows, window }));
    expect(operations.map(({ outcome }) => outcome)).toEqual(['pending']);
  });

  it('of a delete that is indexed are deleted', () => {
    const rows = operationRows({ item: 'a://1', at: '2026-11-22T02:00:00.000Z', operation: 'DELETE' });
    expect(readItemOperations(rows, LATE).map((operation) => operation.outcome)).toEqual(['deleted']);
  });
});

describe('runs', () => {
  it('are split where nothing came for an hour, and count operations by outcome', () => {
    const rows = nights(2).flatMap((at) =>
      runRows(at, 3, (index) => (index === 0 ? { task: 'MAPPING', result: 'REJECTED' } : undefined)),
    );
    const { runs } = readPipeline(buildEvidence({ rows }));
    expect(runs).toEqual(
      nights(2).map((start) => ({
        start,
        end: start.replace('02:00:00', '02:00:02'),
        pushed: 3,
        outcomes: { indexed: 2, deleted: 0, rejected: 1, errored: 0, skipped: 0, unfinished: 0, pending: 0 },
        batches: 0,
        failedBatches: 0,
        refused: 0,
        items: 3,
        cut: false,
        settled: true,
      })),
    );
  });

  it('count a batch once, whichever batch stages it passed', () => {
    const rows = ['STREAMING_BATCH', 'CONSUMING_BATCH'].map((task, index) =>
      buildRow({ at: `2026-11-22T02:00:0${index}.000Z`, task, operation: 'BATCH_FILE', item: 'file-1' }),
    );
    expect(readPipeline(buildEvidence({ rows })).runs.map((run) => run.batches)).toEqual([1]);
  });

  it('do not begin with a delete older than, which arrives later by itself', () => {
    const rows = [
      ...runRows('2026-11-22T02:00:00.000Z', 1),
      buildRow({ at: '2026-11-22T05:00:00.000Z', operation: 'DELETE_OLDER_THAN' }),
    ];
    expect(readPipeline(buildEvidence({ rows })).runs.map((run) => run.start)).toEqual([
      '2026-11-22T02:00:00.000Z',
    ]);
  });

  it('are not judged before they have settled', () => {
    const rows = [...runRows('2026-11-21T02:00:00.000Z', 1), ...runRows('2026-11-22T11:45:00.000Z', 1)];
    expect(readPipeline(buildEvidence({ rows })).settledRun?.start).toBe('2026-11-21T02:00:00.000Z');
  });

  it('that never pause are judged by their settled part', () => {
    const rows = Array.from({ length: 30 }, (_, index) =>
      operationRows({
        item: `a://${index}`,
        at: new Date(Date.parse('2026-11-21T22:00:00.000Z') + index * 28 * 60_000).toISOString(),
      }),
    ).flat();
    const run = readPipeline(buildEvidence({ rows })).settledRun;
    expect({ start: run?.start, end: run?.end, pushed: run?.pushed }).toEqual({
      start: '2026-11-21T22:00:00.000Z',
      end: '2026-11-22T11:04:00.000Z',
      pushed: 29,
    });
  });
});

describe('the run that rates are judged on', () => {
  const usual = nights(5).flatMap((at) => runRows(at, 50));

  it('is not a stray push by day', () => {
    const stray = runRows('2026-11-22T09:00:00.000Z', 1);
    expect(readPipeline(buildEvidence({ rows: [...usual, ...stray] })).settledRun?.start).toBe(
      '2026-11-22T02:00:00.000Z',
    );
  });

  it('is the newest, however small, when it came instead of a usual one', () => {
    const small = runRows('2026-11-22T02:00:00.000Z', 1);
    const rows = [...nights(5, 1).flatMap((at) => runRows(at, 50)), ...small];
    expect(readPipeline(buildEvidence({ rows })).settledRun?.pushed).toBe(1);
  });

  it('is not a canary of Pushscope: neither where a run was due nor within the run of a job', () => {
    const canary = (at: string) => operationRows({ item: 'pushscope://canary/abc123def456', at });
    const job = nights(5, 1).flatMap((at) => runRows(at, 50));
    const runsOf = (rows: typeof job) => {
      const { runs, settledRun } = readPipeline(buildEvidence({ rows: sortRows(rows) }));
      return { runs, settledRun };
    };
    const due = '2026-11-22T02:00:00.000Z';
    const gone = buildRow({
      at: '2026-11-22T02:00:09.000Z',
      item: canary(due)[0]?.item,
      operation: 'DELETE',
    });
    expect(runsOf([...job, ...canary(due), gone, ...canary('2026-11-21T02:00:10.500Z')])).toEqual(
      runsOf(job),
    );
  });
});

describe('lost items', () => {
  const lostItems = (rows: Parameters<typeof buildEvidence>[0]) =>
    readPipeline(buildEvidence(rows)).lost.map((operation) => operation.item);

  it('are those whose last operation failed', () => {
    const rows = runRows('2026-11-22T02:00:00.000Z', 3, (index) =>
      index === 1 ? { task: 'MAPPING', result: 'REJECTED' } : undefined,
    );
    expect(lostItems({ rows })).toEqual(['https://example.com/1']);
  });

  it('are found again when a later operation was indexed', () => {
    const rows = [
      ...operationRows({ item: 'a://1', at: '2026-11-21T02:00:00.000Z', end: REFUSED }),
      ...operationRows({ item: 'a://1', at: '2026-11-22T02:00:00.000Z' }),
    ];
    expect(lostItems({ rows })).toEqual([]);
  });

  it('are none where the newer operation of a race was indexed after the older was refused', () => {
    const rows = [
      ...operationRows({ item: 'a://1', at: '2026-11-22T02:00:00.000Z' }),
      ...operationRows({ item: 'a://1', at: '2026-11-22T02:00:01.500Z', end: REFUSED }),
    ];
    expect(lostItems({ rows })).toEqual([]);
  });

  it('stay lost where only an earlier run had indexed them', () => {
    const rows = [
      ...operationRows({ item: 'a://1', at: '2026-11-21T02:00:00.000Z' }),
      ...operationRows({ item: 'a://1', at: '2026-11-22T02:01:00.000Z', end: REFUSED }),
    ];
    expect(lostItems({ rows })).toEqual(['a://1']);
  });

  describe('where an earlier operation with a higher orderingId had arrived', () => {
    const at = (time: string) => String(Date.parse(`2026-11-22T${time}Z`));
    const withIds = (arrivedId: string, refusedId: string) => [
      ...operationRows({ item: 'a://1', at: '2026-11-22T02:00:00.000Z' }).map((row) => ({
        ...row,
        meta: { orderingId: arrivedId },
      })),
      ...operationRows({
        item: 'a://1',
        at: '2026-11-22T02:05:00.000Z',
        end: { ...REFUSED, meta: { errorCode: 'OUT_OF_SEQUENCE_OPERATION', orderingId: refusedId } },
      }),
    ];
    it.each([
      ['none in a race or a retry: the newer one won', at('01:59:59'), at('01:59:00'), []],
      ['lost where the clock of the winner is ahead', at('02:59:59'), at('02:04:59'), ['a://1']],
      ['lost where the clock of the refused one is behind', at('01:59:59'), at('01:04:59'), ['a://1']],
      ['lost where the refused id is in seconds', at('01:59:59'), '1795312800', ['a://1']],
    ])('are %s', (_, arrivedId, refusedId, lost) => {
      expect(lostItems({ rows: withIds(arrivedId, refusedId) })).toEqual(lost);
    });
  });

  it('stay lost when a delete older than removed what was left of them', () => {
    const rows = [
      ...operationRows({
        item: 'a://1',
        at: '2026-11-22T02:00:00.000Z',
        end: { task: 'MAPPING', result: 'REJECTED' },
      }),
      buildRow({ item: 'a://1', at: '2026-11-22T02:30:00.000Z', operation: 'DELETE', task: 'INDEXING' }),
    ];
    expect(lostItems({ rows })).toEqual(['a://1']);
  });
});

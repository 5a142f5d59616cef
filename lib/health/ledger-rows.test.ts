import { describe, expect, it } from 'vitest';
import type { Evidence } from '@/lib/evidence/evidence';
import {
  buildEvidence,
  buildRow,
  missingPart,
  nights,
  operationRows,
  runRows,
} from '@/lib/evidence/evidence-builder';
import { readPipeline } from '@/lib/evidence/pipeline';
import { toIso, toMs } from '@/lib/evidence/time';
import { ledgerRows, ROW_COUNTERS, type RowCounter, type RowsOf } from './ledger-rows';
import { compareRuns, countOutcomes } from './run-comparison';

const NEWEST = '2026-11-22T02:00:00.000Z';
const END = { task: 'MAPPING', result: 'REJECTED' };
const REFUSED = { task: 'CONSUMING', result: 'REJECTED' };
const later = (ms: number) => toIso(toMs(NEWEST) + ms);

/** Four nights; the newest has one of everything, and 120 items rejected. */
const EVIDENCE = buildEvidence({
  rows: [
    ...nights(3, 1).flatMap((at) => runRows(at, 200)),
    buildRow({ at: later(-1000), operation: 'BATCH_FILE', task: 'CONSUMING_BATCH', item: 'file-1' }),
    buildRow({
      at: later(-500),
      operation: 'BATCH_FILE',
      task: 'CONSUMING_BATCH',
      item: 'file-2',
      result: 'ERROR',
    }),
    ...runRows(NEWEST, 200, (index) => (index < 120 ? END : index < 123 ? REFUSED : undefined)),
    ...operationRows({ item: 'https://example.com/lost', at: later(300_000), end: null }),
    ...operationRows({ item: 'https://example.com/gone', at: later(301_000), operation: 'DELETE' }),
    ...operationRows({
      item: 'https://example.com/error',
      at: later(302_000),
      end: { task: 'PROCESSING', result: 'ERROR' },
    }),
    ...operationRows({
      item: 'https://example.com/skipped',
      at: later(303_000),
      end: { task: 'INDEXING', result: 'SKIPPED' },
    }),
  ],
});

function ask(evidence: Evidence, rowsOf: RowsOf, counter: RowCounter, cursor: string | null = null) {
  const rows = ledgerRows(evidence, readPipeline(evidence), 'source-1', rowsOf, counter, cursor);
  if (rows === null) throw new Error('No run has settled.');
  return rows;
}

describe('the rows behind a number of the ledger', () => {
  it('are as many as the number says, for each number of the newest run', () => {
    const { newest } = compareRuns(readPipeline(EVIDENCE));
    const totals = Object.fromEntries(
      ROW_COUNTERS.map((counter) => [counter, ask(EVIDENCE, { run: 'newest' }, counter).total]),
    );
    const { start: _, end: __, ...numbers } = newest ?? { start: '', end: '' };
    expect(totals).toEqual(numbers);
    expect(totals).toEqual({
      pushed: 201,
      refused: 3,
      indexed: 77,
      rejected: 123,
      errored: 1,
      skipped: 1,
      unfinished: 1,
      deleted: 1,
      batches: 2,
      failedBatches: 1,
    });
  });

  it('are as many as the number says, for each number of a window', () => {
    const window = { from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T02:02:00.000Z' };
    const { items: _, ...numbers } = countOutcomes(readPipeline(EVIDENCE).operations, window, null);
    const totals = Object.keys(numbers).map((key) => {
      const counter = ROW_COUNTERS.find((each) => each === key) ?? 'pushed';
      return [key, ask(EVIDENCE, { window }, counter).total];
    });
    expect(Object.fromEntries(totals)).toEqual(numbers);
  });

  it('come page by page, newest first, each once, with the query that finds them', () => {
    const first = ask(EVIDENCE, { run: 'newest' }, 'rejected');
    const second = ask(EVIDENCE, { run: 'newest' }, 'rejected', first.next);
    const third = ask(EVIDENCE, { run: 'newest' }, 'rejected', second.next);
    const all = [first, second, third].flatMap(({ rows }) => rows);
    expect([first.rows.length, second.rows.length, third.rows.length, third.next]).toEqual([
      50,
      50,
      23,
      null,
    ]);
    expect(new Set(all.map(({ guid }) => guid)).size).toBe(123);
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect({ ...first, rows: [], next: null }).toEqual({
      asOf: '2026-11-22T12:00:00.000Z',
      counter: 'rejected',
      of: { from: '2026-11-22T01:59:59.000Z', to: '2026-11-22T02:05:03.000Z' },
      rows: [],
      total: 123,
      next: null,
      query: {
        call: 'logs.list',
        source: 'source-1',
        window: { from: '2026-11-22T02:00:00.000Z', to: '2026-11-22T02:03:00.000Z' },
        tasks: ['CONSUMING', 'MAPPING'],
        operations: ['ADD'],
        results: ['REJECTED'],
        cut: false,
      },
      notRead: null,
      failed: [],
    });
  });

  it('end where a cursor leads behind the last', () => {
    const { rows, next } = ask(EVIDENCE, { run: 'newest' }, 'errored', '2000');
    expect([rows, next]).toEqual([[], null]);
  });

  it('of a run are none where no run has settled', () => {
    const nothing = buildEvidence();
    expect(
      ledgerRows(nothing, readPipeline(nothing), 'source-1', { run: 'newest' }, 'pushed', null),
    ).toBeNull();
  });

  it('are not made up where rows were counted: what was not read is asked for by the query', () => {
    const window = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T12:00:00.000Z' };
    const counted = {
      ...EVIDENCE,
      rows: EVIDENCE.rows.filter(
        ({ result, operation }) => result !== 'COMPLETED' || operation === 'BATCH_FILE',
      ),
      counted: {
        buckets: [],
        stages: { entryTask: 'CONSUMING', all: {}, entry: {}, end: {} },
        lookedUp: [],
        timed: [],
      },
    };
    const of = (counter: RowCounter) => ask(counted, { window }, counter);
    expect([
      of('rejected').total,
      of('refused').total,
      of('failedBatches').total,
      of('pushed').total,
    ]).toEqual([123, 3, 1, 0]);
    const capped = {
      ...counted,
      coverage: {
        ...counted.coverage,
        parts: { ...counted.coverage.parts, failures: missingPart('Too many.', 'logs.list', 200) },
      },
    };
    expect([of('batches').notRead, ask(capped, { window }, 'rejected').notRead]).toEqual([
      null,
      'Not every row was read: the number is of what was read.',
    ]);
    expect([of('rejected').notRead, of('indexed')]).toEqual([
      'Each row that is not COMPLETED was read, the others were counted: a row stands for an operation, about.',
      {
        asOf: '2026-11-22T12:00:00.000Z',
        counter: 'indexed',
        of: window,
        rows: [],
        total: 0,
        next: null,
        query: {
          call: 'logs.list',
          source: 'source-1',
          window: { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T12:01:00.000Z' },
          tasks: ['INDEXING'],
          operations: [],
          results: ['COMPLETED'],
          cut: false,
        },
        notRead:
          'These operations were counted by Coveo and not read one by one: there are too many rows. The query asks for them.',
        failed: [],
      },
    ]);
  });
});

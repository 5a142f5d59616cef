import type { Evidence } from '@/lib/evidence/evidence';
import type { ItemOperation } from '@/lib/evidence/item-operation';
import { isBatchRow, isEntryTask, isFailure, type LogRow } from '@/lib/evidence/log-row';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { isRefused, RUN_GAP_MS, type Run } from '@/lib/evidence/run';
import { isWithin, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { type CoveoQuery, queryOfRows } from './coveo-query';
import { type FailedRead, failedRowReads } from './failed-reads';

/** The counters of the ledger that rows stand behind. */
export const ROW_COUNTERS = [
  'pushed',
  'refused',
  'indexed',
  'rejected',
  'errored',
  'skipped',
  'unfinished',
  'deleted',
  'batches',
  'failedBatches',
] as const;

/** One of them. */
export type RowCounter = (typeof ROW_COUNTERS)[number];

/** Which number's rows: of the newest settled run, or of a window. */
export type RowsOf = { readonly run: 'newest' } | { readonly window: TimeWindow };

/** The rows behind one number of the ledger. Plain JSON. */
export interface LedgerRows {
  /** Time of Coveo's newest answer in the reading that the rows are of. */
  readonly asOf: string;
  readonly counter: RowCounter;
  /** What the number is of: the run from its first to its last push row, or the window. */
  readonly of: TimeWindow;
  /** Newest first, one for each operation: the one that its outcome rests on, or that it entered with. */
  readonly rows: readonly LogRow[];
  readonly total: number;
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
  readonly query: CoveoQuery | null;
  /** Why rows are missing behind the number, a sentence; null where they are all here. */
  readonly notRead: string | null;
  /** Reads of rows that failed. */
  readonly failed: readonly FailedRead[];
}

/** Rows on a page. */
export const ROWS_A_PAGE = 50;

const COUNTED_ONLY: readonly RowCounter[] = ['pushed', 'indexed', 'deleted', 'unfinished'];
const NOT_READ =
  'These operations were counted by Coveo and not read one by one: there are too many rows. The query asks for them.';
const ABOUT = 'Not every row was read: the number is of what was read.';
const ROW_BY_ROW =
  'Each row that is not COMPLETED was read, the others were counted: a row stands for an operation, about.';

/**
 * The rows behind a number of the ledger, a page of them: what comes after `cursor`, the newest first. Null where there
 * is no settled run.
 */
export function ledgerRows(
  evidence: Evidence,
  pipeline: Pipeline,
  sourceId: string,
  rowsOf: RowsOf,
  counter: RowCounter,
  cursor: string | null,
): LedgerRows | null {
  const run = 'run' in rowsOf ? pipeline.settledRun : null;
  const of = 'window' in rowsOf ? rowsOf.window : run && { from: run.start, to: run.end };
  if (of === null) return null;
  const all = evidence.counted === null ? rowsRead(evidence, pipeline, run, of, counter) : [];
  if (evidence.counted !== null && !COUNTED_ONLY.includes(counter)) {
    all.push(...rowsCounted(evidence, pipeline, run, of, counter));
  }
  all.sort(newestFirst);
  const begin = cursor === null ? 0 : all.findIndex((row) => cursorOf(row) < cursor);
  const rows = begin < 0 ? [] : all.slice(begin, begin + ROWS_A_PAGE);
  const last = rows.at(-1);
  const hasMore = begin >= 0 && begin + rows.length < all.length;
  return {
    asOf: evidence.now,
    counter,
    of,
    rows,
    total: all.length,
    next: hasMore && last !== undefined ? cursorOf(last) : null,
    query: queryOf(all, sourceId, of, counter, evidence),
    notRead: whyMissing(evidence, pipeline, counter),
    failed: failedRowReads(evidence.coverage.reads),
  };
}

function whyMissing({ counted, coverage }: Evidence, pipeline: Pipeline, counter: RowCounter): string | null {
  if (counted === null) return gapOf(pipeline);
  if (COUNTED_ONLY.includes(counter)) return NOT_READ;
  const part = counter === 'batches' || counter === 'failedBatches' ? 'batches' : 'failures';
  if (coverage.parts[part].state !== 'complete') return ABOUT;
  return part === 'batches' ? null : ROW_BY_ROW;
}

function gapOf({ lossKnown }: Pipeline): string | null {
  return lossKnown ? null : 'Not every row was read: the number is of what was read.';
}

function cursorOf({ at, guid }: LogRow): string {
  return `${at}|${guid}`;
}

function newestFirst(a: LogRow, b: LogRow): number {
  const [left, right] = [cursorOf(a), cursorOf(b)];
  return left < right ? 1 : left > right ? -1 : 0;
}

function queryOf(
  rows: readonly LogRow[],
  sourceId: string,
  of: TimeWindow,
  counter: RowCounter,
  { counted }: Evidence,
): CoveoQuery | null {
  const [newest, oldest] = [rows[0], rows.at(-1)];
  if (newest !== undefined && oldest !== undefined) return queryOfRows(sourceId, rows, oldest.at, newest.at);
  if (counted === null) return null;
  const task = counter === 'pushed' ? counted.stages.entryTask : 'INDEXING';
  return queryOfRows(sourceId, [{ task, operation: '', result: 'COMPLETED' }], of.from, of.to);
}

/** Rows where every row was read, or as far as they were. */
function rowsRead(
  evidence: Evidence,
  pipeline: Pipeline,
  run: Run | null,
  of: TimeWindow,
  counter: RowCounter,
): LogRow[] {
  if (counter === 'batches' || counter === 'failedBatches') {
    return batchRows(evidence.rows, run, of, counter);
  }
  const isOfRun = run === null ? null : withinRun(run, pipeline);
  const chosen = pipeline.operations.filter(
    (operation) =>
      counts(operation, counter) &&
      (isOfRun === null
        ? isWithin(counter === 'pushed' ? operation.startedAt : operation.endedAt, of)
        : isOfRun(operation.startedAt)),
  );
  return counter === 'pushed' ? entries(chosen, evidence.rows) : chosen.map(({ lastRow }) => lastRow);
}

function counts(operation: ItemOperation, counter: RowCounter): boolean {
  if (counter === 'pushed') return operation.pushed;
  return counter === 'refused' ? isRefused(operation) : operation.outcome === counter;
}

/** As `readRuns` and the settled part of a run that goes on have it. */
function withinRun(run: Run, { runs, settledBefore }: Pipeline): (startedAt: string) => boolean {
  const next = runs.find(({ start }) => start > run.start)?.start ?? null;
  const latest = toIso(toMs(run.end) + RUN_GAP_MS);
  const isPart = !runs.includes(run);
  return (startedAt) =>
    startedAt >= run.start &&
    startedAt <= latest &&
    (next === null || startedAt < next) &&
    (!isPart || startedAt < settledBefore);
}

/** The rows that operations entered with: the first COMPLETED one at a STREAMING* or CONSUMING* task. */
function entries(operations: readonly ItemOperation[], rows: readonly LogRow[]): LogRow[] {
  const wanted = new Map<string, number>();
  for (const { item, operation, startedAt } of operations) {
    const key = `${startedAt} ${operation} ${item}`;
    wanted.set(key, (wanted.get(key) ?? 0) + 1);
  }
  const found: LogRow[] = [];
  for (const row of rows) {
    if (row.item === null || isBatchRow(row)) continue;
    const key = `${row.at} ${row.operation} ${row.item}`;
    const left = wanted.get(key);
    if (left === undefined || left === 0) continue;
    wanted.set(key, left - 1);
    found.push(row);
  }
  return found;
}

function batchRows(
  rows: readonly LogRow[],
  run: Run | null,
  of: TimeWindow,
  counter: 'batches' | 'failedBatches',
): LogRow[] {
  const seen = new Map<string, LogRow>();
  for (const row of rows) {
    if (row.operation !== 'BATCH_FILE' || !isEntryTask(row.task)) continue;
    if (run === null ? !isWithin(row.at, of) : row.at < run.start || row.at > run.end) continue;
    if (counter === 'failedBatches' && !isFailure(row)) continue;
    if (counter === 'batches' && row.item === null && row.task !== 'CONSUMING_BATCH') continue;
    seen.set(row.item ?? row.guid, row);
  }
  return [...seen.values()];
}

/** Rows where those of failures and of batches only were read: by when they were logged. */
function rowsCounted(
  { rows }: Evidence,
  { runs }: Pipeline,
  run: Run | null,
  of: TimeWindow,
  counter: RowCounter,
): LogRow[] {
  if (counter === 'batches' || counter === 'failedBatches') return batchRows(rows, run, of, counter);
  const next = run === null ? null : (runs.find(({ start }) => start > run.start)?.start ?? null);
  const latest = toIso(toMs(of.to) + RUN_GAP_MS);
  const isOf = (at: string) =>
    run === null ? isWithin(at, of) : at >= of.from && at <= latest && (next === null || at < next);
  return rows.filter(
    (row) => row.result !== 'COMPLETED' && !isBatchRow(row) && isCounted(row, counter) && isOf(row.at),
  );
}

function isCounted(row: LogRow, counter: RowCounter): boolean {
  switch (counter) {
    case 'refused':
      return isEntryTask(row.task) && isFailure(row);
    case 'rejected':
      return row.result === 'REJECTED';
    case 'errored':
      return row.result === 'ERROR';
    case 'skipped':
      return row.result === 'SKIPPED' && row.task === 'INDEXING';
    default:
      return false;
  }
}

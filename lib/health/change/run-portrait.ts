import { isRefusedOnPurpose } from '@/lib/evidence/extension-refusal';
import { type ItemOperation, JOIN_LIMIT_MS } from '@/lib/evidence/item-operation';
import { isBatchRow, isEntryTask, isFailure, type LogRow } from '@/lib/evidence/log-row';
import { lostOperations } from '@/lib/evidence/loss';
import { type OrderingClock, readClock } from '@/lib/evidence/ordering-clock';
import { quantile } from '@/lib/evidence/pipeline';
import { isRefused, median, RUN_GAP_MS, type Run } from '@/lib/evidence/run';
import { toMs } from '@/lib/evidence/time';

/** A run as far as its rows were read: what can be set beside another run. What is not known is null. */
export interface RunPortrait {
  readonly run: Run;
  /** Pushed operations by their verb (ADD, UPDATE, DELETE, …). */
  readonly verbs: Readonly<Record<string, number>> | null;
  /** Items that the run left lost (`lostOperations`); what an extension refused on purpose is apart. */
  readonly lost: number;
  /** Requests to delete what is older, from the run's beginning to that of the next one. */
  readonly olderThan: number;
  /** Items in each batch, as far as rows carry their batch's request id; null where they do not. */
  readonly batchSizes: { readonly min: number; readonly median: number; readonly max: number } | null;
  /** From first to last row of indexed operations, ms; null without any. */
  readonly latency: { readonly p50Ms: number; readonly p95Ms: number } | null;
  /** Null where rows show no orderingIds. */
  readonly clock: OrderingClock | null;
}

/** Sizes of batches are told only where so large a share of the run's operations carries a batch's request id. */
const JOINED_SHARE = 0.95;

/**
 * What belongs to each run, in the order of `runs`: what happened from its beginning to that of the next one, and no
 * longer than `graceMs` after its end. Runs and entries are oldest first. Linear.
 */
function byRun<T>(
  runs: readonly Run[],
  entries: readonly T[],
  atOf: (entry: T) => string,
  graceMs: number,
): T[][] {
  const grouped: T[][] = runs.map(() => []);
  let index = 0;
  for (const entry of entries) {
    const at = atOf(entry);
    while (index + 1 < runs.length && at >= (runs[index + 1]?.start ?? '')) index++;
    const run = runs[index];
    if (run === undefined || at < run.start) continue;
    if (toMs(at) - toMs(run.end) <= graceMs) grouped[index]?.push(entry);
  }
  return grouped;
}

/** What each run looks like where every row was read, in the order of `runs` (oldest first). */
export function portrayRuns(
  runs: readonly Run[],
  operations: readonly ItemOperation[],
  rows: readonly LogRow[],
): RunPortrait[] {
  const own = byRun(runs, operations, ({ startedAt }) => startedAt, RUN_GAP_MS);
  const batches = batchRowsByRun(runs, rows);
  return runs.map((run, at) => portray(run, own[at] ?? [], batches[at] ?? []));
}

/**
 * The same where rows were counted in stretches: only rows of batches and rows that are not COMPLETED were read. A failed
 * operation then counts as a lost item, as it is not known what came since.
 */
export function portrayCountedRuns(runs: readonly Run[], rows: readonly LogRow[]): RunPortrait[] {
  const failed = rows.filter((row) => isFailure(row) && !isBatchRow(row) && !isRefusedOnPurpose(row));
  const own = byRun(runs, failed, ({ at }) => at, JOIN_LIMIT_MS);
  const batches = batchRowsByRun(runs, rows);
  return runs.map((run, at) => ({
    run,
    verbs: null,
    lost: new Set((own[at] ?? []).map(({ item, guid }) => item ?? guid)).size,
    olderThan: requestsIn(batches[at] ?? []),
    batchSizes: null,
    latency: null,
    clock: null,
  }));
}

function batchRowsByRun(runs: readonly Run[], rows: readonly LogRow[]): LogRow[][] {
  return byRun(runs, rows.filter(isBatchRow), ({ at }) => at, JOIN_LIMIT_MS);
}

function portray(run: Run, operations: readonly ItemOperation[], batchRows: readonly LogRow[]): RunPortrait {
  const verbs: Record<string, number> = {};
  for (const { pushed, operation } of operations) if (pushed) verbs[operation] = (verbs[operation] ?? 0) + 1;
  // A removal by another operation was not pushed by the run, and has that one's ids.
  const sent = operations.filter((operation) => operation.pushed || isRefused(operation));
  return {
    run,
    verbs,
    lost: lostItems(operations),
    olderThan: requestsIn(batchRows),
    batchSizes: sizesOf(run, sent, batchRows),
    latency: latencyOf(operations),
    clock: readClock(sent),
  };
}

/** How many requests to delete what is older there are among rows: one may leave several. */
function requestsIn(rows: readonly LogRow[]): number {
  const entered = rows.filter(
    ({ operation, task }) => operation === 'DELETE_OLDER_THAN' && isEntryTask(task),
  );
  return new Set(entered.map(({ requestId, guid }) => requestId ?? guid)).size;
}

/** As a run leaves them: what a later run mended is lost in this one. */
function lostItems(operations: readonly ItemOperation[]): number {
  return lostOperations(operations).filter(({ lastRow }) => !isRefusedOnPurpose(lastRow)).length;
}

/** An inference: that an item's rows carry the request id of the batch they came in is not published. */
function sizesOf(
  run: Run,
  operations: readonly ItemOperation[],
  batchRows: readonly LogRow[],
): RunPortrait['batchSizes'] {
  const sizes = new Map<string, number>();
  for (const { requestId, operation, task } of batchRows) {
    if (operation === 'BATCH_FILE' && requestId !== null && isEntryTask(task)) sizes.set(requestId, 0);
  }
  if (sizes.size === 0 || sizes.size < run.batches || operations.length === 0) return null;
  let joined = 0;
  for (const { lastRow } of operations) {
    const size = lastRow.requestId === null ? undefined : sizes.get(lastRow.requestId);
    if (lastRow.requestId === null || size === undefined) continue;
    sizes.set(lastRow.requestId, size + 1);
    joined++;
  }
  if (joined < JOINED_SHARE * operations.length) return null;
  const sorted = [...sizes.values()].sort((a, b) => a - b);
  return { min: sorted[0] ?? 0, median: median(sorted) ?? 0, max: sorted.at(-1) ?? 0 };
}

function latencyOf(operations: readonly ItemOperation[]): RunPortrait['latency'] {
  const times: number[] = [];
  for (const { outcome, pushed, startedAt, endedAt } of operations) {
    if (outcome === 'indexed' && pushed) times.push(toMs(endedAt) - toMs(startedAt));
  }
  if (times.length === 0) return null;
  times.sort((a, b) => a - b);
  return { p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) };
}

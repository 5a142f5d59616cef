import { isCanary } from './canary-uri';
import type { ItemOperation, Outcome } from './item-operation';
import { isEntryTask, isFailure, type LogRow } from './log-row';
import { DAY_MS, HOUR_MS, toMs } from './time';

/** Push rows further apart than this belong to different runs (an assumption; `detectors.md`, RUN). */
export const RUN_GAP_MS = HOUR_MS;

/** A source's push rows between two silences of an hour: what one job pushed. */
export interface Run {
  readonly start: string;
  readonly end: string;
  /** Item operations with a COMPLETED row at a STREAMING* or CONSUMING* task. */
  readonly pushed: number;
  /** How many of the run's item operations had each outcome. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** BATCH_FILE operations: one for each container that was consumed or failed. */
  readonly batches: number;
  /** Of these, the ones with a row REJECTED or ERROR. */
  readonly failedBatches: number;
  /** Item operations rejected or in error before any COMPLETED row at a STREAMING* or CONSUMING* task. */
  readonly refused: number;
  /** Items that were pushed or failed: not those that another operation removed. */
  readonly items: number;
  /** Its first row lies within an hour of the window's beginning, so earlier rows may be out of sight. */
  readonly cut: boolean;
  /** Nothing was pushed since for the settling time: what has not finished will not. */
  readonly settled: boolean;
}

/** A zero for every outcome. */
export function noOutcomes(): Record<Outcome, number> {
  return { indexed: 0, deleted: 0, rejected: 0, errored: 0, skipped: 0, unfinished: 0, pending: 0 };
}

/**
 * The runs in a source's rows, oldest first. `rows` and `operations` are oldest first; `from` is the beginning of
 * what was read and `settledBefore` the moment before which everything has finished, both ISO.
 * DELETE_OLDER_THAN rows belong to a run that is under way but never begin one: they arrive by themselves, later. Canaries are of no run: what is judged of a source
 * is what its job pushes, and a canary that worked would else take the place of a run that failed, or was due.
 */
export function readRuns(
  rows: readonly LogRow[],
  operations: readonly ItemOperation[],
  from: string,
  settledBefore: string,
): Run[] {
  const spans = runSpans(rows);
  const grouped = spans.map(() => ({
    pushed: 0,
    refused: 0,
    outcomes: noOutcomes(),
    items: new Set<string>(),
  }));
  let index = 0;
  for (const operation of operations) {
    while (index + 1 < spans.length && operation.startedAt >= (spans[index + 1]?.start ?? '')) index++;
    const span = spans[index];
    const group = grouped[index];
    if (!span || !group || operation.startedAt < span.start || isCanary(operation.item)) continue;
    if (toMs(operation.startedAt) - toMs(span.end) > RUN_GAP_MS) continue;
    if (operation.pushed) group.pushed++;
    if (isRefused(operation)) group.refused++;
    group.outcomes[operation.outcome]++;
    if (operation.pushed || operation.outcome !== 'deleted') group.items.add(operation.item);
  }
  return spans.map((span, at) => ({
    start: span.start,
    end: span.end,
    pushed: grouped[at]?.pushed ?? 0,
    outcomes: grouped[at]?.outcomes ?? noOutcomes(),
    batches: span.batches,
    failedBatches: span.failedBatches.size,
    refused: grouped[at]?.refused ?? 0,
    items: grouped[at]?.items.size ?? 0,
    cut: toMs(span.start) - toMs(from) < RUN_GAP_MS,
    settled: span.end < settledBefore,
  }));
}

/** Whether an operation was rejected or in error before it counted as pushed. */
export function isRefused({ pushed, outcome }: ItemOperation): boolean {
  return !pushed && (outcome === 'rejected' || outcome === 'errored');
}

/** Where a run begins and ends by its rows (ISO), and its batches. */
export interface Span {
  start: string;
  end: string;
  batches: number;
  failedBatches: Set<string>;
}

/** The spans of the runs in a source's rows (oldest first), which may be those of batches alone. */
export function runSpans(rows: readonly LogRow[]): Span[] {
  const spans: Span[] = [];
  const seenBatches = new Set<string>();
  for (const row of rows) {
    if (!isEntryTask(row.task) || row.operation === 'DELETE_OLDER_THAN' || isCanary(row.item)) continue;
    const last = spans.at(-1);
    const joins = last !== undefined && toMs(row.at) - toMs(last.end) <= RUN_GAP_MS;
    const span = joins ? last : { start: row.at, end: row.at, batches: 0, failedBatches: new Set<string>() };
    if (!joins) spans.push(span);
    span.end = row.at;
    if (row.operation !== 'BATCH_FILE') continue;
    const batch = row.item ?? row.guid;
    if (isFailure(row)) span.failedBatches.add(batch);
    if (row.item === null ? row.task === 'CONSUMING_BATCH' : !seenBatches.has(batch)) span.batches++;
    seenBatches.add(batch);
  }
  return spans;
}

/** A run is a stray below this share of the usual, when it came between two runs as usual (assumptions). */
export const STRAY_SHARE = 0.1;
/** Runs begin at the same time of day within this. */
const SAME_HOUR_MS = 2 * HOUR_MS;
/** So many runs at the same time of day are a kind of their own. */
export const RUNS_OF_A_KIND = 3;

/**
 * The whole runs before `run` to compare it with: those at its time of day where there are three, else all. A nightly
 * full run and the small ones by day are different kinds.
 */
export function earlierRuns(runs: readonly Run[], run: Run): Run[] {
  const earlier = runs.filter((other) => !other.cut && other.end < run.start);
  const sameHour = earlier.filter((other) => hoursApart(other.start, run.start) <= SAME_HOUR_MS);
  return sameHour.length >= RUNS_OF_A_KIND ? sameHour : earlier;
}

/**
 * Whether a run is only a few items between two usual runs, pushed by hand say: far below the median, and begun within
 * half the usual interval after a run as usual. Rates are not judged on it.
 */
export function isStray(run: Run, runs: readonly Run[]): boolean {
  const usual = median(earlierRuns(runs, run).map(({ pushed }) => pushed));
  if (usual === null || run.pushed >= STRAY_SHARE * usual) return false;
  const whole = runs.filter(({ pushed, end }) => pushed >= STRAY_SHARE * usual && end < run.start);
  const intervals = whole
    .slice(1)
    .map((other, at) => toMs(other.start) - toMs(whole[at]?.start ?? other.start));
  const interval = median(intervals);
  const last = whole.at(-1);
  return interval !== null && last !== undefined && toMs(run.start) - toMs(last.start) < interval / 2;
}

function hoursApart(a: string, b: string): number {
  const apart = Math.abs(toMs(a) - toMs(b)) % DAY_MS;
  return Math.min(apart, DAY_MS - apart);
}

/** The median of a list of numbers; null for none. */
export function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)];
  if (high === undefined) return null;
  return sorted.length % 2 === 1 ? high : ((sorted[sorted.length / 2 - 1] ?? high) + high) / 2;
}

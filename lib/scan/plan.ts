import { LOGS_WINDOW_MS } from '@/lib/coveo/window';
import { type RowCounts, totalRows } from '@/lib/evidence/counts';
import { DAY_MS, HOUR_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import type { ScanBudget } from './budget';

/** Coveo keeps log rows this long (article 1864). */
export const RETENTION_MS = 14 * DAY_MS;
/** A slice aims at so many rows, so that it stays a few pages. */
const ROWS_PER_SLICE = 3000;
/** Slice lengths in hours: each divides a day, so that slices begin at the same hours every time. */
const SLICE_HOURS = [24, 12, 8, 6, 4, 3, 2, 1] as const;
const LONGEST_SLICE_HOURS = 24;
/** Slice length where it is not known how many rows there are. */
const BLIND_HOURS = 12;

/** The most stretches that rows are counted in. */
export const MOST_BUCKETS = 28;
/** The most items that are looked up by themselves. */
export const MOST_LOOKUPS = 12;
/** Calls for a sample of what went well: a page of pushes, and the rows of a few of their items. */
export const SAMPLE_CALLS = 6;

const NUMBER = new Intl.NumberFormat('en-US');

/** What a step of a scan reads. */
export type PlannedRead = 'rows' | 'failures' | 'batches' | 'buckets' | 'stages' | 'histories' | 'sample';

/** One step: how many Source Logs calls it may take, and how many rows it is expected to bring. */
export interface PlanStep {
  readonly reads: PlannedRead;
  readonly calls: number;
  readonly rows: number;
}

/** How the log rows of a window will be read; what a viewer is told before and during the scan. */
export interface ScanPlan {
  /**
   * `whole`: every row. `counted`: every row that is not COMPLETED and every row of a batch, as far as the budget goes;
   * the others are counted in stretches.
   */
  readonly mode: 'whole' | 'counted';
  /** Why so, in a sentence. */
  readonly why: string;
  /** In their order. */
  readonly steps: readonly PlanStep[];
  /** Source Logs calls of all steps, and rows. */
  readonly calls: number;
  readonly rows: number;
  /** The page size that it was planned with. */
  readonly rowsPerPage: number;
}

/** The rows that Coveo counts in a stretch of at most seven days. */
export interface CountedSegment {
  readonly window: TimeWindow;
  readonly counts: RowCounts;
}

/** What a plan is made for. */
export interface PlanRequest {
  readonly window: TimeWindow;
  /** Null where the rows could not be counted. */
  readonly segments: readonly CountedSegment[] | null;
  readonly budget: ScanBudget;
  /** Source Logs calls that were made already. */
  readonly callsMade: number;
  readonly rowsPerPage: number;
}

/** The stretches of at most seven days that a window is asked in, oldest first. */
export function segments(window: TimeWindow): TimeWindow[] {
  const parts: TimeWindow[] = [];
  const end = toMs(window.to);
  for (let from = toMs(window.from); from < end; from += LOGS_WINDOW_MS) {
    parts.push({ from: toIso(from), to: toIso(Math.min(end, from + LOGS_WINDOW_MS)) });
  }
  return parts;
}

/** Rows that are not COMPLETED, by Coveo's count. */
export function countFailures(counts: RowCounts): number {
  return totalRows(counts) - (counts.results.COMPLETED ?? 0);
}

/** Rows of whole batches and of delete older than, by Coveo's count. */
export function countBatches(counts: RowCounts): number {
  return (counts.operations.BATCH_FILE ?? 0) + (counts.operations.DELETE_OLDER_THAN ?? 0);
}

/** A plan, and for one that reads every row the slices in which it does: newest first, whole UTC hours but for the edges. */
export interface PlannedScan {
  readonly plan: ScanPlan;
  readonly slices: readonly TimeWindow[];
}

/** Where operations enter, and at INDEXING. */
const STAGES_COUNTED = 2;

/** Plans the reading of a window from Coveo's counts of its rows, within a budget. */
export function planScan(request: PlanRequest): PlannedScan {
  const { window, segments: counted, budget, callsMade, rowsPerPage } = request;
  const callsLeft = Math.max(0, budget.calls - callsMade);
  const rows = counted === null ? null : counted.reduce((sum, { counts }) => sum + totalRows(counts), 0);
  if (counted === null || rows === null) {
    const slices = sliceHours(window, BLIND_HOURS).reverse();
    const why = 'Coveo’s counts could not be read: every row is asked for, newest first.';
    const calls = Math.min(callsLeft, slices.length);
    return { plan: planOf('whole', why, [{ reads: 'rows', calls, rows: 0 }], rowsPerPage), slices };
  }
  for (const hours of new Set([sliceLength(window, rows), LONGEST_SLICE_HOURS])) {
    const slices = sliceHours(window, hours).reverse();
    const calls = slices.length + Math.floor(rows / rowsPerPage);
    if (rows > budget.rows || calls > callsLeft) continue;
    const why = `Coveo counts ${NUMBER.format(rows)} rows: every one is read.`;
    return { plan: planOf('whole', why, [{ reads: 'rows', calls, rows }], rowsPerPage), slices };
  }
  const why = `Coveo counts ${NUMBER.format(rows)} rows, too many to read every one: those not COMPLETED and those of batches are read one by one, the others counted.`;
  return {
    plan: planOf('counted', why, countedSteps(window, counted, callsLeft, rowsPerPage), rowsPerPage),
    slices: [],
  };
}

function planOf(
  mode: ScanPlan['mode'],
  why: string,
  steps: readonly PlanStep[],
  rowsPerPage: number,
): ScanPlan {
  const calls = steps.reduce((sum, step) => sum + step.calls, 0);
  const rows = steps.reduce((sum, step) => sum + step.rows, 0);
  return { mode, why, steps, calls, rows, rowsPerPage };
}

/**
 * What goes wrong comes first: rows of batches and rows not COMPLETED; then as many stretches as calls are left for.
 * Where there are too many failures, half as many stretches are counted, and the failures get what is left.
 */
function countedSteps(
  window: TimeWindow,
  counted: readonly CountedSegment[],
  callsLeft: number,
  rowsPerPage: number,
): PlanStep[] {
  // As many as a first look has, however what is kept divides the window: a second look is planned like the first.
  const parts = segments(window).length;
  const all = (count: (counts: RowCounts) => number) =>
    counted.reduce((sum, { counts }) => sum + count(counts), 0);
  const pagesOf = (count: (counts: RowCounts) => number) =>
    Math.max(Math.ceil(all(count) / rowsPerPage), Math.min(parts, all(count)));
  const batches = Math.min(pagesOf(countBatches), Math.floor(callsLeft / 4));
  const wanted = pagesOf(countFailures);
  const failed = all(countFailures);
  const kept = Math.min(MOST_LOOKUPS + SAMPLE_CALLS, Math.floor(callsLeft / 6));
  const rest = callsLeft - batches - kept;
  const canCount = rest >= 2 * STAGES_COUNTED * parts;
  const stages = canCount ? STAGES_COUNTED * parts : 0;
  const left = rest - stages;
  const fewest = Math.min(MOST_BUCKETS / 2, Math.floor(left / 2));
  const buckets = canCount ? Math.min(MOST_BUCKETS, Math.max(fewest, left - wanted)) : 0;
  const failures = Math.min(wanted, left - buckets);
  const spare = kept + left - buckets - failures;
  const sample = Math.min(SAMPLE_CALLS, failed === 0 ? spare : Math.ceil(spare / 2));
  const histories = failed === 0 ? 0 : Math.min(MOST_LOOKUPS, spare - sample);
  return [
    { reads: 'failures', calls: failures, rows: Math.min(failed, failures * rowsPerPage) },
    { reads: 'batches', calls: batches, rows: Math.min(all(countBatches), batches * rowsPerPage) },
    { reads: 'buckets', calls: buckets, rows: 0 },
    { reads: 'stages', calls: stages, rows: 0 },
    { reads: 'histories', calls: histories, rows: 0 },
    { reads: 'sample', calls: sample, rows: sample === 0 ? 0 : rowsPerPage },
  ];
}

function sliceLength(window: TimeWindow, rows: number): number {
  const hours = (toMs(window.to) - toMs(window.from)) / HOUR_MS;
  const rowsPerHour = rows / Math.max(1, hours);
  return SLICE_HOURS.find((length) => length * rowsPerHour <= ROWS_PER_SLICE) ?? 1;
}

function sliceHours(window: TimeWindow, hours: number): TimeWindow[] {
  const length = hours * HOUR_MS;
  const end = toMs(window.to);
  const slices: TimeWindow[] = [];
  for (let from = toMs(window.from); from < end; ) {
    const to = Math.min(end, (Math.floor(from / length) + 1) * length);
    slices.push({ from: toIso(from), to: toIso(to) });
    from = to;
  }
  return slices;
}

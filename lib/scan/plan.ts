import { LOGS_WINDOW_MS } from '@/lib/coveo/window';
import { DAY_MS, HOUR_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';

/** Coveo keeps log rows this long (article 1864). */
export const RETENTION_MS = 14 * DAY_MS;
/** Rows asked for on one page; Coveo publishes no maximum, so fewer may come. */
export const ROWS_PER_PAGE = 1000;
/** A slice aims at so many rows, so that it stays a few pages. */
const ROWS_PER_SLICE = 3 * ROWS_PER_PAGE;
/** Slice lengths in hours: each divides a day, so that slices begin at the same hours every time. */
const SLICE_HOURS = [24, 12, 8, 6, 4, 3, 2, 1] as const;

/** How the log rows of a window will be read. */
export interface ReadingPlan {
  /** `all`: every row. `failures-first`: rows not COMPLETED and batches first, then rows up to the budget. */
  readonly mode: 'all' | 'failures-first';
  /** Newest first; whole UTC hours but for the two edges. */
  readonly slices: readonly TimeWindow[];
  /** Pages of rows that are expected in all. */
  readonly pagesPlanned: number;
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

/**
 * Plans the reading of a window that holds `rows` rows by Coveo's count (null when that is not known) within a
 * budget of rows.
 */
export function planReading(window: TimeWindow, rows: number | null, rowBudget: number): ReadingPlan {
  const slices = sliceHours(window, sliceLength(window, rows)).reverse();
  const reads = Math.min(rows ?? 0, rowBudget);
  return {
    mode: rows === null || rows <= rowBudget ? 'all' : 'failures-first',
    slices,
    pagesPlanned: Math.max(slices.length, Math.ceil(reads / ROWS_PER_PAGE)),
  };
}

function sliceLength(window: TimeWindow, rows: number | null): number {
  if (rows === null) return 12;
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

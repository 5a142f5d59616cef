import { DAY_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';

/** One UTC day of an issue: how many rows were seen of it; null where nobody looked at the whole of it. */
export interface IssueDay {
  /** As in `2026-11-22`. */
  readonly day: string;
  readonly count: number | null;
}

/** The days to draw, and how many rows of earlier ones are left out. */
export interface IssueDays {
  readonly days: readonly IssueDay[];
  readonly before: number;
}

/** So many days are drawn at most. */
export const MOST_DAYS = 60;

/**
 * The days of an issue without gaps, oldest first, up to the end of what was looked at. Days without rows count none
 * only where one of `looked`, the windows that were read whole, covers the day; the others were not observed.
 */
export function issueDays(
  counted: readonly { readonly day: string; readonly count: number }[],
  looked: readonly TimeWindow[],
): IssueDays {
  const starts = [
    ...counted.map(({ day }) => toMs(day)),
    ...looked.flatMap(({ from, to }) => [dayOf(toMs(from)), dayOf(toMs(to) - 1)]),
  ];
  if (starts.length === 0) return { days: [], before: 0 };
  const end = Math.max(...looked.map(({ to }) => toMs(to)), ...counted.map(({ day }) => toMs(day) + 1));
  const last = dayOf(end - 1);
  const first = Math.max(Math.min(...starts), last - (MOST_DAYS - 1) * DAY_MS);
  const counts = new Map(counted.map(({ day, count }) => [toMs(day), count]));
  const days: IssueDay[] = [];
  for (let start = first; start <= last; start += DAY_MS) {
    const covered = looked.some(
      ({ from, to }) => toMs(from) <= start && toMs(to) >= Math.min(start + DAY_MS, end),
    );
    days.push({ day: toIso(start).slice(0, 10), count: counts.get(start) ?? (covered ? 0 : null) });
  }
  const before = counted.filter(({ day }) => toMs(day) < first).reduce((sum, { count }) => sum + count, 0);
  return { days, before };
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}

import { DAY_MS, MINUTE_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';

/**
 * A window widened to whole UTC days, because that is how counts are captured; the last day ends at `now` (ISO, rounded
 * down to the minute) where it has not ended yet. A day that has just begun has its first minute: what was seen in it is
 * of today.
 */
export function wholeDays({ from, to }: TimeWindow, now: string): TimeWindow {
  const end = Math.ceil(toMs(to) / DAY_MS) * DAY_MS;
  const minute = Math.floor(toMs(now) / MINUTE_MS) * MINUTE_MS;
  const latest = minute % DAY_MS === 0 ? minute + MINUTE_MS : minute;
  return { from: toIso(Math.floor(toMs(from) / DAY_MS) * DAY_MS), to: toIso(Math.min(end, latest)) };
}

/** The UTC days that a window touches, as in `2026-11-22`, oldest first. */
export function daysIn({ from, to }: TimeWindow): string[] {
  const days: string[] = [];
  for (let at = Math.floor(toMs(from) / DAY_MS) * DAY_MS; at < toMs(to); at += DAY_MS) {
    days.push(toIso(at).slice(0, 10));
  }
  return days;
}

/** The whole of a UTC day. */
export function dayWindow(day: string): TimeWindow {
  return { from: toIso(toMs(day)), to: toIso(toMs(day) + DAY_MS) };
}

/** The last `count` UTC days at `now` (ISO), the one that has not ended among them. */
export function lastDays(now: string, count = 30): TimeWindow {
  const today = Math.floor(toMs(now) / DAY_MS) * DAY_MS;
  return wholeDays({ from: toIso(today - (count - 1) * DAY_MS), to: toIso(today + DAY_MS) }, now);
}

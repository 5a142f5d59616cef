import 'server-only';
import { DAY_MS, type TimeWindow, toIso, toMs, zonedMs } from '@/lib/evidence/time';
import { wholeDays } from '@/lib/health/report/whole-days';
import type { RequestedWindow } from './window';

/** The days of a report where none are asked for. */
const DEFAULT_DAYS = 30;
/** The longest report; what was captured is kept a little longer. */
const MOST_DAYS = 366;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What is wrong with the window of a report whatever the time is, in a sentence; null where nothing is. */
export function reportWindowMistake(requested: RequestedWindow): string | null {
  for (const [name, value] of Object.entries(requested)) {
    if (value !== null && Number.isNaN(read(value))) {
      return `“${name}” must be a day, such as 2026-01-31, or a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.`;
    }
  }
  if (requested.from === null || requested.to === null) return null;
  const window = reportWindow(requested, requested.to);
  return typeof window === 'string' ? window : null;
}

/**
 * The window of a report: whole UTC days, as asked (without a mistake), else the 30 days up to `now` (ISO, Coveo's own).
 * A day as its end is part of it. A window that makes no sense at that time gives a sentence that says what to do.
 */
export function reportWindow(requested: RequestedWindow, now: string): TimeWindow | string {
  const last = requested.to ?? now;
  const end = read(last) + (DAY.test(last) ? DAY_MS : 0);
  const from =
    requested.from === null ? Math.ceil(end / DAY_MS) * DAY_MS - DEFAULT_DAYS * DAY_MS : read(requested.from);
  if (from >= end) return '“from” must be earlier than “to”.';
  const latest = requested.to === now ? toIso(end) : now;
  const window = wholeDays({ from: toIso(from), to: toIso(end) }, latest);
  if (window.from >= window.to) return 'This time lies in the future: nothing can be known of it.';
  if (toMs(window.to) - toMs(window.from) > MOST_DAYS * DAY_MS) {
    return `A report is of ${MOST_DAYS} days at most.`;
  }
  return window;
}

function read(value: string): number {
  return DAY.test(value) ? toMs(value) : zonedMs(value);
}

import 'server-only';
import { DAY_MS, MINUTE_MS, type TimeWindow, toIso, toMs, zonedMs } from '@/lib/evidence/time';
import { LONGEST_BY_DAY_MS } from '@/lib/health/report/captured-timeline';

/** The window as it stands in the query: ISO with a zone, or left out. */
export interface RequestedWindow {
  readonly from: string | null;
  readonly to: string | null;
}

/** The default window of the health page. */
const DEFAULT_MS = 7 * DAY_MS;

/** What is wrong with a window whatever the time is, in a sentence that says what to do; null where nothing is. */
export function windowMistake(requested: RequestedWindow): string | null {
  for (const [name, value] of Object.entries(requested)) {
    if (value !== null && Number.isNaN(zonedMs(value))) {
      return `“${name}” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.`;
    }
  }
  if (requested.from === null || requested.to === null) return null;
  const window = healthWindow(requested, requested.to);
  return typeof window === 'string' ? window : null;
}

/**
 * The window to show: as asked (without a mistake), else the seven days up to `now` (ISO, Coveo's own), rounded down to
 * the minute. A window that makes no sense at that time gives a sentence that says what to do.
 */
export function healthWindow(requested: RequestedWindow, now: string): TimeWindow | string {
  const to = Math.floor(toMs(requested.to ?? now) / MINUTE_MS) * MINUTE_MS;
  const from = requested.from === null ? to - DEFAULT_MS : toMs(requested.from);
  if (from >= to) return '“from” must be earlier than “to”.';
  if (to - from > LONGEST_BY_DAY_MS) {
    return `A window is ${LONGEST_BY_DAY_MS / DAY_MS} days at most; Coveo keeps its logs for 14.`;
  }
  return { from: toIso(from), to: toIso(to) };
}

/** The window as it stands in a query. */
export function requestedWindow(query: URLSearchParams): RequestedWindow {
  return { from: query.get('from'), to: query.get('to') };
}

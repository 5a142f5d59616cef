/** Milliseconds in a minute. */
export const MINUTE_MS = 60_000;
/** Milliseconds in an hour. */
export const HOUR_MS = 3_600_000;
/** Milliseconds in a day. */
export const DAY_MS = 86_400_000;

/** A stretch of time: ISO strings in UTC, `from` included, `to` not. */
export interface TimeWindow {
  readonly from: string;
  readonly to: string;
}

/** Epoch milliseconds of an ISO string; NaN when it is not a date. */
export function toMs(iso: string): number {
  return Date.parse(iso);
}

/** ISO string in UTC with milliseconds for epoch milliseconds. */
export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

/** Whether `iso` lies in the window. */
export function isWithin(iso: string, window: TimeWindow): boolean {
  const at = toMs(iso);
  return at >= toMs(window.from) && at < toMs(window.to);
}

/**
 * Reads a date as Coveo writes it: epoch milliseconds as a number, or an ISO 8601 string (Source and Activity
 * specifications say string, real answers hold numbers). Anything else gives null.
 */
export function readDate(value: unknown): string | null {
  if (typeof value === 'number')
    return Number.isFinite(value) && Math.abs(value) <= 8.64e15 ? toIso(value) : null;
  if (typeof value !== 'string' || value === '') return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : toIso(ms);
}

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

const ISO_DATE = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;
/** Years of four digits: only their ISO strings sort as text. */
const FIRST_MS = Date.UTC(2000, 0, 1);
const LAST_MS = Date.UTC(9999, 11, 31);

/**
 * Reads a date as Coveo writes it: epoch milliseconds as a number or as digits, or an ISO 8601 string (Source and
 * Activity specifications say string, real answers hold numbers). A time without a zone is taken as UTC, whatever
 * the zone of this machine. Anything else, and a date before the year 2000 or after 9999, gives null.
 */
export function readDate(value: unknown): string | null {
  const ms = typeof value === 'number' ? value : typeof value === 'string' ? readText(value) : Number.NaN;
  return ms >= FIRST_MS && ms <= LAST_MS ? toIso(ms) : null;
}

function readText(text: string): number {
  if (/^\d{12,14}$/.test(text)) return Number(text);
  const [, day, time = '00:00', zone = 'Z'] = ISO_DATE.exec(text) ?? [];
  if (day === undefined) return Number.NaN;
  return Date.parse(`${day}T${time}${zone.replace(/(\d{2})(\d{2})$/, '$1:$2')}`);
}

import { DAY_MS, HOUR_MS, MINUTE_MS, toMs } from '@/lib/evidence/time';

const NUMBER = new Intl.NumberFormat('en-US');
const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** A whole number with separators: 40,112. */
export function formatCount(n: number): string {
  return NUMBER.format(n);
}

/** A number with its noun, in the singular for one: "1 item", "412 items". */
export function countOf(n: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(n)} ${n === 1 ? singular : plural}`;
}

/** A moment in UTC, short: "Tue 17 Nov 02:00 UTC". */
export function formatMoment(iso: string): string {
  return `${DAY_AND_TIME.format(toMs(iso)).replace(/,/g, '')} UTC`;
}

/** A moment in UTC with its year, for one that may be far off: "2026-12-20 01:00 UTC". */
export function formatFullMoment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** A length of time in its largest sensible unit: "40 s", "26 h", "3 days". */
export function formatDuration(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.round(ms / 1000)} s`;
  if (ms < 2 * HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  if (ms < 3 * DAY_MS) return `${Math.round(ms / HOUR_MS)} h`;
  return `${Math.round(ms / DAY_MS)} days`;
}

/** A share as a whole percentage, rounded down; "under 1 %" rather than 0 for something. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %';
  const percent = (100 * part) / whole;
  return percent < 1 ? 'under 1 %' : `${Math.floor(percent)} %`;
}

/** A text in quotation marks that ends a sentence: with a full stop, unless it brings its own. */
export function quoteLast(text: string): string {
  return /[.!?]$/.test(text) ? `“${text}”` : `“${text}”.`;
}

import { DAY_MS, type TimeWindow, toMs } from '@/lib/evidence/time';

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const DAY_AND_YEAR = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A stretch of time in UTC: "3 Nov 00:00 – 5 Nov 14:00 UTC"; with years, where `withYear`. */
export function formatStretch({ from, to }: TimeWindow, withYear = false): string {
  const words = (iso: string) => `${(withYear ? DAY_AND_YEAR : DAY).format(toMs(iso))} ${iso.slice(11, 16)}`;
  return `${words(from)} – ${words(to)} UTC`;
}

/** A UTC day (`2026-11-03`): "3 Nov", or with its year. */
function formatDay(day: string, withYear = false): string {
  return (withYear ? DAY_AND_YEAR : DAY).format(toMs(day));
}

/** A window of whole days, both days included: "3 Nov 2026 – 22 Nov 2026"; one day by itself. */
export function formatDays({ from, to }: TimeWindow): string {
  const [first, last] = [formatDay(from.slice(0, 10), true), formatDay(lastDay(to), true)];
  return first === last ? first : `${first} – ${last}`;
}

/** The days of a window lie in two years, so that a date without its year would mean two. */
export function spansYears({ from, to }: TimeWindow): boolean {
  return from.slice(0, 4) !== lastDay(to).slice(0, 4);
}

/** The last day that a window touches. */
export function lastDay(to: string): string {
  const ms = toMs(to);
  return new Date(ms % DAY_MS === 0 ? ms - DAY_MS : ms).toISOString().slice(0, 10);
}

import { DAY_MS, HOUR_MS, MINUTE_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { zoneOffsetMs } from '@/lib/health/zoned-moment';
import type { Timeline } from '@/lib/timeline/timeline';

/** A window as two numbers, epoch ms: all lanes are drawn by one of these. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
}

/** The scale of a window. */
export function timeScale(window: TimeWindow): TimeScale {
  return { from: toMs(window.from), to: toMs(window.to) };
}

/** Where a moment stands in the scale, 0 at its beginning and 1 at its end; never outside. */
export function fractionAt(scale: TimeScale, ms: number): number {
  if (scale.to <= scale.from) return 0;
  return Math.min(1, Math.max(0, (ms - scale.from) / (scale.to - scale.from)));
}

/** A share as a CSS length. */
export function percent(fraction: number): string {
  return `${Math.round(fraction * 1e5) / 1e3}%`;
}

/** The window that the buckets `first` to `last` (both included) cover, cut to the timeline's own window. */
export function windowOfBuckets(
  timeline: Timeline,
  window: TimeWindow,
  first: number,
  last: number,
): TimeWindow {
  const from = timeline.buckets[first] ?? window.from;
  const to = timeline.buckets[last + 1] ?? window.to;
  return {
    from: toMs(from) < toMs(window.from) ? window.from : from,
    to: toMs(to) > toMs(window.to) ? window.to : to,
  };
}

/** The bucket at a fraction of the scale: the last one that has begun by then; null when there are none. */
export function bucketAt(timeline: Timeline, scale: TimeScale, fraction: number): number | null {
  if (timeline.buckets.length === 0) return null;
  const at = scale.from + fraction * (scale.to - scale.from);
  const index = timeline.buckets.findLastIndex((bucket) => toMs(bucket) <= at);
  return Math.max(0, index);
}

const STEPS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  7 * DAY_MS,
];

/** A mark on the time axis. `major` ones begin a day. */
export interface Tick {
  readonly at: number;
  readonly label: string;
  readonly major: boolean;
}

const DAY_LABEL = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', timeZone: 'UTC' });

/** Marks at round times in a time zone, with at most `most` steps between them. */
export function ticks(scale: TimeScale, most: number, zone = 'UTC'): Tick[] {
  const span = scale.to - scale.from;
  const step =
    STEPS.find((candidate) => span / candidate <= most) ?? Math.ceil(span / most / DAY_MS) * DAY_MS;
  const found: Tick[] = [];
  const first = scale.from + zoneOffsetMs(scale.from, zone);
  const last = scale.to + zoneOffsetMs(scale.to, zone);
  // By what a clock there shows: on the day on which it is put forward or back, one step is longer or shorter.
  for (let shown = Math.ceil(first / step) * step; shown <= last; shown += step) {
    const guess = shown - zoneOffsetMs(shown, zone);
    const at = shown - zoneOffsetMs(guess, zone);
    // There is no clock that shows an hour that is left out.
    if (at < scale.from || at > scale.to || at <= (found.at(-1)?.at ?? Number.NEGATIVE_INFINITY)) continue;
    const major = shown % DAY_MS === 0;
    const label = major ? DAY_LABEL.format(shown).replace(',', '') : toIso(shown).slice(11, 16);
    found.push({ at, label, major });
  }
  return found;
}

/** A round number not below `most`, for the top of an axis; 1 for none. */
export function axisTop(most: number): number {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= most) ?? 10) * power;
}

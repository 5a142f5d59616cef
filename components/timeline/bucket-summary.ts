import type { TimeWindow } from '@/lib/evidence/time';
import { formatIn } from '@/lib/health/zoned-moment';
import { countOf, formatCount, formatDuration } from '@/lib/problems/phrasing';
import type { BucketRange } from './bucket-cursor';
import type { Series } from './series';

/** What stands in some buckets: their time, and the sums that are not 0. */
export interface BucketSummary {
  readonly time: string;
  readonly pushes: readonly SeriesCount[];
  readonly outcomes: readonly SeriesCount[];
  /** Whether all rows of that time were read: only then nothing is nothing. */
  readonly read: boolean;
}

/** A series with its sum over some buckets. */
export interface SeriesCount {
  readonly key: string;
  readonly label: string;
  readonly color: string;
  readonly count: number;
}

/** Sums the lanes over a range of buckets; `window` is the time that these cover, `unread` what was not read whole. Told in `zone`. */
export function summarise(
  range: BucketRange,
  window: TimeWindow,
  pushes: readonly Series[],
  outcomes: readonly Series[],
  unread: readonly TimeWindow[],
  zone = 'UTC',
): BucketSummary {
  const length = formatDuration(Date.parse(window.to) - Date.parse(window.from));
  return {
    time: `${formatIn(window.from, zone)}, ${length}`,
    pushes: sums(pushes, range),
    outcomes: sums(outcomes, range),
    read: !unread.some(({ from, to }) => from < window.to && to > window.from),
  };
}

/** The summary as a sentence, for the slider's value. */
export function sentence(summary: BucketSummary, range: BucketRange, selected: boolean): string {
  const buckets = selected ? `${countOf(range[1] - range[0] + 1, 'bucket')} selected, ` : '';
  return `${buckets}${summary.time}: pushed ${listed(summary.pushes, summary.read)}; ended ${listed(summary.outcomes, summary.read)}.`;
}

function sums(series: readonly Series[], [first, last]: BucketRange): SeriesCount[] {
  return series
    .map(({ key, label, color, counts }) => ({
      key,
      label,
      color,
      count: counts.slice(first, last + 1).reduce((sum, n) => sum + n, 0),
    }))
    .filter(({ count }) => count > 0);
}

function listed(counts: readonly SeriesCount[], read: boolean): string {
  if (counts.length === 0) return read ? 'nothing' : 'not read';
  return counts.map(({ count, label }) => `${formatCount(count)} ${label.toLowerCase()}`).join(', ');
}

import type { TimeWindow } from '@/lib/evidence/time';
import { formatIn } from '@/lib/health/zoned-moment';
import { countOf, formatCount, formatDuration } from '@/lib/problems/phrasing';
import type { RecordedLane, RefusalCount } from '@/lib/timeline/timeline';
import type { BucketRange } from './bucket-cursor';
import { recordedSeries, type Series } from './series';

/** What stands in some buckets: their time, and the sums that are not 0. */
export interface BucketSummary {
  readonly time: string;
  readonly pushes: readonly SeriesCount[];
  readonly outcomes: readonly SeriesCount[];
  /** Whether all rows of that time were read: only then nothing is nothing. */
  readonly read: boolean;
  /** Recorded calls; left out where nothing was recorded. */
  readonly recorded?: RecordedSummary;
}

/** Recorded calls of some buckets, and in words what was refused. */
export interface RecordedSummary {
  readonly calls: readonly SeriesCount[];
  /** "12 × 429 TOO_MANY_REQUESTS: Too many requests", the most frequent first. */
  readonly refusals: readonly string[];
  /** Whether any of that time was recorded: only then no call is none. */
  readonly covered: boolean;
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
  lane?: RecordedLane,
  zone = 'UTC',
): BucketSummary {
  const length = formatDuration(Date.parse(window.to) - Date.parse(window.from));
  return {
    time: `${formatIn(window.from, zone)}, ${length}`,
    pushes: sums(pushes, range),
    outcomes: sums(outcomes, range),
    read: !unread.some(({ from, to }) => from < window.to && to > window.from),
    ...(lane === undefined ? {} : { recorded: recordedIn(lane, range, window) }),
  };
}

function recordedIn(lane: RecordedLane, range: BucketRange, window: TimeWindow): RecordedSummary {
  const counts = new Map<string, number>();
  for (const refusal of lane.refusals) {
    if (refusal.bucket < range[0] || refusal.bucket > range[1]) continue;
    const words = refusalWords(refusal);
    counts.set(words, (counts.get(words) ?? 0) + refusal.count);
  }
  return {
    calls: sums(recordedSeries(lane), range),
    refusals: [...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([words, count]) => `${formatCount(count)} × ${words}`),
    covered: lane.stretches.some(({ from, to }) => from < window.to && to >= window.from),
  };
}

/** A refusal in words: its answer, and the problem that it shows. */
export function refusalWords({ status, errorCode, problem }: Omit<RefusalCount, 'bucket' | 'count'>): string {
  const answer = [status === null ? 'no answer' : status, errorCode]
    .filter((part) => part !== null)
    .join(' ');
  return problem === null ? answer : `${answer}: ${problem.title}`;
}

/** The summary as a sentence, for the slider's value. */
export function sentence(summary: BucketSummary, range: BucketRange, selected: boolean): string {
  const buckets = selected ? `${countOf(range[1] - range[0] + 1, 'bucket')} selected, ` : '';
  return `${buckets}${summary.time}: pushed ${listed(summary.pushes, summary.read)}; ended ${listed(summary.outcomes, summary.read)}.${recordedSentence(summary.recorded)}`;
}

function recordedSentence(recorded: RecordedSummary | undefined): string {
  if (recorded === undefined) return '';
  if (recorded.calls.length === 0) return ` Calls: ${recorded.covered ? 'none' : 'not recorded'}.`;
  const refusals = recorded.refusals.length === 0 ? '' : ` (${recorded.refusals.join('; ')})`;
  return ` Calls: ${listed(recorded.calls, true)}${refusals}.`;
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

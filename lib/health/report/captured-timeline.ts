import type { Activity } from '@/lib/evidence/activity';
import type { Read } from '@/lib/evidence/coverage';
import { DAY_MS, type TimeWindow, toMs } from '@/lib/evidence/time';
import type { Health } from '@/lib/health/health';
import { activitySpans, changeMarks } from '@/lib/timeline/build-timeline';
import type { Timeline } from '@/lib/timeline/timeline';
import type { SourceDay } from './source-day';
import { inside, lengthOf, merged, outside } from './stretches';
import { dayWindow } from './whole-days';

/** The longest window that is told by day: more buckets than these would not be drawn (`MAX_BUCKETS`). */
export const LONGEST_BY_DAY_MS = 335 * DAY_MS;

/**
 * Whether a window begins so long before `readable`, the time whose rows could be read, that it is told by day: what was
 * captured of older time is kept by UTC day, and one chart has one size of buckets.
 */
export function isToldByDay(window: TimeWindow, readable: TimeWindow): boolean {
  const before = toMs(readable.from) - toMs(window.from);
  return before >= DAY_MS || (before > 0 && toMs(window.to) <= toMs(readable.from));
}

/** What is known of the time before the rows that Coveo still has. */
export interface OlderTime {
  readonly days: readonly SourceDay[];
  /** Activities of the window that the scan did not ask for, and how their reading went. */
  readonly activities: readonly Activity[];
  readonly reads: readonly Read[];
  /** Why the days could not be read; null where they could. */
  readonly notRead: string | null;
}

/**
 * A health whose timeline has a bucket for each UTC day, with what was captured of the days that Coveo's logs no longer
 * hold, and their activities. A day is counted from its rows or from what was captured, whichever saw more of it, never
 * from both. Verdict, findings and ledger stay those of the live rows.
 */
export function withOlderTime(health: Health, older: OlderTime): Health {
  const { timeline, window, coverage } = health;
  const live = liveTime(health);
  const byDay = new Map(older.days.map((day) => [day.day, day]));
  const captured: TimeWindow[] = [];
  const observed: TimeWindow[] = [];
  const pushes = counted(timeline.lanes.pushes);
  const outcomes = counted(timeline.lanes.outcomes);
  for (const [index, bucket] of timeline.buckets.entries()) {
    const [whole] = inside([dayWindow(bucket.slice(0, 10))], window);
    if (whole === undefined) continue;
    const liveHere = inside(live, whole);
    const day = byDay.get(bucket.slice(0, 10));
    const capturedHere = inside(day?.observed ?? [], whole);
    if (day === undefined || lengthOf(capturedHere) <= lengthOf(liveHere)) {
      observed.push(...liveHere);
      continue;
    }
    captured.push(whole);
    observed.push(...capturedHere);
    replace(pushes, { ...day.pushes, ...day.batches }, index, timeline.buckets.length);
    replace(outcomes, day.outcomes, index, timeline.buckets.length);
  }
  return {
    ...health,
    timeline: {
      ...timeline,
      lanes: {
        activities: spansOf(timeline, older, window),
        pushes: Object.fromEntries(pushes),
        outcomes: Object.fromEntries(outcomes),
      },
      marks: marksOf(timeline, older, window),
      captured: {
        stretches: merged(captured),
        unobserved: outside(observed, window),
        ...(older.notRead === null ? {} : { notRead: older.notRead }),
      },
    },
    coverage: { ...coverage, reads: [...coverage.reads, ...older.reads] },
  };
}

/** The stretches whose rows were all read in this scan, or, where there were too many to read, counted. */
function liveTime({ judged, coverage, notCounted }: Health): TimeWindow[] {
  if (coverage.rowsCounted === 0) return [judged];
  if (notCounted !== undefined && !notCounted.includes('pushed')) return [judged];
  const whole = coverage.reads.filter(
    ({ call, state, of }) => call === 'logs.list' && state === 'read' && of === undefined,
  );
  return inside(whole, judged);
}

function counted(lane: Timeline['lanes']['pushes']): Map<string, number[]> {
  return new Map(Object.entries(lane).map(([name, counts]) => [name, [...counts]]));
}

/** Puts a captured day's counts in place of what the lane had there. */
function replace(
  lane: Map<string, number[]>,
  counts: Readonly<Record<string, number>>,
  index: number,
  length: number,
): void {
  for (const numbers of lane.values()) numbers[index] = 0;
  for (const [name, count] of Object.entries(counts)) {
    const numbers = lane.get(name) ?? new Array<number>(length).fill(0);
    numbers[index] = count;
    lane.set(name, numbers);
  }
}

function spansOf(timeline: Timeline, older: OlderTime, window: TimeWindow) {
  const known = new Set(timeline.lanes.activities.map(({ id }) => id));
  const more = activitySpans(older.activities, window).filter(({ id }) => !known.has(id));
  return [...more, ...timeline.lanes.activities].sort((a, b) => (a.start < b.start ? -1 : 1));
}

function marksOf(timeline: Timeline, older: OlderTime, window: TimeWindow) {
  const known = new Set(timeline.marks.map(({ at, label }) => `${at} ${label}`));
  const more = changeMarks(older.activities, window).filter(({ at, label }) => !known.has(`${at} ${label}`));
  return [...more, ...timeline.marks].sort((a, b) => (a.at < b.at ? -1 : 1));
}

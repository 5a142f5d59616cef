import { type Activity, isOpen, isRefresh } from '@/lib/evidence/activity';
import type { Evidence } from '@/lib/evidence/evidence';
import { isBatchRow, isEntryTask, isFailure, type LogRow } from '@/lib/evidence/log-row';
import { flattenMeta, readOrderingId } from '@/lib/evidence/meta';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { spreadCounts } from '@/lib/evidence/spread-counts';
import { HOUR_MS, isWithin, MINUTE_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { recordedLane } from './recorded-lane';
import { type ActivitySpan, MAX_BUCKETS, type Timeline, type TimelineMark } from './timeline';

const BUCKET_SIZES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360].map((minutes) => minutes * MINUTE_MS);

/** The smallest round bucket size (ms) that cuts the window into at most 336 buckets. */
function bucketSize(window: TimeWindow): number {
  const from = toMs(window.from);
  const to = toMs(window.to);
  const fits = BUCKET_SIZES.find((size) => Math.ceil(to / size) - Math.floor(from / size) <= MAX_BUCKETS);
  return fits ?? Math.ceil((to - from) / (MAX_BUCKETS - 1) / HOUR_MS) * HOUR_MS;
}

/**
 * Lays what was observed on one time axis: the bounds are those of `window`, whatever the rows cover. Where rows were
 * counted in stretches, lanes hold these counts, spread evenly: about. `bucketMs` is the length of a bucket.
 */
export function buildTimeline(
  evidence: Evidence,
  pipeline: Pipeline,
  window: TimeWindow,
  bucketMs: number = bucketSize(window),
): Timeline {
  const from = toMs(window.from);
  const start = Math.floor(from / bucketMs) * bucketMs;
  const length = Math.max(1, Math.ceil((toMs(window.to) - start) / bucketMs));
  const place = (at: string): number | null => {
    if (!isWithin(at, window)) return null;
    return Math.min(length - 1, Math.floor((toMs(at) - start) / bucketMs));
  };
  const pushes = new Map<string, number[]>();
  const outcomes = new Map<string, number[]>();
  const add = (lane: Map<string, number[]>, name: string, at: string, count = 1) => {
    const bucket = place(at);
    if (bucket === null) return;
    const numbers = lane.get(name) ?? new Array<number>(length).fill(0);
    numbers[bucket] = (numbers[bucket] ?? 0) + count;
    lane.set(name, numbers);
  };
  if (evidence.counted !== null) {
    for (const { lane, name, at, count } of spreadCounts(evidence, evidence.counted)) {
      add(lane === 'pushes' ? pushes : outcomes, name, at, count);
    }
  }
  for (const operation of evidence.counted === null ? pipeline.operations : []) {
    if (operation.pushed) add(pushes, operation.operation, operation.startedAt);
    if (operation.outcome !== 'pending') add(outcomes, operation.outcome, operation.endedAt);
  }
  for (const row of evidence.rows) if (isWholePush(row)) add(pushes, row.operation, row.at);
  return {
    bucketMs,
    buckets: Array.from({ length }, (_, at) => toIso(Math.max(from, start + at * bucketMs))),
    incompleteFrom: incompleteFrom(evidence, pipeline, window),
    lanes: {
      activities: activitySpans(evidence.activities, window),
      pushes: Object.fromEntries(pushes),
      outcomes: Object.fromEntries(outcomes),
    },
    marks: marksIn(evidence, window),
    ...(evidence.recorded === undefined ? {} : { recorded: recordedLane(evidence.recorded, place, length) }),
  };
}

/** Whether a row counts a batch or a delete older than as pushed: where it is consumed, where it enters; once each. */
export function isWholePush(row: LogRow): boolean {
  if (row.operation === 'BATCH_FILE') return row.task === 'CONSUMING_BATCH';
  return row.operation === 'DELETE_OLDER_THAN' && isEntryTask(row.task);
}

function incompleteFrom(evidence: Evidence, pipeline: Pipeline, window: TimeWindow): string | null {
  const from = toMs(evidence.now) - (pipeline.latency?.p95Ms ?? pipeline.settleMs);
  if (from >= toMs(window.to)) return null;
  return toIso(Math.max(from, toMs(window.from)));
}

/** The activities that touch a window, as spans; one that ended and says not when is left out but for refreshes. */
export function activitySpans(activities: readonly Activity[], window: TimeWindow): ActivitySpan[] {
  const spans: ActivitySpan[] = [];
  for (const activity of activities) {
    const { startedAt, endedAt } = activity;
    if (startedAt === null || toMs(startedAt) >= toMs(window.to)) continue;
    if (!isOpen(activity) && toMs(endedAt ?? startedAt) < toMs(window.from)) continue;
    if (!isRefresh(activity) && endedAt === null && !isOpen(activity)) continue;
    spans.push({
      id: activity.id,
      operation: activity.operation,
      state: activity.state,
      result: activity.result,
      start: startedAt,
      end: isOpen(activity) ? null : (endedAt ?? startedAt),
      by: activity.by?.name ?? null,
    });
  }
  return spans;
}

function marksIn(evidence: Evidence, window: TimeWindow): TimelineMark[] {
  const marks: TimelineMark[] = [];
  for (const row of evidence.rows) {
    if (!isBatchRow(row) || !isEntryTask(row.task) || !isWithin(row.at, window)) continue;
    if (row.operation === 'BATCH_FILE') {
      if (isFailure(row))
        marks.push({
          at: row.at,
          kind: 'batch-failed',
          label: `Batch ended in ${row.result} at ${row.task}`,
        });
      continue;
    }
    const id = readOrderingId(flattenMeta(row.meta));
    marks.push({
      at: row.at,
      kind: 'delete-older-than',
      label: `Delete older than${id === null ? '' : ` ${id}`}, ${row.result}`,
    });
  }
  marks.push(...changeMarks(evidence.activities, window));
  return marks.sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** A flag for each change that a person or a key made in a window. */
export function changeMarks(activities: readonly Activity[], window: TimeWindow): TimelineMark[] {
  const marks: TimelineMark[] = [];
  for (const activity of activities) {
    if (isRefresh(activity) || activity.by?.type !== 'USER' || activity.startedAt === null) continue;
    if (!isWithin(activity.startedAt, window)) continue;
    marks.push({
      at: activity.startedAt,
      kind: 'change',
      label: `${activity.operation} by ${activity.by.name}`,
    });
  }
  return marks;
}

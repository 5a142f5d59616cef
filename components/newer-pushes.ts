import { type TimeWindow, toMs } from '@/lib/evidence/time';
import type { Timeline } from '@/lib/timeline/timeline';

/** Operations that were pushed after the newest settled run. `from` begins the bucket of the last one, ISO. */
export interface NewerPushes {
  readonly operations: number;
  readonly from: string;
  readonly bucketMs: number;
}

/** Rows of these count themselves, not items. */
const NOT_ITEMS = ['BATCH_FILE', 'DELETE_OLDER_THAN'];

/**
 * What the timeline shows to have been pushed since `end` (ISO), in buckets that begin after it. Null when there is
 * nothing, or when the timeline's `window` ends before `asOf` does and so does not tell.
 */
export function newerPushes(
  { buckets, bucketMs, lanes }: Timeline,
  window: TimeWindow,
  asOf: string,
  end: string,
): NewerPushes | null {
  if (toMs(asOf) - toMs(window.to) > bucketMs) return null;
  let operations = 0;
  let from: string | null = null;
  for (const [index, bucket] of buckets.entries()) {
    if (bucket < end) continue;
    let here = 0;
    for (const [operation, counts] of Object.entries(lanes.pushes)) {
      if (!NOT_ITEMS.includes(operation)) here += counts[index] ?? 0;
    }
    if (here > 0) from = bucket;
    operations += here;
  }
  return from === null ? null : { operations, from, bucketMs };
}

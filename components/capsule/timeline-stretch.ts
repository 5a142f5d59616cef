import type { TimeWindow } from '@/lib/evidence/time';
import { toMs } from '@/lib/evidence/time';
import type { Timeline } from '@/lib/timeline/timeline';

/** The buckets of a timeline that touch a window, as a timeline of their own: what was preserved is not read anew. */
export function stretchOf(timeline: Timeline, { from, to }: TimeWindow): Timeline {
  const inside = timeline.buckets.map(
    (bucket) => toMs(bucket) + timeline.bucketMs > toMs(from) && toMs(bucket) < toMs(to),
  );
  const part = (counts: readonly number[]) => counts.filter((_, index) => inside[index]);
  const parts = (lanes: Timeline['lanes']['pushes']) =>
    Object.fromEntries(Object.entries(lanes).map(([name, counts]) => [name, part(counts)]));
  return {
    ...timeline,
    buckets: timeline.buckets.filter((_, index) => inside[index]),
    lanes: {
      activities: timeline.lanes.activities.filter(
        ({ start, end }) => start < to && (end === null || end > from),
      ),
      pushes: parts(timeline.lanes.pushes),
      outcomes: parts(timeline.lanes.outcomes),
    },
    marks: timeline.marks.filter(({ at }) => at >= from && at < to),
  };
}

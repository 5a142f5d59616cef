import type { TimeWindow } from '@/lib/evidence/time';
import { toMs } from '@/lib/evidence/time';
import type { RecordedLane, Timeline } from '@/lib/timeline/timeline';

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
    ...(timeline.recorded === undefined ? {} : { recorded: recordedPart(timeline.recorded, inside) }),
  };
}

/** The lane in the buckets that are inside, which are one after the other. */
function recordedPart(
  { counts, refusals, stretches }: RecordedLane,
  inside: readonly boolean[],
): RecordedLane {
  const part = (numbers: readonly number[] | undefined) => numbers?.filter((_, index) => inside[index]) ?? [];
  const first = Math.max(0, inside.indexOf(true));
  return {
    counts: Object.fromEntries(Object.entries(counts).map(([answer, numbers]) => [answer, part(numbers)])),
    refusals: refusals
      .filter(({ bucket }) => inside[bucket])
      .map((refusal) => ({ ...refusal, bucket: refusal.bucket - first })),
    stretches,
  };
}

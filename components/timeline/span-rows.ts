import { toMs } from '@/lib/evidence/time';
import type { ActivitySpan } from '@/lib/timeline/timeline';

/** A span with the row that it is drawn in, so that none covers another. */
export interface PlacedSpan {
  readonly span: ActivitySpan;
  readonly row: number;
}

/** Puts each span into the first row where it fits. `now` (epoch ms) ends those that are open. */
export function placeSpans(spans: readonly ActivitySpan[], now: number, gapMs: number): PlacedSpan[] {
  const ends: number[] = [];
  return [...spans]
    .sort((a, b) => toMs(a.start) - toMs(b.start))
    .map((span) => {
      const free = ends.findIndex((end) => end + gapMs <= toMs(span.start));
      const row = free === -1 ? ends.length : free;
      ends[row] = span.end === null ? now : toMs(span.end);
      return { span, row };
    });
}

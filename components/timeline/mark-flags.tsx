import { clsx } from 'clsx';
import { Flag } from 'lucide-react';
import { toMs } from '@/lib/evidence/time';
import { formatMoment } from '@/lib/problems/phrasing';
import type { TimelineMark } from '@/lib/timeline/timeline';
import { fractionAt, percent, type TimeScale } from './time-scale';

/** The row of flags above the lanes: delete-older-than operations, batches that failed and what people changed. */
export function MarkFlags({ marks, scale }: { marks: readonly TimelineMark[]; scale: TimeScale }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of pictures, not of fields.
    <div role="group" aria-label={`Marks: ${marks.length}`} className="relative h-4">
      {marks.map((mark) => (
        <div
          key={`${mark.at}${mark.label}`}
          role="img"
          aria-label={`${mark.label}, ${formatMoment(mark.at)}`}
          title={`${mark.label}\n${formatMoment(mark.at)}`}
          className={clsx('absolute top-0 -translate-x-px', markColor(mark))}
          style={{ left: percent(fractionAt(scale, toMs(mark.at))) }}
        >
          <Flag aria-hidden className="size-3.5 fill-current" />
        </div>
      ))}
    </div>
  );
}

const COLORS = {
  'delete-older-than': 'text-[var(--chart-older-than)]',
  'batch-failed': 'text-failing',
  change: 'text-accent',
} as const satisfies Record<TimelineMark['kind'], string>;

/** The colour of a mark's flag and line. */
export function markColor({ kind }: TimelineMark): string {
  return COLORS[kind];
}

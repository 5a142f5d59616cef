import { clsx } from 'clsx';
import { Flag } from 'lucide-react';
import { toMs } from '@/lib/evidence/time';
import { formatIn } from '@/lib/health/zoned-moment';
import type { TimelineMark } from '@/lib/timeline/timeline';
import { useShownZone } from '../shown-zone';
import { fractionAt, percent, type TimeScale } from './time-scale';

/** The row of flags above the lanes: delete-older-than operations, batches that failed and what people changed. */
export function MarkFlags({ marks, scale }: { marks: readonly TimelineMark[]; scale: TimeScale }) {
  const zone = useShownZone();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of pictures, not of fields.
    <div role="group" aria-label={`Marks: ${marks.length}`} className="relative h-4">
      {marks.map((mark) => (
        <div
          key={`${mark.at}${mark.label}`}
          role="img"
          aria-label={`${mark.label}, ${formatIn(mark.at, zone)}`}
          title={`${mark.label}\n${formatIn(mark.at, zone)}`}
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

import { clsx } from 'clsx';
import type { CSSProperties } from 'react';
import { type TimeWindow, toMs } from '@/lib/evidence/time';
import type { Timeline } from '@/lib/timeline/timeline';
import { BucketCard } from './bucket-card';
import type { BucketRange } from './bucket-cursor';
import type { BucketSummary } from './bucket-summary';
import { markColor } from './mark-flags';
import { fractionAt, percent, type TimeScale, windowOfBuckets } from './time-scale';

const CARD_PX = 208;
const CARD_GAP_PX = 8;

/** What lies over all lanes: the incomplete end, lines of the marks, the selection, the crosshair and its card. */
export function PlotOverlay(props: {
  timeline: Timeline;
  window: TimeWindow;
  scale: TimeScale;
  range: BucketRange | null;
  pointed: number | null;
  summary: BucketSummary | null;
  width: number;
}) {
  const { timeline, window, scale, range, pointed, summary, width } = props;
  const shown = range ?? (pointed === null ? null : ([pointed, pointed] as const));
  const band = shown === null ? null : bandOf(windowOfBuckets(timeline, window, shown[0], shown[1]), scale);
  const incomplete = timeline.incompleteFrom;
  const beside = band === null ? 0 : band.to * width + CARD_GAP_PX;
  const before = band === null ? 0 : band.from * width - CARD_PX - CARD_GAP_PX;
  const left = Math.max(0, beside + CARD_PX > width ? before : beside);
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0">
      {incomplete !== null && toMs(incomplete) < scale.to && (
        <div
          className="absolute top-0 right-0 bottom-5 border-degraded/60 border-l border-dashed bg-[repeating-linear-gradient(135deg,transparent_0_5px,color-mix(in_oklab,var(--degraded)_16%,transparent)_5px_7px)]"
          style={{ left: percent(fractionAt(scale, toMs(incomplete))) }}
        />
      )}
      {timeline.marks.map((mark) => (
        <div
          key={`${mark.at}${mark.label}`}
          className={clsx(
            'absolute top-1 bottom-5 border-current border-l border-dashed opacity-50',
            markColor(mark),
          )}
          style={{ left: percent(fractionAt(scale, toMs(mark.at))) }}
        />
      ))}
      {band !== null && (
        <>
          <div
            className={clsx(
              'absolute top-0 bottom-5',
              range === null ? 'border-ink/60 border-l bg-ink/10' : 'border-accent border-x bg-accent/20',
            )}
            style={bandStyle(band)}
          />
          {summary !== null && (
            <div className="absolute top-8 z-20" style={{ left }}>
              <BucketCard
                summary={summary}
                incomplete={incomplete !== null && band.to > fractionAt(scale, toMs(incomplete))}
              />
            </div>
          )}
        </>
      )}
    </div>
  );
}

function bandStyle({ from, to }: { from: number; to: number }): CSSProperties {
  return { left: percent(from), width: percent(to - from) };
}

function bandOf(window: TimeWindow, scale: TimeScale): { from: number; to: number } {
  return { from: fractionAt(scale, toMs(window.from)), to: fractionAt(scale, toMs(window.to)) };
}

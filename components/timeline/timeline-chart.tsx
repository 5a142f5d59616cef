'use client';

import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { type TimeWindow, toMs } from '@/lib/evidence/time';
import { inside, outside } from '@/lib/health/report/stretches';
import { formatIn } from '@/lib/health/zoned-moment';
import { formatCount } from '@/lib/problems/phrasing';
import type { Timeline } from '@/lib/timeline/timeline';
import type { RowCoverage } from '../row-coverage';
import { useShownZone } from '../shown-zone';
import { ActivityLane } from './activity-lane';
import { AreaLane } from './area-lane';
import { type BucketCursor, type BucketRange, move, NO_CURSOR, selection } from './bucket-cursor';
import { sentence, summarise } from './bucket-summary';
import { CapturedRibbon } from './captured-ribbon';
import { Lane } from './lane';
import { MarkFlags } from './mark-flags';
import { nearestFilled } from './nearest-filled';
import { PlotOverlay } from './plot-overlay';
import { outcomeSeries, pushSeries, recordedSeries, type Series, troubledSeries } from './series';
import { TimeAxis } from './time-axis';
import { bucketAt, ticks, timeScale, windowOfBuckets } from './time-scale';
import { useWidth } from './use-width';

const TICK_PX = 64;
/** The tooltip reaches for the nearest bar within this. */
const SNAP_PX = 6;

/**
 * The lanes on one time axis, with one crosshair. Dragging zooms, and so do the keys when the chart has the focus.
 * `now` is ISO; `onZoom` gets the window to look at, `onBack` is asked for the one before.
 */
export function TimelineChart(props: {
  timeline: Timeline;
  window: TimeWindow;
  unread: readonly TimeWindow[];
  rows: RowCoverage;
  activities: RowCoverage;
  now: string;
  onZoom: (window: TimeWindow) => void;
  onBack: () => void;
}) {
  const { timeline, window, unread, rows, activities, now, onZoom, onBack } = props;
  const shownZone = useShownZone();
  // A bucket that is a day is a UTC day.
  const zone = timeline.captured === undefined ? shownZone : 'UTC';
  const plot = useRef<HTMLDivElement>(null);
  const width = useWidth(plot);
  const [cursor, setCursor] = useState<BucketCursor>(NO_CURSOR);
  const [hover, setHover] = useState<number | null>(null);
  const [drag, setDrag] = useState<BucketCursor>(NO_CURSOR);

  const scale = useMemo(() => timeScale(window), [window]);
  const marks = useMemo(
    () => ticks(scale, Math.max(2, Math.floor(width / TICK_PX)), zone),
    [scale, width, zone],
  );
  const pushes = useMemo(() => pushSeries(timeline), [timeline]);
  const outcomes = useMemo(() => outcomeSeries(timeline), [timeline]);
  const { recorded } = timeline;
  const calls = useMemo(() => recordedSeries(recorded), [recorded]);
  const troubled = useMemo(() => troubledSeries(outcomes), [outcomes]);
  const count = timeline.buckets.length;

  const zoom = ([first, last]: BucketRange) => {
    setCursor(NO_CURSOR);
    setHover(null);
    onZoom(windowOfBuckets(timeline, window, first, last));
  };

  const filled = useMemo(() => {
    const all = [...pushes, ...outcomes, ...calls];
    return timeline.buckets.map((_, index) => all.some(({ counts }) => (counts[index] ?? 0) > 0));
  }, [timeline, pushes, outcomes, calls]);

  /** Where the tooltip points: a thin bar need not be hit to the pixel. */
  const snapped = (event: PointerEvent, at: number | null): number | null => {
    const box = plot.current?.getBoundingClientRect();
    const first = timeline.buckets[0];
    if (at === null || box === undefined || first === undefined) return at;
    const time = scale.from + ((event.clientX - box.left) / box.width) * (scale.to - scale.from);
    const reach = ((SNAP_PX / box.width) * (scale.to - scale.from)) / timeline.bucketMs;
    return nearestFilled(filled, (time - toMs(first)) / timeline.bucketMs, reach);
  };

  const bucketUnder = (event: PointerEvent): number | null => {
    const box = plot.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0 || event.clientX < box.left) return null;
    const fraction = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return bucketAt(timeline, scale, fraction);
  };

  const onPointerDown = (event: PointerEvent) => {
    const at = bucketUnder(event);
    if (event.button !== 0 || at === null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ at, anchor: at });
  };
  const onPointerMove = (event: PointerEvent) => {
    const at = bucketUnder(event);
    setHover(drag.anchor === null ? snapped(event, at) : at);
    if (drag.anchor !== null) setDrag({ at, anchor: drag.anchor });
  };
  const onPointerUp = () => {
    const range = selection(drag);
    setDrag(NO_CURSOR);
    if (range === null) return;
    if (range[0] !== range[1]) zoom(range);
    else setCursor({ at: range[0], anchor: null });
  };
  const onPointerGone = () => {
    setDrag(NO_CURSOR);
    setHover(null);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const delta = {
      ArrowLeft: -1,
      ArrowRight: 1,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    }[event.key];
    if (delta !== undefined) setCursor(move(cursor, delta, count, event.shiftKey));
    else if (event.key === 'Enter' && cursor.at !== null) zoom(selection(cursor) ?? [cursor.at, cursor.at]);
    else if (event.key === 'Escape' && drag.anchor !== null) setDrag(NO_CURSOR);
    else if (event.key === 'Escape' && cursor.at !== null) setCursor(NO_CURSOR);
    else if (event.key === 'Escape') onBack();
    else return;
    event.preventDefault();
  };

  const dragged = selection(drag);
  const chosen = dragged !== null && dragged[0] !== dragged[1] ? dragged : selection(cursor);
  const pointed = hover ?? cursor.at;
  const shown: BucketRange | null = chosen ?? (pointed === null ? null : [pointed, pointed]);
  const shownWindow = shown === null ? null : windowOfBuckets(timeline, window, shown[0], shown[1]);
  const summary =
    shown === null || shownWindow === null
      ? null
      : summarise(shown, shownWindow, pushes, outcomes, unread, recorded, zone);
  const spoken: BucketRange | null =
    selection(cursor) ?? (cursor.at === null ? null : [cursor.at, cursor.at]);
  const spokenText =
    spoken === null
      ? 'no bucket chosen'
      : sentence(
          summarise(
            spoken,
            windowOfBuckets(timeline, window, spoken[0], spoken[1]),
            pushes,
            outcomes,
            unread,
            recorded,
            zone,
          ),
          spoken,
          cursor.anchor !== null,
        );
  const onAxis = { buckets: timeline.buckets, scale, ticks: marks, read: rows !== 'none', unread };

  return (
    <div className="[--gutter:0px] lg:[--gutter:9.5rem]">
      <div
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerGone}
        onPointerLeave={onPointerGone}
        className="relative grid touch-pan-y select-none gap-2"
      >
        {timeline.captured !== undefined && (
          <CapturedRibbon captured={timeline.captured} window={window} scale={scale} />
        )}
        <Lane title="Activities" definition="From the Activity Browser" series={[]}>
          {timeline.marks.length > 0 && <MarkFlags marks={timeline.marks} scale={scale} />}
          <ActivityLane
            spans={timeline.lanes.activities}
            read={activities}
            scale={scale}
            ticks={marks}
            now={now}
            width={width}
          />
        </Lane>
        {recorded !== undefined && (
          <Lane
            title="Recorded calls"
            definition="Calls to the Push API as a connector recorded them, by the connector’s clock"
            series={calls}
          >
            <AreaLane
              name={laneName('Recorded calls', calls, { window, rows: 'all', zone })}
              series={calls}
              height={44}
              {...onAxis}
              read={inside(recorded.stretches, window).length > 0}
              nothing={['none recorded', 'not recorded']}
              unread={outside(recorded.stretches, window)}
            />
          </Lane>
        )}
        <Lane
          title="Pushes"
          definition="Operations that entered the pipeline, by the time they entered"
          series={pushes}
        >
          <AreaLane
            name={laneName('Pushes by operation', pushes, { window, rows, zone })}
            series={pushes}
            height={68}
            {...onAxis}
          />
        </Lane>
        <Lane
          title="Outcomes"
          definition="Where operations ended, by the time of their last row"
          series={outcomes}
        >
          <AreaLane
            name={laneName('Outcomes', outcomes, { window, rows, zone })}
            series={outcomes}
            height={68}
            {...onAxis}
          />
        </Lane>
        <Lane
          title="Not indexed"
          definition="Of the outcomes those that did not end well, on a scale of their own"
          series={[]}
        >
          <AreaLane
            name={laneName('Not indexed', troubled, { window, rows, zone })}
            series={troubled}
            height={30}
            {...onAxis}
          />
          <TimeAxis ticks={marks} scale={scale} />
        </Lane>
        <div ref={plot} className="pointer-events-none absolute inset-y-0 right-0 left-[var(--gutter)]">
          <PlotOverlay
            timeline={timeline}
            window={window}
            scale={scale}
            range={chosen}
            pointed={pointed}
            summary={drag.anchor === null || chosen !== null ? summary : null}
            width={width}
          />
          {/* The one thing that takes the focus: it stands over all lanes, and lets the pointer through. */}
          <div
            role="slider"
            tabIndex={0}
            aria-label="Timeline, bucket by bucket"
            aria-describedby="timeline-keys"
            aria-valuemin={1}
            aria-valuemax={Math.max(1, count)}
            aria-valuenow={cursor.at === null ? 1 : cursor.at + 1}
            aria-valuetext={spokenText}
            onKeyDown={onKeyDown}
            className="absolute inset-0 z-20 focus-visible:outline-offset-[-2px]"
          />
        </div>
      </div>
      <p id="timeline-keys" className="mt-2 text-faint text-tiny lg:pl-[var(--gutter)]">
        Drag to zoom. Keys: ← → move, Shift selects, Enter zooms, Esc goes back.
        {timeline.incompleteFrom !== null && ' Hatched at the end: outcomes may still be on their way.'}
        {unread.length > 0 &&
          (timeline.captured === undefined
            ? ' Hatched grey: rows not read, or not all of them.'
            : ' Hatched grey: not observed.')}
        {recorded !== undefined &&
          ' In the lane of recorded calls, hatched grey is time that nothing was recorded of.'}
        {timeline.captured !== undefined && ' Flags before the live logs are changes by people only.'}
      </p>
    </div>
  );
}

function laneName(
  title: string,
  series: readonly Series[],
  { window, rows, zone }: { window: TimeWindow; rows: RowCoverage; zone: string },
): string {
  const sums = series.map(({ label, total }) => `${label} ${formatCount(total)}`).join(', ');
  return `${title}, ${formatIn(window.from, zone)} to ${formatIn(window.to, zone)}: ${sums || (rows === 'none' ? 'not read' : 'none')}`;
}

import { clsx } from 'clsx';
import { toMs } from '@/lib/evidence/time';
import { formatIn } from '@/lib/health/zoned-moment';
import { countOf } from '@/lib/problems/phrasing';
import type { ActivitySpan } from '@/lib/timeline/timeline';
import type { RowCoverage } from '../row-coverage';
import { useShownZone } from '../shown-zone';
import { placeSpans } from './span-rows';
import { fractionAt, percent, type Tick, type TimeScale } from './time-scale';
import { UNREAD_HATCH } from './unread-hatch';

const ROW_PX = 18;
const MOST_ROWS = 5;
/** A narrower span has no room for its word. */
const LABEL_PX = 48;
/** Spans nearer than this share of the width do not share a row: a short one is drawn wider than it is. */
const GAP_SHARE = 0.012;

/** Activities as spans on the common time axis, `width` px wide. Those without an end run to `now` (ISO) and say so.
 * `read` is how many of the window's were read: of none, nothing is said. */
export function ActivityLane(props: {
  spans: readonly ActivitySpan[];
  scale: TimeScale;
  ticks: readonly Tick[];
  now: string;
  width: number;
  read: RowCoverage;
}) {
  const { spans, scale, ticks, now, width, read } = props;
  const placed = placeSpans(spans, toMs(now), GAP_SHARE * (scale.to - scale.from));
  const rows = Math.max(1, ...placed.map(({ row }) => row + 1));
  const open = spans.filter(({ end }) => end === null).length;
  const known = `Activities: ${countOf(spans.length, 'activity', 'activities')}${open > 0 ? `, ${open} still running` : ''}`;
  const name =
    read === 'none' && spans.length === 0
      ? 'Activities: not read'
      : `${known}${read === 'all' ? '' : ', not all read'}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of pictures, not of fields.
    <div
      role="group"
      aria-label={name}
      className="relative overflow-x-hidden overflow-y-auto border-line border-y"
      style={{ height: Math.min(rows, MOST_ROWS) * ROW_PX + 6 }}
    >
      {ticks.map((tick) => (
        <div
          key={tick.at}
          aria-hidden
          className="absolute inset-y-0 border-line border-l"
          style={{ left: percent(fractionAt(scale, tick.at)) }}
        />
      ))}
      {read === 'none' && <div aria-hidden className={`absolute inset-0 ${UNREAD_HATCH}`} />}
      {spans.length === 0 && (
        <p className="absolute inset-0 grid place-items-center text-faint text-xs">
          <span className="rounded bg-surface px-1.5">
            {read === 'none' ? 'not read' : 'none in what was read'}
          </span>
        </p>
      )}
      {placed.map(({ span, row }) => (
        <Span key={span.id} span={span} row={row} scale={scale} now={now} width={width} />
      ))}
    </div>
  );
}

function Span(props: { span: ActivitySpan; row: number; scale: TimeScale; now: string; width: number }) {
  const { span, row, scale, now, width } = props;
  const from = fractionAt(scale, toMs(span.start));
  const to = fractionAt(scale, toMs(span.end ?? now));
  const running = span.end === null;
  const name = spanName(span, useShownZone());
  return (
    <div
      role="img"
      aria-label={name}
      title={name}
      className={clsx(
        'absolute flex h-4 min-w-2 items-center overflow-hidden rounded-sm border px-1 text-tiny',
        spanColors(span),
        running && 'rounded-r-none border-r-0 border-dashed',
      )}
      style={{ left: percent(from), width: percent(Math.max(0, to - from)), top: row * ROW_PX + 4 }}
    >
      {(to - from) * width > LABEL_PX && (
        <span aria-hidden className="truncate">
          {span.operation}
          {running && ' · running'}
        </span>
      )}
    </div>
  );
}

/** "FULL_REFRESH, SUCCESS, from Tue 17 Nov 02:00 UTC to Tue 17 Nov 02:20 UTC". */
export function spanName(span: ActivitySpan, zone: string): string {
  const end = span.end === null ? 'running, no end yet' : `to ${formatIn(span.end, zone)}`;
  const by = span.by === null ? '' : `, by ${span.by}`;
  return `${span.operation}, ${span.result ?? span.state}, from ${formatIn(span.start, zone)} ${end}${by}`;
}

function spanColors(span: ActivitySpan): string {
  if (span.end === null) return 'border-degraded bg-degraded-soft text-degraded';
  if (span.result === 'ERROR') return 'border-failing bg-failing-soft text-failing';
  if (span.result === 'ABORT') return 'border-degraded bg-degraded-soft text-degraded';
  return 'border-line-strong bg-sunken text-muted';
}

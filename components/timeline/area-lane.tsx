'use client';

import { useMemo } from 'react';
import { Area, AreaChart, XAxis, YAxis } from 'recharts';
import { type TimeWindow, toMs } from '@/lib/evidence/time';
import { formatCount } from '@/lib/problems/phrasing';
import { highest, type Series } from './series';
import { axisTop, fractionAt, percent, type Tick, type TimeScale } from './time-scale';
import { UNREAD_HATCH } from './unread-hatch';

/** Counts by bucket as stacked step areas on the common time axis. Its name sums it up; the table has the numbers. `read` is false
 * when no row was; `unread` are stretches of which rows are missing. */
export function AreaLane(props: {
  name: string;
  buckets: readonly string[];
  series: readonly Series[];
  scale: TimeScale;
  ticks: readonly Tick[];
  height: number;
  read: boolean;
  unread: readonly TimeWindow[];
  /** What stands in a lane without counts: where all was read, and where nothing was. */
  nothing?: readonly [read: string, unread: string];
}) {
  const { name, buckets, series, scale, ticks, height, read, unread } = props;
  const [none, notRead] = props.nothing ?? ['none in what was read', 'not read'];
  const top = axisTop(highest(series));
  const least = (LEAST_PX / height) * top;
  const data = useMemo(() => points(buckets, series, scale, least), [buckets, series, scale, least]);
  const drawnTop = Math.max(top, ...data.map(({ height }) => height));
  return (
    <div role="img" aria-label={name} className="relative" style={{ height }}>
      <div aria-hidden className="absolute inset-0 overflow-hidden border-line border-y">
        {ticks.map((tick) => (
          <div
            key={tick.at}
            className="absolute inset-y-0 border-line border-l"
            style={{ left: percent(fractionAt(scale, tick.at)) }}
          />
        ))}
      </div>
      {unread.map((stretch) => {
        const from = fractionAt(scale, toMs(stretch.from));
        return (
          <div
            key={stretch.from}
            aria-hidden
            className={`absolute inset-y-px ${UNREAD_HATCH}`}
            style={{ left: percent(from), width: percent(fractionAt(scale, toMs(stretch.to)) - from) }}
          />
        );
      })}
      {series.length === 0 ? (
        <p className="absolute inset-0 grid place-items-center text-faint text-xs">
          <span className="rounded bg-surface px-1.5">{read ? none : notRead}</span>
        </p>
      ) : (
        <AreaChart
          data={data}
          responsive
          style={{ width: '100%', height: '100%' }}
          margin={NO_MARGIN}
          accessibilityLayer={false}
        >
          <XAxis dataKey="at" type="number" domain={[scale.from, scale.to]} allowDataOverflow hide />
          <YAxis domain={[0, drawnTop]} hide />
          {series.map((each) => (
            <Area
              key={each.key}
              type="stepAfter"
              dataKey={(point: Point) => point.counts[each.key] ?? 0}
              name={each.label}
              stackId="lane"
              stroke="none"
              fill={each.color}
              fillOpacity={1}
              isAnimationActive={false}
              activeDot={false}
            />
          ))}
        </AreaChart>
      )}
      {series.length > 0 && (
        <span
          aria-hidden
          className="tabular absolute top-0 left-0 rounded-br bg-surface px-0.5 text-faint text-tiny leading-3"
        >
          {formatCount(top)}
        </span>
      )}
    </div>
  );
}

const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 };

/** The least height of what is not 0, or 1 of 10,000 would not be seen. */
const LEAST_PX = 2;

interface Point {
  readonly at: number;
  /** The drawn counts together. */
  readonly height: number;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * One point where each bucket begins, and one where the window ends, so that the last bucket has its width. What is not
 * 0 is drawn as `least` at the least.
 */
function points(
  buckets: readonly string[],
  series: readonly Series[],
  scale: TimeScale,
  least: number,
): Point[] {
  const drawn = (count: number) => (count > 0 ? Math.max(count, least) : 0);
  const found = buckets.map((bucket, index) => {
    const counts = Object.fromEntries(series.map(({ key, counts }) => [key, drawn(counts[index] ?? 0)]));
    const height = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return { at: Math.max(scale.from, toMs(bucket)), counts, height };
  });
  const last = found.at(-1);
  return last === undefined ? [] : [...found, { ...last, at: scale.to }];
}

'use client';

import { formatBrief, formatToSecond } from '@/lib/health/zoned-moment';
import { formatMoment } from '@/lib/problems/phrasing';
import { useShownZone } from './shown-zone';
import { Tooltip } from './ui/tooltip';

/**
 * A moment in the zone of the page, which is UTC unless it says another (`InZone`). Hovering tells it to the millisecond, in the reader's zone and as epoch milliseconds; `focusable`
 * ones tell it on focus too. `precise` writes seconds,
 * `bare` leaves out the zone where a heading says it; with
 * `today` (ISO) a moment of that day is its time alone.
 */
export function Moment(props: {
  iso: string;
  precise?: boolean;
  bare?: boolean;
  today?: string;
  focusable?: boolean;
}) {
  const { iso, precise = false, bare = false, today, focusable = false } = props;
  const zone = useShownZone();
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return <span>{iso || 'unknown time'}</span>;
  const text = format(iso, { zone, precise, bare, today });
  const local = date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
  if (!focusable) {
    return (
      <time
        dateTime={iso}
        title={`${iso}\n${local}\n${date.getTime()}`}
        className="tabular whitespace-nowrap"
        suppressHydrationWarning
      >
        {text}
      </time>
    );
  }
  return (
    <Tooltip
      text={
        <span className="tabular grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
          <span className="text-faint">UTC</span>
          <span>{iso}</span>
          <span className="text-faint">Here</span>
          <span>{local}</span>
          <span className="text-faint">Epoch</span>
          <span>{date.getTime()}</span>
        </span>
      }
    >
      <button
        type="button"
        className="tabular min-h-6 cursor-help whitespace-nowrap underline decoration-current/40 decoration-dotted underline-offset-4"
      >
        <time dateTime={iso}>{text}</time>
      </button>
    </Tooltip>
  );
}

function format(
  iso: string,
  how: { zone: string; precise: boolean; bare: boolean; today: string | undefined },
): string {
  const { zone, precise, bare, today } = how;
  if (precise) return formatToSecond(iso, zone);
  if (zone !== 'UTC') return formatBrief(iso, zone, !bare);
  if (today?.slice(0, 10) === iso.slice(0, 10)) return `${iso.slice(11, 16)}${bare ? '' : ' UTC'}`;
  return formatMoment(iso).replace(bare ? ' UTC' : '', '');
}

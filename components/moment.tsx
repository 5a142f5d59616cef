'use client';

import { formatMoment } from '@/lib/problems/phrasing';
import { Tooltip } from './ui/tooltip';

/**
 * A moment in UTC. Hovering tells it to the millisecond, in the reader's zone and as epoch milliseconds; `focusable`
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
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return <span>{iso || 'unknown time'}</span>;
  const text = format(iso, precise, bare, today);
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

function format(iso: string, precise: boolean, bare: boolean, today: string | undefined): string {
  if (precise) return formatPrecise(iso);
  if (today?.slice(0, 10) === iso.slice(0, 10)) return `${iso.slice(11, 16)}${bare ? '' : ' UTC'}`;
  return formatMoment(iso).replace(bare ? ' UTC' : '', '');
}

/** "17 Nov 02:00:13", in UTC. */
function formatPrecise(iso: string): string {
  const [, day = '', month = ''] = /(\d+) (\w+) \d\d:/.exec(formatMoment(iso)) ?? [];
  return `${day.padStart(2, '0')} ${month} ${iso.slice(11, 19)}`;
}

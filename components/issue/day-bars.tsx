import { clsx } from 'clsx';
import { countOf } from '@/lib/problems/phrasing';
import { UNREAD_HATCH } from '../timeline/unread-hatch';
import type { IssueDays } from './issue-days';

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** A bar is at most so wide. */
const BAR_REM = 1.75;

/** A bar for each UTC day of an issue; days that nobody looked at are hatched. `unit` is one of what is counted. */
export function DayBars({ days: { days, before }, unit }: { days: IssueDays; unit: string }) {
  const most = Math.max(1, ...days.map(({ count }) => count ?? 0));
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  const isHatched = days.some(({ count }) => count === null);
  return (
    <figure className="max-w-full" style={{ width: `max(14rem, ${days.length * BAR_REM}rem)` }}>
      <div aria-hidden className="flex h-10 items-end gap-px border-line-strong border-b">
        {days.map(({ day, count }) => (
          <span
            key={day}
            title={`${wordsOf(day)}: ${tally(count, unit)}`}
            className={clsx(
              'flex h-full min-w-0 flex-1 items-end rounded-t-xs',
              count === null ? UNREAD_HATCH : 'hover:bg-hover',
            )}
          >
            {count !== null && count > 0 && (
              <span
                className="w-full rounded-t-xs bg-failing"
                style={{ height: `${Math.max(8, (100 * count) / most)}%` }}
              />
            )}
          </span>
        ))}
      </div>
      <figcaption className="mt-1 flex flex-wrap justify-between gap-x-4 text-faint text-tiny">
        <span aria-hidden className="tabular">
          {wordsOf(first.day)} to {wordsOf(last.day)}, UTC days
        </span>
        <span>
          {isHatched && (
            <span className="inline-flex items-center gap-1.5">
              <span
                aria-hidden
                className={clsx('inline-block h-2.5 w-4 rounded-xs border border-line', UNREAD_HATCH)}
              />
              not observed
            </span>
          )}
          {before > 0 && ` ${countOf(before, unit)} before`}
        </span>
        <ul aria-label={`${unit}s of each UTC day`} className="sr-only">
          {days.map(({ day, count }) => (
            <li key={day}>
              {wordsOf(day)}: {tally(count, unit)}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

function tally(count: number | null, unit: string): string {
  if (count === null) return 'not observed';
  return count === 0 ? `no ${unit}` : countOf(count, unit);
}

function wordsOf(day: string): string {
  return DAY.format(new Date(day)).replace(',', '');
}

import { clsx } from 'clsx';
import type { ReportDay } from '@/lib/health/report/source-report';
import { verdictText } from '@/lib/health/report/source-report-markdown';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { UNREAD_HATCH } from '../timeline/unread-hatch';
import { VERDICT_WORDS } from '../verdict-words';
import { dayName, dayText } from './day-words';

const LANES = [
  { key: 'pushed', label: 'Pushed', color: 'var(--chart-add)', height: 'h-12' },
  { key: 'indexed', label: 'Indexed', color: 'var(--chart-indexed)', height: 'h-12' },
  { key: 'failed', label: 'Failed', color: 'var(--chart-rejected)', height: 'h-9' },
] as const;

const SHOWN = ['failing', 'degraded', 'unknown', 'healthy', 'not looked at'] as const;

/** More days than these stand without a gap between them. */
const MOST_APART = 62;
const MOST_LABELS = 8;

/** A report day by day: a strip of verdicts, and what was pushed, indexed and failed below, each on its own scale. */
export function DayChart({ days }: { days: readonly ReportDay[] }) {
  const row = clsx('flex min-w-0 flex-1', days.length <= MOST_APART && 'gap-px');
  return (
    <figure className="grid gap-2 [print-color-adjust:exact]">
      <div role="img" aria-label={chartName(days)} className="grid gap-2">
        <ChartRow label="Verdict">
          <div className={clsx(row, 'h-7')}>
            {days.map((day) => (
              <VerdictCell key={day.day} day={day} />
            ))}
          </div>
        </ChartRow>
        {LANES.map(({ key, label, color, height }) => {
          const most = Math.max(0, ...days.map((day) => day[key] ?? 0));
          return (
            <ChartRow key={key} label={label} {...(most > 0 ? { most } : {})}>
              <div className={clsx(row, height, 'border-line-strong border-b')}>
                {days.map((day) => (
                  <span
                    key={day.day}
                    title={dayText(day)}
                    className={clsx(
                      'flex h-full min-w-0 flex-1 items-end',
                      day.observed === 'all' ? 'hover:bg-hover' : UNREAD_HATCH,
                    )}
                  >
                    <Bar count={day[key]} most={most} color={color} />
                  </span>
                ))}
              </div>
            </ChartRow>
          );
        })}
        <ChartRow label="">
          <DayAxis days={days} />
        </ChartRow>
      </div>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs lg:pl-24">
        {SHOWN.map((verdict) => {
          const count = days.filter((day) => (day.verdict ?? 'not looked at') === verdict).length;
          const { label, icon: Icon, text, edge } = VERDICT_WORDS[verdict];
          return (
            <span
              key={verdict}
              className={clsx('inline-flex items-center gap-1', count === 0 && 'text-faint')}
            >
              <span
                aria-hidden
                className={clsx(
                  'inline-block h-2.5 w-4 rounded-xs border border-line',
                  verdict === 'not looked at' ? UNREAD_HATCH : edge,
                )}
              />
              <Icon aria-hidden className={clsx('size-3.5', count === 0 ? '' : text)} />
              {label}: {countOf(count, 'day')}
            </span>
          );
        })}
        <span className="text-faint">
          Hatched below the verdicts: not, or not wholly, observed. Failed: rejected, errored or unfinished.
        </span>
      </figcaption>
    </figure>
  );
}

function ChartRow({ label, most, children }: { label: string; most?: number; children: React.ReactNode }) {
  return (
    <div className="grid gap-x-3 lg:grid-cols-[5.25rem_minmax(0,1fr)] print:grid-cols-[5.25rem_minmax(0,1fr)]">
      <p
        className={clsx(
          'flex justify-between gap-2 text-xs lg:block print:block',
          label === '' && 'max-lg:hidden',
        )}
      >
        <span className="font-medium">{label}</span>
        {most !== undefined && (
          <span className="tabular block text-faint text-tiny">up to {formatCount(most)} a day</span>
        )}
      </p>
      <div className="flex min-w-0">{children}</div>
    </div>
  );
}

function VerdictCell({ day }: { day: ReportDay }) {
  const { icon: Icon, edge } = VERDICT_WORDS[day.verdict ?? 'not looked at'];
  return (
    <span
      title={dayText(day)}
      className={clsx(
        '@container flex min-w-0 flex-1 items-center justify-center overflow-hidden rounded-xs',
        day.verdict === null ? `${UNREAD_HATCH} border border-line` : `${edge} text-surface`,
      )}
    >
      {day.verdict !== null && <Icon aria-hidden className="hidden size-3.5 @min-[1.1rem]:block" />}
    </span>
  );
}

/** Not 0 is seen, however little it is. */
function Bar({ count, most, color }: { count: number | null; most: number; color: string }) {
  if (count === null || count === 0) return null;
  return (
    <span
      className="w-full rounded-t-xs"
      style={{ height: `max(2px, ${(100 * count) / most}%)`, background: color }}
    />
  );
}

function DayAxis({ days }: { days: readonly ReportDay[] }) {
  const step = Math.max(1, Math.ceil(days.length / MOST_LABELS));
  return (
    <div aria-hidden className="tabular relative h-4 min-w-0 flex-1 text-faint text-tiny">
      {days.map((day, index) => {
        const isFirst = index === 0;
        if (index % step !== 0 || index + step / 2 > days.length) return null;
        return (
          <span
            key={day.day}
            className={clsx(
              'absolute whitespace-nowrap',
              isFirst ? '' : '-translate-x-1/2',
              !isFirst && (index / step) % 3 !== 0 && 'max-lg:hidden print:inline',
            )}
            style={{ left: `${(100 * (index + (isFirst ? 0 : 0.5))) / days.length}%` }}
          >
            {dayName(day.day).replace(/^\w+ /, '')}
          </span>
        );
      })}
    </div>
  );
}

function chartName(days: readonly ReportDay[]): string {
  const parts = SHOWN.flatMap((verdict) => {
    const count = days.filter((day) => (day.verdict ?? 'not looked at') === verdict).length;
    return count === 0 ? [] : [`${verdictText(verdict === 'not looked at' ? null : verdict)} ${count}`];
  });
  return `Verdicts of ${countOf(days.length, 'day')}: ${parts.join(', ')}; with what was pushed, indexed and failed. The table has the numbers.`;
}

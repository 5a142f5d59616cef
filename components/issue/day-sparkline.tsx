import { DAY_MS, toIso, toMs } from '@/lib/evidence/time';
import type { IssueListReport } from '@/lib/health/issue/issue-report';
import { countOf, formatCount } from '@/lib/problems/phrasing';

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/**
 * How many rows were seen of an issue on each UTC day of a list's span, a bar each, as high as the issue's own highest.
 * A day without a bar had none or was not observed: a list does not know which. `unit` is one of what is counted.
 */
export function DaySparkline(props: {
  days: readonly { readonly day: string; readonly count: number }[];
  span: IssueListReport['days'];
  unit: string;
}) {
  const { days, span, unit } = props;
  const counts = new Map(days.map(({ day, count }) => [day, count]));
  const most = Math.max(1, ...counts.values());
  const bars = daysBetween(span).map((day) => ({ day, count: counts.get(day) ?? 0 }));
  return (
    <span className="inline-block align-middle">
      <span aria-hidden className="flex h-5 w-24 items-end gap-px border-line-strong border-b">
        {bars.map(({ day, count }) => (
          <span
            key={day}
            title={`${wordsOf(day)}: ${count === 0 ? `no ${unit} known` : countOf(count, unit)}`}
            className="flex h-full flex-1 items-end"
          >
            {count > 0 && (
              <span
                className="w-full rounded-t-xs bg-failing"
                style={{ height: `${Math.max(12, (100 * count) / most)}%` }}
              />
            )}
          </span>
        ))}
      </span>
      <span className="sr-only">{told(bars, unit)}</span>
    </span>
  );
}

function told(bars: readonly { readonly day: string; readonly count: number }[], unit: string): string {
  const seen = bars.filter(({ count }) => count > 0);
  const within = `in the last ${bars.length} days`;
  if (seen.length === 0) return `no ${unit} known ${within}`;
  const each = seen.map(({ day, count }) => `${formatCount(count)} on ${wordsOf(day)}`).join(', ');
  return `${unit}s ${within}: ${each}`;
}

function daysBetween({ from, to }: IssueListReport['days']): string[] {
  const days: string[] = [];
  for (let at = toMs(from); at <= toMs(to); at += DAY_MS) days.push(toIso(at).slice(0, 10));
  return days;
}

function wordsOf(day: string): string {
  return DAY.format(toMs(day));
}

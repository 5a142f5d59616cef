import type { ReportDay } from '@/lib/health/source-report';
import { looksText } from '@/lib/health/source-report-markdown';
import { formatCount } from '@/lib/problems/phrasing';
import { Moment } from '../moment';
import { ScrollRegion } from '../ui/scroll-region';
import { VerdictBadge } from '../verdict-badge';
import { withoutLabel } from '../verdict-words';
import { dayName, OBSERVED_WORDS } from './day-words';
import { CELL, HEAD, HEAD_NUMBER, NUMBER } from './table-cells';

/** The days of a report with their numbers: the chart's twin. What is not known is a dash, never 0. */
export function DayTable({ days }: { days: readonly ReportDay[] }) {
  return (
    <ScrollRegion
      label="Day by day as a table"
      className="max-h-[32rem] print:max-h-none print:overflow-visible"
    >
      <table className="tabular w-full border-separate border-spacing-0 text-xs">
        <caption className="sr-only">The source day by day, in UTC</caption>
        <thead className="sticky top-0 bg-sunken text-faint print:static">
          <tr>
            <th scope="col" className={HEAD}>
              Day (UTC)
            </th>
            <th scope="col" className={HEAD}>
              Verdict
            </th>
            <th scope="col" className={HEAD}>
              Observed
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Pushed
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Indexed
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Failed
            </th>
            <th scope="col" className={HEAD}>
              Looked at
            </th>
            <th scope="col" className={HEAD}>
              Why
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day} className="break-inside-avoid">
              <th scope="row" className={`${CELL} whitespace-nowrap text-left font-normal`}>
                {dayName(day.day)}
              </th>
              <td className={CELL}>
                <VerdictBadge verdict={day.verdict ?? 'not looked at'} />
              </td>
              <td className={`${CELL} whitespace-nowrap text-muted`}>{OBSERVED_WORDS[day.observed]}</td>
              <td className={NUMBER}>{known(day.pushed)}</td>
              <td className={NUMBER}>{known(day.indexed)}</td>
              <td className={NUMBER}>{known(day.failed)}</td>
              <td className={`${CELL} whitespace-nowrap text-muted print:whitespace-normal`}>
                {looksText(day)}
                {day.look !== null && (
                  <>
                    , last <Moment iso={day.look.at} today={day.look.at} />
                  </>
                )}
              </td>
              <td className={`${CELL} min-w-56 [overflow-wrap:anywhere] print:min-w-24`}>
                {day.verdict !== null && withoutLabel(day.verdict, day.look?.reasons[0] ?? '')}
                {day.look?.complete === false && (
                  <span className="text-degraded"> Not everything could be read.</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function known(count: number | null): string {
  return count === null ? '–' : formatCount(count);
}

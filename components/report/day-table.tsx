import type { ReportDay } from '@/lib/health/report/source-report';
import { looksText } from '@/lib/health/report/source-report-markdown';
import { formatCount } from '@/lib/problems/phrasing';
import { Moment } from '../moment';
import { VerdictBadge } from '../verdict-badge';
import { withoutLabel } from '../verdict-words';
import { dayName, OBSERVED_WORDS } from './day-words';
import { type ReportColumn, ReportTable } from './report-table';
import { CELL, NUMBER } from './table-cells';

const COLUMNS: readonly ReportColumn[] = [
  { head: 'Day (UTC)' },
  { head: 'Verdict' },
  { head: 'Observed' },
  { head: 'Pushed', number: true },
  { head: 'Indexed', number: true },
  { head: 'Failed', number: true },
  { head: 'Looked at' },
  { head: 'Why' },
];

/** The days of a report with their numbers: the chart's twin. What is not known is a dash, never 0. */
export function DayTable({ days }: { days: readonly ReportDay[] }) {
  return (
    <ReportTable
      label="Day by day as a table"
      caption="The source day by day, in UTC"
      columns={COLUMNS}
      className="max-h-[32rem]"
    >
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
    </ReportTable>
  );
}

function known(count: number | null): string {
  return count === null ? '–' : formatCount(count);
}

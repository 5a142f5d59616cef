import type { SourceReport } from '@/lib/health/report/source-report';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { Moment } from '../moment';
import { Panel } from '../ui/panel';
import { type ReportColumn, ReportTable } from './report-table';
import { CELL, NUMBER } from './table-cells';

/** The most runs on the page; the JSON twin has more. */
const MOST_SHOWN = 200;

const COLUMNS: readonly ReportColumn[] = [
  { head: 'From' },
  { head: 'To' },
  { head: 'Pushed', number: true },
  { head: 'Indexed', number: true },
  { head: 'Failed', number: true },
];

/** The runs that were captured, newest first. */
export function RunPanel({ runs, runsTotal }: Pick<SourceReport, 'runs' | 'runsTotal'>) {
  const shown = runs.slice(0, MOST_SHOWN);
  return (
    <Panel
      id="runs"
      title="Runs"
      note={
        shown.length < runsTotal
          ? `the newest ${formatCount(shown.length)} of ${countOf(runsTotal, 'run')} that were captured`
          : `${countOf(runsTotal, 'run')} captured from beginning to end`
      }
    >
      {shown.length === 0 ? (
        <p className="px-4 py-3 text-muted">None in what was observed.</p>
      ) : (
        <div className="p-3">
          <ReportTable
            label="Runs as a table"
            caption="Runs, newest first"
            columns={COLUMNS}
            className="max-h-80"
          >
            {shown.map(({ start, end, pushed, indexed, failed }) => (
              <tr key={start} className="break-inside-avoid">
                <td className={CELL}>
                  <Moment iso={start} />
                </td>
                <td className={CELL}>
                  <Moment iso={end} />
                </td>
                <td className={NUMBER}>{formatCount(pushed)}</td>
                <td className={NUMBER}>{formatCount(indexed)}</td>
                <td className={failed > 0 ? `${NUMBER} font-medium text-failing` : NUMBER}>
                  {formatCount(failed)}
                </td>
              </tr>
            ))}
          </ReportTable>
        </div>
      )}
    </Panel>
  );
}

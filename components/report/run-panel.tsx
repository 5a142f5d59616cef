import type { SourceReport } from '@/lib/health/source-report';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { Moment } from '../moment';
import { Panel } from '../ui/panel';
import { ScrollRegion } from '../ui/scroll-region';
import { CELL, HEAD, HEAD_NUMBER, NUMBER } from './table-cells';

/** The most runs on the page; the JSON twin has more. */
const MOST_SHOWN = 200;

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
          <ScrollRegion label="Runs as a table" className="max-h-80 print:max-h-none print:overflow-visible">
            <table className="tabular w-full border-separate border-spacing-0 text-xs">
              <caption className="sr-only">Runs, newest first</caption>
              <thead className="sticky top-0 bg-sunken text-faint print:static">
                <tr>
                  <th scope="col" className={HEAD}>
                    From
                  </th>
                  <th scope="col" className={HEAD}>
                    To
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
                </tr>
              </thead>
              <tbody>
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
              </tbody>
            </table>
          </ScrollRegion>
        </div>
      )}
    </Panel>
  );
}

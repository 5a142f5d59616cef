import { clsx } from 'clsx';
import { User } from 'lucide-react';
import type { Read } from '@/lib/evidence/coverage';
import type { ReportActivity } from '@/lib/health/report/source-report';
import { activitiesNote, type WrittenReport } from '@/lib/health/report/source-report-markdown';
import { formatCount } from '@/lib/problems/phrasing';
import { FailedRead } from '../failed-read';
import { Moment } from '../moment';
import { groupReads } from '../read-group';
import { Panel } from '../ui/panel';
import { type ReportColumn, ReportTable } from './report-table';
import { CELL } from './table-cells';

/** The most activities on the page; the JSON twin has more. */
const MOST_SHOWN = 200;

const COLUMNS: readonly ReportColumn[] = [
  { head: 'From' },
  { head: 'To' },
  { head: 'Activity' },
  { head: 'Result' },
  { head: 'By' },
  { head: 'Error' },
];

/** Who changed what: the activities of the source, newest first, and what of them could not be read. */
export function ChangePanel({ report }: { report: WrittenReport }) {
  const { activities, activitiesTotal, notRead } = report;
  const shown = activities.slice(0, MOST_SHOWN);
  const refused = groupReads(notRead.filter(isFailure));
  return (
    <Panel
      id="changes"
      title="Who changed what"
      note={
        shown.length < activitiesTotal
          ? `the newest ${formatCount(shown.length)} of ${formatCount(activitiesTotal)} activities`
          : undefined
      }
    >
      <div className="grid gap-3 p-3">
        <p className="px-1 text-muted text-xs">{activitiesNote(report)}</p>
        {refused.map(({ call, times, sample }) => (
          <FailedRead
            key={`${call}${sample.status ?? ''}${sample.why ?? ''}`}
            times={times}
            failed={{ ...sample, why: sample.why ?? 'No reason was given.' }}
          />
        ))}
        {shown.length === 0 ? (
          <p className="px-1 text-muted">
            {report.activitiesRead.length === 0 ? 'Not read.' : 'None in what was read.'}
          </p>
        ) : (
          <ReportTable
            label="Activities as a table"
            caption="Activities of the source, newest first"
            columns={COLUMNS}
            className="max-h-96"
          >
            {shown.map((activity) => (
              <ActivityRow key={activity.id} activity={activity} />
            ))}
          </ReportTable>
        )}
      </div>
    </Panel>
  );
}

/** Activities that Coveo no longer keeps are said in the note. */
function isFailure({ state, status, call }: Read): boolean {
  return state === 'refused' || (state !== 'read' && (status !== undefined || call !== 'activities.list'));
}

function ActivityRow({ activity }: { activity: ReportActivity }) {
  const { operation, state, result, start, end, by, person, errorCode, errorDetail } = activity;
  return (
    <tr className="break-inside-avoid">
      <td className={CELL}>{start === null ? 'not known' : <Moment iso={start} />}</td>
      <td className={CELL}>
        {end === null ? state === 'EXECUTING' ? 'still open' : 'not known' : <Moment iso={end} />}
      </td>
      <td className={CELL}>
        <code>{operation}</code>
      </td>
      <td className={clsx(CELL, result === 'ERROR' && 'font-medium text-failing')}>{result ?? state}</td>
      <td className={clsx(CELL, 'min-w-48 break-words print:min-w-24')}>
        {by === null ? (
          <span className="text-faint">not said</span>
        ) : (
          <span className="inline-flex items-start gap-1">
            {person && <User aria-label="user or key:" className="mt-0.5 size-3 shrink-0" />}
            {by}
          </span>
        )}
      </td>
      <td className={clsx(CELL, 'min-w-24 break-words print:min-w-12')}>
        {errorCode !== null && <code className="text-failing">{errorCode}</code>} {errorDetail}
      </td>
    </tr>
  );
}

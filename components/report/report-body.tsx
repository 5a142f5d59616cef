import { ChartColumn, Table2 } from 'lucide-react';
import type { ReportDay } from '@/lib/health/report/source-report';
import type { WrittenReport } from '@/lib/health/report/source-report-markdown';
import { formatStretch, spansYears } from '@/lib/health/report/stretch-words';
import { countOf } from '@/lib/problems/phrasing';
import { Moment } from '../moment';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { ChangePanel } from './change-panel';
import { DayChart } from './day-chart';
import { DayTable } from './day-table';
import { IssuePanel } from './issue-panel';
import { RunPanel } from './run-panel';

/**
 * The sections of a report, live or preserved. Printed, the days stand there as chart and as table; on screen as one of
 * them. `origin` is this Pushscope's address, for links on paper.
 */
export function ReportBody(props: {
  report: WrittenReport;
  origin: string;
  asTable: boolean;
  onTable: (asTable: boolean) => void;
}) {
  const { report, origin, asTable, onTable } = props;
  const { summary, days, gaps, window } = report;
  return (
    <>
      <Panel id="summary" title="Summary" className="break-inside-avoid">
        <p className="max-w-prose text-pretty px-4 pt-3 pb-1.5">{summary}</p>
        <Looks days={days} />
      </Panel>
      <Panel
        id="days"
        title="Day by day"
        note="UTC · counts of the time that was observed"
        aside={
          <Button className="print:hidden" onClick={() => onTable(!asTable)}>
            {asTable ? (
              <ChartColumn aria-hidden className="size-3.5" />
            ) : (
              <Table2 aria-hidden className="size-3.5" />
            )}
            {asTable ? 'Show as chart' : 'Show as table'}
          </Button>
        }
      >
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4">
          <div className={asTable ? 'hidden print:block' : 'break-inside-avoid'}>
            <DayChart days={days} />
          </div>
          <div className={asTable ? '' : 'hidden print:block'}>
            <DayTable days={days} />
          </div>
        </div>
      </Panel>
      <Panel
        id="gaps"
        title="Not observed"
        note="of these stretches no look saw all log rows: nothing is counted of them"
        className="break-inside-avoid"
      >
        {gaps.length === 0 ? (
          <p className="px-4 py-3">The log rows of the whole time were observed.</p>
        ) : (
          <ul className="tabular grid gap-0.5 px-4 py-3 text-xs sm:grid-cols-2">
            {gaps.map((gap) => (
              <li key={gap.from}>Not observed: {formatStretch(gap, spansYears(window))}</li>
            ))}
          </ul>
        )}
      </Panel>
      <IssuePanel issues={report.issues} issuesTotal={report.issuesTotal} origin={origin} />
      <RunPanel runs={report.runs} runsTotal={report.runsTotal} />
      <ChangePanel report={report} />
    </>
  );
}

/** Who looked, and when first and last. */
function Looks({ days }: { days: readonly ReportDay[] }) {
  const looks = days.flatMap(({ look }) => look ?? []);
  const [first, last] = [looks[0], looks.at(-1)];
  if (first === undefined || last === undefined) return <div className="pb-2" />;
  const items = looks.findLast((look) => look.items !== null);
  return (
    <p className="px-4 pb-3 text-muted text-xs">
      Captured on {countOf(looks.length, 'day')}, first <Moment iso={first.at} />, last{' '}
      <Moment iso={last.at} /> ({BY[last.lookedBy]})
      {items !== undefined && (
        <>
          ; {countOf(items.items ?? 0, 'item')} in the index by Coveo’s own count <Moment iso={items.at} />
        </>
      )}
      .
    </p>
  );
}

const BY = { looking: 'by hand', capture: 'by capture' } as const;

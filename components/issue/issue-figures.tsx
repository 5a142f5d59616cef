import type { ReactNode } from 'react';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import { formatCount } from '@/lib/problems/phrasing';
import { Moment } from '../moment';
import { DayBars } from './day-bars';
import { issueDays } from './issue-days';
import { LiveLogs } from './live-logs';
import { countedUnit } from './unit-words';

/** How much of an issue was seen, on which days, since when, and how long it can still be looked up. `now`: epoch ms. */
export function IssueFigures({ report, now }: { report: IssueReport; now: number }) {
  const looked = [report.opened, report.newest].flatMap((captured) =>
    captured?.coverage.complete ? [captured.query.window] : [],
  );
  const unit = countedUnit(report.unit);
  const finding = (report.newest ?? report.opened)?.finding;
  return (
    <section
      aria-label="How much and since when"
      className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3 sm:grid-cols-[auto_minmax(0,1fr)] lg:grid-cols-[auto_auto_minmax(0,1fr)]"
    >
      <p className="grid content-start" title={`Each ${unit} counts once, however often it was looked at.`}>
        <strong className="tabular font-semibold text-2xl leading-8 tracking-tight">
          {formatCount(report.count)}
        </strong>
        <span className="text-faint text-xs">{report.count === 1 ? unit : `${unit}s`} over all readings</span>
        {finding?.measure != null && <span className="text-xs">{finding.measure}</span>}
      </p>
      <dl className="grid grid-cols-[auto_auto] content-start justify-start gap-x-3 text-xs leading-6">
        <Figure name="First seen">
          <Moment iso={report.firstSeen} focusable />
        </Figure>
        <Figure name="Last seen">
          <Moment iso={report.lastSeen} focusable />
        </Figure>
        <Figure name="Opened">
          <Moment iso={report.openedAt} focusable />
        </Figure>
      </dl>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-2 sm:col-span-2 lg:col-span-1">
        {report.unit === 'rows' && <DayBars days={issueDays(report.days, looked)} unit={unit} />}
        {finding?.evidenceTotal !== 0 && <LiveLogs until={report.liveLogsUntil} now={now} />}
      </div>
    </section>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

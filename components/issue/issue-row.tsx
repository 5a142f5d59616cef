import { clsx } from 'clsx';
import { RotateCcw } from 'lucide-react';
import Link from 'next/link';
import type { IssueLineReport, IssueListReport } from '@/lib/health/issue/issue-report';
import { countOf } from '@/lib/problems/phrasing';
import { SEVERITY_WORDS } from '../finding-words';
import { Moment } from '../moment';
import { DaySparkline } from './day-sparkline';
import { ISSUE_COLUMNS } from './issue-columns';
import { severityOf } from './severity';
import { StateBadge } from './state-badge';
import { countedUnit } from './unit-words';

/** An issue as one row; all of it leads to its page. `span` is that of its days. */
export function IssueRow({ issue, span }: { issue: IssueLineReport; span: IssueListReport['days'] }) {
  const severity = SEVERITY_WORDS[severityOf(issue.severity)];
  return (
    <li
      className={clsx(
        'relative grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1 px-4 py-2 hover:bg-hover has-[a:focus-visible]:bg-hover',
        ISSUE_COLUMNS,
      )}
    >
      <span className={clsx('max-lg:self-start max-lg:pt-0.5', severity.text)}>
        <severity.icon aria-hidden className="size-4" />
        <span className="sr-only">{severity.label}:</span>
      </span>
      <span className="min-w-0">
        <Link
          href={`/i/${encodeURIComponent(issue.id)}`}
          className="font-medium text-pretty outline-none [overflow-wrap:anywhere] after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
        >
          {issue.title}
        </Link>
        {issue.regressedAt !== null && (
          <span className="ml-2 inline-flex items-center gap-1 whitespace-nowrap text-failing text-xs">
            <RotateCcw aria-hidden className="size-3" />
            came back
          </span>
        )}
      </span>
      <span className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs max-lg:col-start-2 lg:contents">
        <span className="truncate">{issue.sourceName}</span>
        <span className="tabular lg:text-right">{countOf(issue.count, countedUnit(issue.unit))}</span>
        <span className="max-lg:order-last">
          <DaySparkline days={issue.days} span={span} unit={countedUnit(issue.unit)} />
        </span>
        <span className="max-sm:hidden">
          <span className="text-faint lg:sr-only">first </span>
          <Moment iso={issue.firstSeen} bare />
        </span>
        <span>
          <span className="text-faint lg:sr-only">last </span>
          <Moment iso={issue.lastSeen} bare />
        </span>
        <span className="max-lg:order-first lg:justify-self-end">
          <StateBadge state={issue.state} />
        </span>
      </span>
    </li>
  );
}

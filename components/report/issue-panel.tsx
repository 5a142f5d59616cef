import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReportIssue, SourceReport } from '@/lib/health/report/source-report';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { SEVERITY_WORDS } from '../finding-words';
import { severityOf } from '../issue/severity';
import { countedUnit } from '../issue/unit-words';
import { Moment } from '../moment';
import { Panel } from '../ui/panel';
import { Tag } from '../ui/tag';

/** The issues of a report's time, last seen first. `origin` is written before their paths where the page is printed. */
export function IssuePanel(props: Pick<SourceReport, 'issues' | 'issuesTotal'> & { origin: string }) {
  const { issues, issuesTotal, origin } = props;
  return (
    <Panel
      id="issues"
      title="Issues"
      note={`seen, or resolved, in this time; as they are now${issues.length < issuesTotal ? `; the last ${formatCount(issues.length)} of ${formatCount(issuesTotal)}` : ''}`}
    >
      {issues.length === 0 ? (
        <p className="px-4 py-3 text-muted">None is stored of this time.</p>
      ) : (
        <ul className="divide-y divide-line">
          {issues.map((issue) => (
            <IssueLine
              key={`${issue.problem}${issue.title}${issue.firstSeen}`}
              issue={issue}
              origin={origin}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function IssueLine({ issue, origin }: { issue: ReportIssue; origin: string }) {
  const { url, title, state, count, unit, firstSeen, lastSeen, resolvedAt, regressedAt } = issue;
  const { icon: Icon, label, text } = SEVERITY_WORDS[severityOf(issue.severity)];
  return (
    <li className="flex break-inside-avoid gap-2 px-4 py-2">
      <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', text)} />
      <div className="min-w-0">
        <p className="[overflow-wrap:anywhere]">
          <span className="sr-only">{label}: </span>
          {url === undefined ? (
            <span className="font-medium">{title}</span>
          ) : (
            <>
              <Link
                href={{ pathname: url }}
                className="font-medium underline decoration-line-strong underline-offset-4"
              >
                {title}
              </Link>
              <span className="hidden font-mono text-xs print:inline">
                {' '}
                {origin}
                {url}
              </span>
            </>
          )}{' '}
          <Tag>{state}</Tag>
        </p>
        <p className="text-muted text-xs">
          {countOf(count, countedUnit(unit))} in all, first seen <Moment iso={firstSeen} />, last{' '}
          <Moment iso={lastSeen} />
          {resolvedAt !== null && (
            <>
              , resolved <Moment iso={resolvedAt} />
            </>
          )}
          {regressedAt !== null && (
            <>
              , came back <Moment iso={regressedAt} />
            </>
          )}
        </p>
      </div>
    </li>
  );
}

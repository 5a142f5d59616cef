import { RotateCcw } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import { organizationPage, sourcePage } from '@/lib/health/page-path';
import { BREADCRUMB_LINK, Breadcrumb } from '../breadcrumb';
import { SEVERITY_WORDS } from '../finding-words';
import { Moment } from '../moment';
import { severityOf } from './severity';
import { StateBadge } from './state-badge';

/** Which issue this is, how it stands and on which source; what can be done stands beside it. */
export function IssueHeader({ report, children }: { report: IssueReport; children: ReactNode }) {
  const { region, organization, source, sourceName, state, ignoredUntil, resolvedAt, regressedAt } = report;
  const severity = SEVERITY_WORDS[severityOf(report.severity)];
  return (
    <header className="flex flex-wrap items-start gap-x-6 gap-y-3">
      <div className="min-w-0 flex-[1_1_28rem]">
        <Breadcrumb
          region={region}
          organization={organization}
          via={
            <Link href={`${organizationPage({ region, organization })}/issues`} className={BREADCRUMB_LINK}>
              Issues
            </Link>
          }
          here={report.id}
        />
        <h1 className="mt-1 flex items-start gap-2 text-pretty font-semibold text-lg leading-6 tracking-tight [overflow-wrap:anywhere]">
          <severity.icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${severity.text}`} />
          <span className="sr-only">{severity.label}:</span>
          {report.title}
        </h1>
        <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <StateBadge state={state} />
          {state === 'ignored' && (
            <span className="text-muted text-xs">
              {ignoredUntil === null ? (
                'until somebody reopens it'
              ) : (
                <>
                  until <Moment iso={ignoredUntil} />
                </>
              )}
            </span>
          )}
          {state === 'resolved' && resolvedAt !== null && (
            <span className="text-muted text-xs">
              since <Moment iso={resolvedAt} />
            </span>
          )}
          {regressedAt !== null && (
            <span className="inline-flex items-center gap-1 font-medium text-failing text-xs">
              <RotateCcw aria-hidden className="size-3.5" />
              came back, noticed <Moment iso={regressedAt} />
            </span>
          )}
          <span className="min-w-0 text-muted text-xs">
            on{' '}
            <Link
              href={sourcePage({ region, organization, source })}
              className="inline-block min-h-6 text-accent leading-6 underline underline-offset-4 [overflow-wrap:anywhere]"
            >
              {sourceName}
            </Link>
          </span>
        </p>
      </div>
      {children}
    </header>
  );
}

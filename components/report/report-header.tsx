import Link from 'next/link';
import type { ReactNode } from 'react';
import { sourcePage } from '@/lib/health/page-path';
import type { SourceReport } from '@/lib/health/report/source-report';
import { formatDays } from '@/lib/health/report/stretch-words';
import { AsOf } from '../as-of';
import { BREADCRUMB_LINK, Breadcrumb } from '../breadcrumb';

/** Which source a report is of, of which days, and as of when; `report` is null until it was read. */
export function ReportHeader(props: {
  region: string;
  organization: string;
  source: string;
  report: SourceReport | null;
  aside: ReactNode;
}) {
  const { region, organization, source, report, aside } = props;
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-80">
        <Breadcrumb
          region={region}
          organization={organization}
          via={
            <Link href={sourcePage({ region, organization, source })} className={BREADCRUMB_LINK}>
              {report?.source.name ?? source}
            </Link>
          }
          here="Report"
        />
        <h1 className="mt-0.5 font-semibold text-lg tracking-tight [overflow-wrap:anywhere]">
          {report === null ? 'Report' : `Report of ${report.source.name}`}
        </h1>
        {report !== null && (
          <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-muted text-xs">
            <span className="font-medium text-ink">{formatDays(report.window)}, UTC days</span>
            <code className="[overflow-wrap:anywhere]">{source}</code>
            <AsOf iso={report.asOf} />
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2 print:hidden">{aside}</div>
    </div>
  );
}

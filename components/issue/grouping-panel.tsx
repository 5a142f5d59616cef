import type { IssueReport } from '@/lib/health/issue/issue-report';
import { CopyButton } from '../copy-button';
import { Panel } from '../ui/panel';

/** By what findings become this issue and no other: the fingerprint, how it is made, and of what. */
export function GroupingPanel({ report }: { report: IssueReport }) {
  const parts = [
    ['Problem', report.problem],
    ['Region', report.region],
    ['Organization', report.organization],
    ['Source', report.source],
    ['Grouping key', report.groupingKey === '' ? null : report.groupingKey],
  ] as const;
  return (
    <Panel id="grouping" title="Grouping">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 px-4 py-3 text-xs leading-5">
        <dt className="text-muted">Fingerprint</dt>
        <dd className="flex min-w-0 items-start gap-1">
          <code className="[overflow-wrap:anywhere]">{report.fingerprint}</code>
          <CopyButton text={report.fingerprint} what="fingerprint" />
        </dd>
        <dt className="text-muted">Algorithm</dt>
        <dd className="text-pretty">{report.fingerprintAlgorithm}</dd>
        {parts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="[overflow-wrap:anywhere]">
              {value === null ? (
                <span className="text-faint">none: one issue for all of this problem on this source</span>
              ) : (
                <code>{value}</code>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

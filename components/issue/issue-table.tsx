import type { IssueLineReport, IssueListReport } from '@/lib/health/issue/issue-report';
import { useShownZone, zoneName } from '../shown-zone';
import { ISSUE_COLUMNS } from './issue-columns';
import { IssueRow } from './issue-row';

/** Issues, a link each, in the order given. `span` is that of their days. */
export function IssueTable(props: { issues: readonly IssueLineReport[]; span: IssueListReport['days'] }) {
  const { issues, span } = props;
  const zone = zoneName(useShownZone());
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <div
        aria-hidden
        className={`hidden gap-x-4 border-line border-b bg-sunken px-4 py-1.5 font-medium text-faint text-xs lg:grid ${ISSUE_COLUMNS}`}
      >
        <span className="w-4" />
        <span>Issue</span>
        <span>Source</span>
        <span className="text-right">Count</span>
        <span>14 days (UTC)</span>
        <span>First seen ({zone})</span>
        <span>Last seen ({zone})</span>
        <span className="text-right">State</span>
      </div>
      <ul className="divide-y divide-line">
        {issues.map((issue) => (
          <IssueRow key={issue.id} issue={issue} span={span} />
        ))}
      </ul>
    </div>
  );
}

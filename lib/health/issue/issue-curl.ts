import { queryCurl, queryOfRows } from '@/lib/health/coveo-query';
import type { IssueReport } from './issue-report';

/**
 * The query that shows the issue's rows, as cURL with `$COVEO_TOKEN`: the source's log rows of the stages, operations
 * and results of what was captured, in the newest week in which they were seen. Where it has no rows, the source's
 * latest activities; where recorded calls prove it, which Coveo has no log of, those that Pushscope keeps. `origin`
 * is the address of this Pushscope, which the sandbox is below.
 */
export function issueCurl(report: IssueReport, origin: string): string {
  const { region, organization, source } = report;
  const finding = (report.newest ?? report.opened)?.finding;
  if (finding?.calls !== undefined) {
    const path = [region, organization, 's', source, 'pushes'].map(encodeURIComponent).join('/');
    return `curl '${origin}/api/o/${path.replaceAll("'", '%27')}' \\\n  -H "Authorization: Bearer $COVEO_TOKEN"`;
  }
  const rows = finding?.evidence ?? [];
  const query =
    rows.length === 0
      ? { call: 'activities.latest' as const, source }
      : queryOfRows(source, rows, report.firstSeen, report.lastSeen);
  return queryCurl(query, { region, organization, origin });
}

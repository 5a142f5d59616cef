import { DAY_MS, MINUTE_MS, toIso, toMs } from '@/lib/evidence/time';
import type { CapturedIssue } from './captured-issue';
import type { IssueReport } from './issue-report';

/** A call of the Source Logs API looks at a week at most (its specification). */
const LONGEST_MS = 7 * DAY_MS;

/**
 * The query that shows the issue's rows, as cURL with `$COVEO_TOKEN`: the source's log rows of the stages, operations
 * and results of what was captured, in the newest week in which they were seen. Where it has no rows, the source's
 * latest activities. `origin` is the address of this Pushscope, which the sandbox is below.
 */
export function issueCurl(report: IssueReport, origin: string): string {
  const hosts = hostsOf(report.region, origin);
  const organization = encodeURIComponent(report.organization);
  const rows = (report.newest ?? report.then)?.finding.evidence ?? [];
  if (rows.length === 0) {
    return post(`${hosts.platform}/rest/organizations/${organization}/activities/latest`, {
      resourceTypes: ['SOURCE'],
      resourceIds: [report.source],
    });
  }
  const to = Math.floor(toMs(report.lastSeen) / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const from = Math.max(Math.floor(toMs(report.firstSeen) / MINUTE_MS) * MINUTE_MS, to - LONGEST_MS);
  const query = `from=${toIso(from)}&to=${toIso(to)}&page=0&perPage=100`;
  return post(`${hosts.logs}/logs/v1/organizations/${organization}?${query}`, {
    sourcesIds: [report.source],
    tasks: valuesOf(rows, 'task'),
    operations: valuesOf(rows, 'operation'),
    results: valuesOf(rows, 'result'),
  });
}

/** Hosts by region, as article 78 and the official clients have them: us has no suffix, HIPAA one without a hyphen. */
function hostsOf(region: string, origin: string): { readonly logs: string; readonly platform: string } {
  if (region === 'sandbox') return { logs: `${origin}/sandbox`, platform: `${origin}/sandbox` };
  const suffix = region === 'us' ? '' : region === 'hipaa' ? 'hipaa' : `-${region}`;
  return {
    logs: `https://api${suffix}.cloud.coveo.com`,
    platform: `https://platform${suffix}.cloud.coveo.com`,
  };
}

function valuesOf(
  rows: CapturedIssue['finding']['evidence'],
  field: 'task' | 'operation' | 'result',
): string[] {
  return [...new Set(rows.map((row) => row[field]))].filter((value) => value !== '').sort();
}

function post(url: string, body: unknown): string {
  const quoted = JSON.stringify(body).replaceAll("'", String.raw`'\''`);
  return `curl -X POST '${url}' \\\n  -H "Authorization: Bearer $COVEO_TOKEN" \\\n  -H 'Content-Type: application/json' \\\n  -d '${quoted}'`;
}

import type { Read } from '@/lib/evidence/coverage';
import type { CapturedIssue } from '@/lib/health/issue/captured-issue';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import type { CapsuleSighting, IssueCapsule } from './capsule-content';
import { type CapsuleBounds, capsuleCoverage, capsuleFinding } from './capsule-finding';
import { capsuleVerification } from './capsule-verification';

/** What a capsule reads of an issue. */
export type PreservedIssue = Omit<
  IssueReport,
  | 'url'
  | 'fingerprint'
  | 'fingerprintAlgorithm'
  | 'groupingKey'
  | 'related'
  | 'console'
  | 'liveLogsUntil'
  | 'history'
> & {
  readonly history: readonly { readonly at: string; readonly kind: string }[];
};

/**
 * An issue, frozen (`preservedAt` is ISO): what was seen when it opened and what was seen last, whether a fix was
 * verified, its counts and dates, not yet masked. Notes, names, and whatever leads back into the organization stay behind.
 */
export function issueCapsule(
  issue: PreservedIssue,
  preservedAt: string,
  bounds: CapsuleBounds,
): IssueCapsule {
  const { opened, newest, verification } = issue;
  return {
    format: 1,
    kind: 'issue',
    preservedAt,
    masked: false,
    region: issue.region,
    organization: issue.organization,
    source: { id: issue.source, name: issue.sourceName },
    problem: issue.problem,
    title: issue.title,
    severity: issue.severity,
    state: issue.state,
    count: issue.count,
    unit: issue.unit,
    firstSeen: issue.firstSeen,
    lastSeen: issue.lastSeen,
    openedAt: issue.openedAt,
    resolvedAt: issue.resolvedAt,
    regressedAt: issue.regressedAt,
    days: issue.days.map(({ day, count }) => ({ day, count })),
    changes: issue.history.filter(({ kind }) => kind !== 'note').map(({ at, kind }) => ({ at, kind })),
    opened: opened && sighting(opened, bounds),
    newest: newest === null || newest.capturedAt === opened?.capturedAt ? null : sighting(newest, bounds),
    verification: verification && capsuleVerification(verification, bounds),
  };
}

function sighting(captured: CapturedIssue, bounds: CapsuleBounds): CapsuleSighting {
  const { coverage, newestRun, query } = captured;
  return {
    capturedAt: captured.capturedAt,
    verdict: captured.verdict,
    reasons: captured.reasons.map(({ text }) => text),
    finding: capsuleFinding(captured.finding, bounds),
    query: { window: query.window, filters: [...query.filters] },
    coverage: capsuleCoverage(coverage, coverage.notRead.map(readOf)),
    newestRun: newestRun && {
      start: newestRun.start,
      end: newestRun.end,
      pushed: newestRun.pushed,
      found: newestRun.found,
    },
    versions: captured.versions,
  };
}

const STATES: readonly Read['state'][] = ['read', 'sampled', 'skipped', 'refused'];

function readOf(read: CapturedIssue['coverage']['notRead'][number]): Read {
  const { call, from, to, why, status, requestId } = read;
  return {
    call,
    from,
    to,
    state: STATES.find((state) => state === read.state) ?? 'refused',
    rows: 0,
    ...(why === null ? {} : { why }),
    ...(status === null ? {} : { status }),
    ...(requestId === null ? {} : { requestId }),
  };
}

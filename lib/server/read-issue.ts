import 'server-only';
import { DAY_MS, toIso, toMs } from '@/lib/evidence/time';
import { readCaptured } from '@/lib/health/issue/captured-issue';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import { formatMoment } from '@/lib/problems/phrasing';
import { FINGERPRINT_ALGORITHM } from '@/lib/store/fingerprint';
import type { IssueChange, StoredIssue } from '@/lib/store/issue';
import { listIssues } from '@/lib/store/read-issues';
import { consoleLinks } from './console-links';
import { lineReport } from './list-issues';
import { processStore } from './store';
import { newestVerification, verificationText } from './verify-fix-history';

/** Other issues of the source that are shown. */
const RELATED = 10;
/** Coveo keeps its log rows so long (article 1864). */
const LIVE_MS = 14 * DAY_MS;

/** An issue as its page and its route show it. Who may see it is not asked here. */
export async function reportIssue(issue: StoredIssue): Promise<IssueReport> {
  const { region, organization, source } = issue;
  const others = await listIssues(await processStore(), {
    places: [{ region, organization }],
    source,
    limit: RELATED + 1,
  });
  return {
    ...lineReport(issue),
    resolvedAt: issue.resolvedAt,
    openedAt: issue.openedAt,
    updatedAt: issue.updatedAt,
    fingerprint: issue.fingerprint,
    fingerprintAlgorithm: FINGERPRINT_ALGORITHM,
    groupingKey: issue.groupingKey,
    days: issue.days,
    history: issue.history.map((change) => ({
      revision: change.revision,
      at: change.at,
      who: change.who,
      kind: change.kind,
      text: changeText(change),
    })),
    opened: readCaptured(issue.captured),
    newest: readCaptured(issue.newest),
    liveLogsUntil: toIso(toMs(issue.lastSeen) + LIVE_MS),
    verification: newestVerification(issue),
    related: others.issues
      .filter(({ id }) => id !== issue.id)
      .slice(0, RELATED)
      .map(({ id, title, state, lastSeen }) => ({ id, title, state, lastSeen, url: `/i/${id}` })),
    console: consoleLinks(region, organization),
  };
}

/** What happened, in a sentence; a note is its own text. */
export function changeText({ kind, detail }: Pick<IssueChange, 'kind' | 'detail'>): string {
  switch (kind) {
    case 'opened':
      return 'Opened: seen for the first time.';
    case 'acknowledged':
      return 'Acknowledged.';
    case 'reopened':
      return 'Opened again.';
    case 'action':
      return textOf(detail, 'text') ?? 'Something was done at Coveo.';
    case 'note':
      return typeof detail === 'string' ? detail : '';
    case 'resolved': {
      const proof = textOf(detail, 'text');
      return proof === null ? 'Resolved.' : `Resolved: ${proof}`;
    }
    case 'ignored': {
      const until = textOf(detail, 'until');
      return until === null
        ? 'Ignored until somebody opens it again.'
        : `Ignored until ${formatMoment(until)}.`;
    }
    case 'regressed': {
      const seen = textOf(detail, 'seen');
      const state = textOf(detail, 'from') ?? 'resolved';
      return `Came back after it was ${state}${seen === null ? '' : `: seen ${formatMoment(seen)}`}.`;
    }
    case 'verification-begun':
    case 'verification-passed':
    case 'verification-failed':
    case 'verification-given-up':
      return verificationText({ kind, detail });
  }
}

function textOf(detail: IssueChange['detail'], name: string): string | null {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return null;
  const value = Object.entries(detail).find(([key]) => key === name)?.[1];
  return typeof value === 'string' && value !== '' ? value : null;
}

import 'server-only';
import { toIso } from '@/lib/evidence/time';
import { readCaptured } from '@/lib/health/issue/captured-issue';
import type { IssueNow } from '@/lib/health/issue/issue-report';
import { thenAndNow } from '@/lib/health/issue/then-and-now';
import type { StoredIssue } from '@/lib/store/issue';
import type { Access } from './access';
import { noSourceRead } from './no-such-source';
import { readHealth } from './read-health';

/**
 * Reads the issue's source anew, whatever was read a minute ago, and says what differs from what was captured when the
 * issue opened. What is found is merged, as by every look at the source.
 */
export async function issueNow(
  issue: StoredIssue,
  access: Extract<Access, { ok: true }>,
  signal: AbortSignal,
): Promise<IssueNow> {
  const answer = await readHealth({
    access,
    sourceId: issue.source,
    requested: { from: null, to: null },
    refresh: true,
    signal,
    onEvent: () => {},
  });
  if (answer.state !== 'read') {
    return {
      asOf: toIso(access.client.now()),
      state: 'not checked',
      text: 'Not checked now: Coveo knows no such source any more.',
      ...(answer.state === 'no such source' ? { failed: noSourceRead(issue.source, answer.answer) } : {}),
    };
  }
  const then = readCaptured(issue.captured) ?? readCaptured(issue.newest);
  if (then !== null) return thenAndNow(then, answer.health);
  return {
    asOf: answer.health.asOf,
    state: 'not checked',
    text: 'Not compared: what was captured then cannot be read any more.',
  };
}

import { isDelete, type LogRow } from '@/lib/evidence/log-row';
import { SETTLE_FACTOR, SETTLE_FLOOR_MS } from '@/lib/evidence/pipeline';
import { MINUTE_MS, toIso, toMs } from '@/lib/evidence/time';
import type { CapturedIssue } from '@/lib/health/issue/captured-issue';
import { formatDuration } from '@/lib/problems/phrasing';
import type { Problem } from '@/lib/problems/problem';
import { type FixVerification, MAX_FOLLOWED, type VerificationPlan } from './fix-verification';

/** A push shows its first row within this (an assumption: Coveo publishes no time, and no log measures it). */
export const ENTER_MS = 5 * MINUTE_MS;
/** The expected time through the pipeline is never shorter than this (an assumption). */
export const PASS_FLOOR_MS = MINUTE_MS;

/** What of an issue decides what is followed. */
export interface VerifiableIssue {
  readonly problem: string;
  /** ISO. */
  readonly lastSeen: string;
  /** What was captured of it, the newest first; what cannot be read any more is left out. */
  readonly captured: readonly CapturedIssue[];
  /** Its newest verification: what failed there was seen later than any scan has seen it. */
  readonly verification?: FixVerification | null;
}

/**
 * What a verification of an issue's fix would follow, and how long that may take by what was measured of its source.
 * `since` is ISO; null for the time at which the issue was last seen, or the end of that run where no items tell what
 * is pushed again from the rest of the same run; after a verification that failed, when that saw it.
 */
export function planVerification(
  issue: VerifiableIssue,
  since: string | null,
  problems: readonly Problem[],
): VerificationPlan {
  const { captured } = issue;
  const named = captured.map(({ finding }) => finding.items);
  const all = [...new Set(named.flatMap(({ sample }) => sample))];
  const subject = subjectOf(issue, all.length, problems);
  const latency = captured.find((one) => one.latency !== null)?.latency ?? null;
  const rows = failedRows(captured);
  return {
    since: since ?? usualSince(issue, subject),
    subject,
    items: subject === 'items' ? all.slice(0, MAX_FOLLOWED) : [],
    total: subject === 'items' ? Math.max(all.length, ...named.map(({ total }) => total)) : 0,
    deletes: rows.length > 0 && rows.every(({ operation }) => isDelete(operation)),
    enterMs: ENTER_MS,
    passMs: latency === null ? SETTLE_FLOOR_MS : Math.max(PASS_FLOOR_MS, SETTLE_FACTOR * latency.p95Ms),
    settleMs: latency?.settleMs ?? SETTLE_FLOOR_MS,
    measuredMs: latency?.p95Ms ?? null,
  };
}

/** When the newest verification of the issue saw it again; null unless it failed. What failed once must not fail the next one. */
export function failedAt(
  verification: FixVerification | null,
  subject: VerificationPlan['subject'],
): string | null {
  if (verification?.state !== 'failed') return null;
  return (subject === 'items' ? verification.proof[0]?.at : undefined) ?? verification.asOf;
}

function usualSince(issue: VerifiableIssue, subject: VerificationPlan['subject']): string {
  const seen = subject === 'items' ? issue.lastSeen : runEnd(issue);
  const failed = failedAt(issue.verification ?? null, subject);
  return failed !== null && toMs(failed) > toMs(seen) ? failed : seen;
}

/** Rows can be told to be the problem's only where it claims them; all else is judged on the source as a whole. */
function subjectOf(
  { problem, captured }: VerifiableIssue,
  items: number,
  problems: readonly Problem[],
): VerificationPlan['subject'] {
  const claims = problems.some(({ id, live }) => id === problem && live?.claim !== undefined);
  const rows = claims ? failedRows(captured) : [];
  if (rows.some(({ operation }) => operation === 'BATCH_FILE')) return 'batches';
  return items > 0 && rows.some(({ operation }) => operation !== 'DELETE_OLDER_THAN') ? 'items' : 'source';
}

/** When the run in which the issue was last seen had ended; when it was looked at last, where that is not known. */
function runEnd({ lastSeen, captured: [newest] }: VerifiableIssue): string {
  const run = newest?.newestRun ?? null;
  if (newest === undefined) return lastSeen;
  if (run === null || lastSeen > run.end) return newest.capturedAt;
  return run.start <= lastSeen ? run.end : toIso(toMs(run.start) - 1);
}

function failedRows([newest]: readonly CapturedIssue[]): readonly Pick<LogRow, 'operation'>[] {
  return newest?.finding.evidence.filter(({ result }) => result !== 'COMPLETED') ?? [];
}

/** How long is waited, and what of it is measured, in sentences. */
export function planAssumptions({
  subject,
  measuredMs,
  passMs,
  settleMs,
  enterMs,
}: VerificationPlan): string[] {
  const measured =
    measuredMs === null
      ? `No latency was measured on this source: ${formatDuration(passMs)} from the first row to the last is assumed.`
      : `Of this source’s items 95 % took ${spanWords(measuredMs)} at most from their first row to the last; ${formatDuration(passMs)} is allowed.`;
  return [
    measured,
    `That a push leaves its first row within ${formatDuration(enterMs)} is an assumption.`,
    ...(subject === 'source'
      ? [`A run counts as settled ${formatDuration(settleMs)} after its last push.`]
      : []),
  ];
}

function spanWords(ms: number): string {
  return ms < 1000 ? 'under 1 s' : formatDuration(ms);
}

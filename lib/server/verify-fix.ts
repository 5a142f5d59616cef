import 'server-only';
import type { CallFailure } from '@/lib/coveo/call';
import { readJson } from '@/lib/evidence/json';
import { DAY_MS, MINUTE_MS, toIso, toMs } from '@/lib/evidence/time';
import {
  type FixVerification,
  isEnded,
  type VerificationAnswer,
  type VerificationPlan,
} from '@/lib/health/fix/fix-verification';
import { answerBatches } from '@/lib/health/fix/fix-verification-batches';
import { answerItems, type VerifiedFix } from '@/lib/health/fix/fix-verification-items';
import { planVerification } from '@/lib/health/fix/fix-verification-plan';
import {
  answerSource,
  beforeReading,
  NO_CALL,
  noSuchSource,
  standsWithoutPush,
} from '@/lib/health/fix/fix-verification-source';
import { readCaptured } from '@/lib/health/issue/captured-issue';
import { formatMoment } from '@/lib/problems/phrasing';
import { PROBLEMS } from '@/lib/problems/problems';
import { quotedFailureText } from '@/lib/scan/failure-text';
import type { StoredIssue } from '@/lib/store/issue';
import { readIssue } from '@/lib/store/read-issues';
import { beginVerification, endVerification, MOST_VERIFICATIONS } from '@/lib/store/verification';
import type { Access } from './access';
import { cleanJson } from './clean-json';
import { noSourceRead } from './no-such-source';
import { readHealth } from './read-health';
import { shareLook } from './shared-look';
import { processStore } from './store';
import { newestVerification, verificationOf } from './verify-fix-history';
import { countPushes, coveoNow, readSince } from './verify-fix-reading';

/** Coveo keeps its rows for 14 days (article 1864): what was pushed on the first of them is going. */
const OLDEST_SINCE_MS = 13 * DAY_MS;
/** The logs API must not be asked often (article 59); the sandbox may, and is done in seconds. */
const CHECK_MS = { least: 30_000, most: 5 * MINUTE_MS, sandbox: 5_000 };

/** What is said where an issue takes no more verifications. */
export const TOO_MANY_VERIFICATIONS = `A fix of this issue was verified ${MOST_VERIFICATIONS} times, and no more are kept.`;

/** Access that was granted. */
type Granted = Extract<Access, { ok: true }>;

/** What somebody wants verified. */
export interface WantedVerification {
  /** ISO; null for the time at which the issue was last seen. */
  readonly since: string | null;
  /** Under which name, where they gave one. Nobody checks it. */
  readonly who: string | null;
}

/** Begun under a number; or why not. */
export type Beginning =
  | { readonly state: 'begun'; readonly n: number }
  | { readonly state: 'under way'; readonly n: number }
  | { readonly state: 'too many' }
  | { readonly state: 'bad moment'; readonly detail: string }
  | { readonly state: 'not reached'; readonly detail: string }
  | { readonly state: 'no such issue' };

/**
 * Begins to verify the fix of an issue: what is followed since when is written into its history, so that anybody goes
 * on from there. Coveo is asked for its time first: all that follows is judged by it.
 */
export async function beginFixVerification(
  issue: StoredIssue,
  access: Granted,
  { since, who }: WantedVerification,
  signal: AbortSignal,
): Promise<Beginning> {
  const told = await coveoNow(access.client, issue.source, { signal });
  if (!told.ok) return { state: 'not reached', detail: notReached(told.failure) };
  const { now } = told;
  const oldest = toIso(toMs(now) - OLDEST_SINCE_MS);
  if (since !== null && since > now) {
    return {
      state: 'bad moment',
      detail: `By Coveo’s clock it is ${formatMoment(now)}: that moment is still to come.`,
    };
  }
  if (since !== null && since < oldest) {
    return {
      state: 'bad moment',
      detail: `Coveo keeps its rows for 14 days: only what was pushed after ${formatMoment(oldest)} can be followed.`,
    };
  }
  const captured = [readCaptured(issue.newest), readCaptured(issue.captured)].filter((one) => one !== null);
  const usual = planVerification(
    { ...issue, captured, verification: newestVerification(issue) },
    null,
    PROBLEMS,
  );
  const plan = { ...usual, since: since ?? (usual.since < oldest ? oldest : usual.since) };
  return beginVerification(await processStore(), {
    id: issue.id,
    who: nameOf(who, issue),
    at: latest(now, issue),
    detail: cleanJson(readJson(plan)),
  });
}

/**
 * How a verification stands now; null when the issue has none of that number. Several who follow it share a look; with
 * `again` Coveo is asked anew, unless it is being asked already.
 */
export async function checkFixVerification(
  issue: StoredIssue,
  n: number,
  access: Granted,
  { signal, again }: { readonly signal: AbortSignal; readonly again: boolean },
): Promise<FixVerification | null> {
  const open = verificationOf(issue, n);
  if (open === null || isEnded(open)) return open;
  const asker = { access, sourceId: issue.source };
  const looked = await shareLook({ key: `${issue.id}/${n}`, asker, again, signal }, async (ending) => {
    const { answer, failure } = await look(issue, open, access, ending);
    return { answer, checkAfterMs: checkAfter(issue.region, open.plan, answer, failure) };
  });
  const verification: FixVerification = {
    ...open,
    ...looked.answer,
    checkAfterMs: looked.checkAfterMs,
  };
  if (verification.state !== 'passed' && verification.state !== 'failed') return verification;
  const kept = { ...verification, checkAfterMs: null };
  return (await end(issue, kept, { who: 'Pushscope', end: verification.state })) ?? kept;
}

/** Gives a verification up, under a name where one was given; how it ended, or null when there is none of that number. */
export async function giveUpFixVerification(
  issue: StoredIssue,
  n: number,
  who: string | null,
): Promise<FixVerification | null> {
  const open = verificationOf(issue, n);
  if (open === null || isEnded(open)) return open;
  const kept: FixVerification = {
    ...open,
    state: 'given up',
    text: 'Given up before there was an answer.',
    expectBy: null,
    followed: [],
    checkAfterMs: null,
  };
  return (await end(issue, kept, { who: nameOf(who, issue), end: 'given up' })) ?? kept;
}

/**
 * Writes an end down, once: where somebody else was quicker, theirs is what counts, and is answered. Null when it was
 * written.
 */
async function end(
  issue: StoredIssue,
  kept: FixVerification,
  { who, end: how }: { readonly who: string; readonly end: 'passed' | 'failed' | 'given up' },
): Promise<FixVerification | null> {
  const database = await processStore();
  const ended = await endVerification(database, {
    id: issue.id,
    n: kept.n,
    who,
    at: latest(kept.asOf, issue),
    // By Coveo's clock, which is the one of the rows: the issue may have been changed by one of ours that is ahead.
    resolvedAt: toMs(kept.asOf) >= toMs(issue.lastSeen) ? kept.asOf : issue.lastSeen,
    end: how,
    proof: { text: 'the fix was verified.', verification: kept.n },
    detail: cleanJson(readJson(kept)),
  });
  if (ended.state !== 'ended before') return null;
  const now = await readIssue(database, issue.id);
  return now === null ? null : verificationOf(now, kept.n);
}

interface Answered {
  readonly answer: VerificationAnswer;
  readonly failure: CallFailure | null;
}

async function look(
  issue: StoredIssue,
  { plan, begunAt }: FixVerification,
  access: Granted,
  signal: AbortSignal,
): Promise<Answered> {
  const fix: VerifiedFix = {
    plan,
    begunAt,
    verified: { problem: issue.problem, key: issue.groupingKey },
  };
  const task = { client: access.client, sourceId: issue.source, plan, signal };
  if (plan.subject === 'source') return lookAtSource(issue, fix, access, signal);
  const { seen, failure } = await readSince(task);
  const answer = plan.subject === 'items' ? answerItems : answerBatches;
  return { answer: answer(fix, seen, PROBLEMS), failure };
}

async function lookAtSource(
  issue: StoredIssue,
  fix: VerifiedFix,
  access: Granted,
  signal: AbortSignal,
): Promise<Answered> {
  const captured = readCaptured(issue.newest) ?? readCaptured(issue.captured);
  const alone = standsWithoutPush(issue.problem, captured, PROBLEMS);
  const task = { client: access.client, sourceId: issue.source, plan: fix.plan, signal };
  const pushes = alone ? null : await countPushes(task);
  const early = pushes === null ? null : beforeReading(fix, pushes.seen);
  if (early !== null) return { answer: early, failure: pushes?.failure ?? null };
  const read = await readHealth({
    access,
    sourceId: issue.source,
    requested: { from: null, to: null },
    refresh: true,
    signal,
    onEvent: () => {},
  });
  if (read.state !== 'read') {
    const gone = read.state === 'no such source' ? noSourceRead(issue.source, read.answer) : null;
    const notRead = gone === null ? null : { status: null, requestId: null, ...gone };
    return { answer: noSuchSource(toIso(access.client.now()), notRead), failure: null };
  }
  return { answer: answerSource(fix, read.health, alone), failure: null };
}

/** When to look again: by this source's own pace, and not before Coveo wants to be asked again. */
function checkAfter(
  region: string,
  { passMs }: VerificationPlan,
  { state, notRead }: VerificationAnswer,
  failure: CallFailure | null,
): number | null {
  if (failure !== null && failure.kind !== 'unreadable') {
    if (!mayPass(failure.status)) return null;
    return Math.max(CHECK_MS.least, retryAfterMs(failure));
  }
  if (notRead !== null && notRead.call !== NO_CALL && mayPass(notRead.status)) return CHECK_MS.most;
  if (state !== 'waiting') return null;
  if (region === 'sandbox') return CHECK_MS.sandbox;
  return Math.min(CHECK_MS.most, Math.max(CHECK_MS.least, passMs / 2));
}

/** Whether the next look may well be answered: a success that could not be read, too much, a time-out, or trouble at Coveo. Null: no answer came. */
function mayPass(status: number | null): boolean {
  return status === null || status < 400 || status === 408 || status === 429 || status >= 500;
}

function retryAfterMs({ attempts, at }: CallFailure): number {
  const text = attempts.at(-1)?.retryAfter ?? '';
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(text);
  return Number.isNaN(until) || at === null ? 0 : Math.max(0, until - toMs(at));
}

function notReached(failure: CallFailure): string {
  return `Not begun: Coveo’s own time must be known. ${quotedFailureText(failure)}`;
}

function nameOf(who: string | null, { organization }: StoredIssue): string {
  return who ?? `someone connected to ${organization}`;
}

/** Not before what is known of the issue: its history goes one way, and what was seen must not bring it back. */
function latest(at: string, { updatedAt, lastSeen }: StoredIssue): string {
  return [at, updatedAt, lastSeen].reduce((a, b) => (toMs(a) >= toMs(b) ? a : b));
}

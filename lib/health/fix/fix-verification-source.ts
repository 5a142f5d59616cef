import type { Part } from '@/lib/evidence/coverage';
import { HOUR_MS, toIso, toMs } from '@/lib/evidence/time';
import type { Health } from '@/lib/health/health';
import type { CapturedIssue } from '@/lib/health/issue/captured-issue';
import { isOfRecorded, isRecordedSince } from '@/lib/health/recorded-ledger';
import { countOf, formatDuration } from '@/lib/problems/phrasing';
import type { Problem } from '@/lib/problems/problem';
import { PROBLEMS } from '@/lib/problems/problems';
import { MAX_PROOF_ROWS, type VerificationAnswer, type VerificationGap } from './fix-verification';
import type { VerifiedFix } from './fix-verification-items';
import { proofRow } from './fix-verification-rows';
import { gapText, momentWords, sinceWords } from './fix-verification-words';

/** Whether anything was pushed since the plan's moment, by Coveo's row counts at the stages where pushes enter. */
export interface PushesSince {
  /** Coveo's own time. */
  readonly asOf: string;
  /** Rows; null when they could not be counted. */
  readonly entered: number | null;
  /** Of these, rows younger than the settling time: their run has not settled. */
  readonly young: number | null;
  readonly gap: VerificationGap | null;
}

/** The parts that tell of pushes: a problem that needs none of them stands whether anything is pushed or not. */
const PUSHED_PARTS: readonly Part[] = ['counts', 'failures', 'batches', 'histories', 'buckets'];

/**
 * Whether the problem is one of how the source or its organization stands, which shows without a push: an activity
 * that is left open, a limit that is reached. It can be verified at once.
 */
export function standsWithoutPush(
  problem: string,
  captured: CapturedIssue | null,
  problems: readonly Problem[],
): boolean {
  if (captured?.finding.calls !== undefined) return true;
  const needs = problems.find(({ id }) => id === problem)?.live?.needs ?? PUSHED_PARTS;
  return needs.every((part) => !PUSHED_PARTS.includes(part));
}

/** How the fix stands before a new reading of the source is of use; null once it is. */
export function beforeReading(
  { plan, begunAt }: VerifiedFix,
  pushes: PushesSince,
): VerificationAnswer | null {
  const { asOf, entered, young, gap } = pushes;
  const answer = { ...NOTHING, asOf, notRead: gap };
  if (gap !== null || entered === null || young === null) {
    return { ...answer, state: 'cannot tell', text: gapText(gap, 0) };
  }
  const settles = formatDuration(plan.settleMs);
  if (entered === 0) {
    const expectBy = toIso(toMs(begunAt) + plan.enterMs + plan.settleMs);
    return asOf < expectBy
      ? {
          ...answer,
          state: 'waiting',
          text: `Nothing was pushed ${sinceWords(plan)} so far. A run that is pushed now can be judged ${settles} after its last push: expect by ${momentWords(expectBy)}.`,
          expectBy,
        }
      : {
          ...answer,
          state: 'cannot tell',
          text: `No push ${sinceWords(plan)}: nothing to verify. The customer has to push again.`,
        };
  }
  // A source that never pauses is judged on the part that has settled.
  if (young === 0 || asOf >= toIso(toMs(begunAt) + HOUR_MS + plan.settleMs)) return null;
  const expectBy = toIso(toMs(asOf) + plan.settleMs);
  return {
    ...answer,
    state: 'waiting',
    text: `${countOf(entered, 'row')} of pushes came ${sinceWords(plan)}. Their run can be judged ${settles} after its last push: expect by ${momentWords(expectBy)}, if nothing more comes.`,
    expectBy,
  };
}

/** In place of the call, where a problem was not checked though none failed. */
export const NO_CALL = 'a scan';

/**
 * How the fix stands by a new reading of the whole source: the problem's own rule decides. Not found is a pass only
 * where it was looked for, and where a run has settled since or the problem stands without one.
 */
export function answerSource(
  { plan, verified }: VerifiedFix,
  health: Health,
  alone: boolean,
): VerificationAnswer {
  const answer = { ...NOTHING, asOf: health.asOf };
  const { problem, key } = verified;
  const found = health.findings.find((one) => one.problem === problem && one.key === key) ?? null;
  if (isOfRecorded(problem, key, PROBLEMS)) return answerRecorded(plan.since, found, health);
  const { newest } = health.runs;
  const run = !alone && newest !== null && newest.start > plan.since ? newest : null;
  const unchecked = health.notChecked.find((one) => one.problem === problem) ?? null;
  const isNew =
    found !== null &&
    (found.evidenceTotal === 0 || found.measure !== undefined || found.lastSeen > plan.since);
  if (found !== null && isNew && (alone || run !== null)) {
    const proof = found.evidence.filter(({ at }) => at > plan.since);
    return {
      ...answer,
      state: 'failed',
      text: `${run === null ? `As of ${momentWords(health.asOf)}` : `After the run of ${momentWords(run.start)}`} it is found again: “${found.title}”.`,
      proof: proof.slice(0, MAX_PROOF_ROWS).map(proofRow),
      proofTotal: proof.length,
    };
  }
  if (unchecked !== null) {
    const { why, call = NO_CALL, status = null, requestId = null } = unchecked;
    return {
      ...answer,
      state: 'cannot tell',
      text: `It could not be looked for: ${why}`,
      notRead: { call, why, status, requestId },
    };
  }
  if (run === null && !alone) {
    return {
      ...answer,
      state: 'cannot tell',
      text: `No run has settled that began ${sinceWords(plan)}: can’t tell. A few items pushed by hand are no run.`,
    };
  }
  return {
    ...answer,
    state: 'passed',
    text:
      run === null
        ? `As of ${momentWords(health.asOf)} it was looked for and not found.`
        : `A run of ${momentWords(run.start)} has settled since, with ${countOf(run.pushed, 'operation')} pushed: it was looked for and not found${found === null ? '' : ' in anything since'}.`,
  };
}

const NOTHING = { expectBy: null, followed: [], proof: [], proofTotal: 0, notRead: null } as const;

/** How a fix stands when Coveo knows the source no more: `notRead` is what it answered, `asOf` is ISO. */
export function noSuchSource(asOf: string, notRead: VerificationGap | null): VerificationAnswer {
  const text = 'Coveo knows no such source any more: can’t tell.';
  return { ...NOTHING, asOf, state: 'cannot tell', text, notRead };
}

/**
 * Of recorded calls: a newer one of the kind fails it; that none is there passes it only where some were recorded
 * since.
 */
function answerRecorded(
  since: string,
  found: Health['findings'][number] | null,
  health: Health,
): VerificationAnswer {
  const answer = { ...NOTHING, asOf: health.asOf };
  if (found !== null && found.lastSeen > since) {
    const text = `A call that was recorded ${momentWords(found.lastSeen)} shows it again: “${found.title}”.`;
    return { ...answer, state: 'failed', text };
  }
  return isRecordedSince(health, since)
    ? {
        ...answer,
        state: 'passed',
        text: `Calls were recorded since ${momentWords(since)}, and none of them shows it.`,
      }
    : {
        ...answer,
        state: 'cannot tell',
        text: `No call was recorded since ${momentWords(since)}: only recorded calls can show it.`,
      };
}

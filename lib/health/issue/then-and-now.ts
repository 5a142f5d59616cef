import { type FailedRead, failedReads } from '@/lib/health/failed-reads';
import type { Health, NotChecked, ReportedFinding, RunComparison } from '@/lib/health/health';
import { isOfRecorded, isRecordedSince } from '@/lib/health/recorded-ledger';
import { MAX_GROUPS } from '@/lib/problems/failed-row-group';
import { countOf, formatCount, formatMoment } from '@/lib/problems/phrasing';
import { PROBLEMS, RULES_VERSION } from '@/lib/problems/problems';
import type { CapturedIssue } from './captured-issue';
import type { IssueNow } from './issue-report';

/** What a run shows of an issue: how many rows of it, among how much. */
interface InRun {
  readonly start: string;
  readonly pushed: number;
  readonly refused: number;
  readonly batches: number;
  readonly found: number;
}

/**
 * What is true now of what was captured then, in one sentence. Counts of two runs are laid side by side only where a
 * run has settled since; else nobody can tell, and absence is never called a fix. What says how the source stands (a
 * refresh left open, silence) needs no run. `health` is of the same source, read now.
 */
export function thenAndNow(then: CapturedIssue, health: Health): IssueNow {
  const { problem, key } = then.finding;
  const found = health.findings.find((one) => one.problem === problem && one.key === key) ?? null;
  const unchecked = health.notChecked.find((one) => one.problem === problem) ?? null;
  const answer = (state: IssueNow['state'], text: string, failed: FailedRead | null): IssueNow => ({
    asOf: health.asOf,
    state,
    text,
    ...(state === 'not checked' && failed !== null ? { failed } : {}),
  });
  if (isOfRecorded(problem, key, PROBLEMS)) {
    const { state, text } = byCalls(then, found, health);
    return answer(state, text, null);
  }
  const newest = settledSince(then, health.runs);
  if (!standsWithoutRun(then) && newest === null) {
    const [unread] = failedReads(health.coverage.reads.filter(({ call }) => call.startsWith('logs.')));
    return unread === undefined
      ? answer('no push since', 'No push has settled since: can’t tell.', null)
      : answer('not checked', `Whether anything was pushed since is not known: ${unread.why}`, unread);
  }
  const gap = unchecked?.why ?? null;
  const failed = unchecked === null ? null : failedReadOf(unchecked);
  const unknown = found === null ? (gap ?? whyUnknown(then, health)) : null;
  if (unknown !== null) return answer('not checked', `Not checked now: ${unknown}`, failed);
  const compared =
    newest === null || then.finding.measure !== null || then.finding.evidenceTotal === 0
      ? byPresence(then, found, newest)
      : byCount(then, found, newest, gap);
  const rules =
    then.versions.rules === RULES_VERSION
      ? ''
      : ` The rules changed in between (version ${then.versions.rules} then, ${RULES_VERSION} now).`;
  return answer(compared.state, `${compared.text}${rules}`, failed);
}

/** The read for which a problem was not checked; null where none failed. */
function failedReadOf({ call, why, status, requestId }: NotChecked): FailedRead | null {
  if (call === undefined) return null;
  return {
    call,
    why,
    ...(status === undefined ? {} : { status }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** Whether the problem is one of how the source stands, which shows without any push. */
function standsWithoutRun({ finding }: CapturedIssue): boolean {
  return finding.evidenceTotal === 0 || finding.problem === 'silent-source';
}

/** The newest settled run, where it began after the one of then had ended, or after then where none had settled. */
function settledSince(then: CapturedIssue, { newest }: RunComparison): RunComparison['newest'] {
  if (newest === null) return null;
  return newest.start > (then.newestRun?.end ?? then.capturedAt) ? newest : null;
}

/** Why nothing follows from not finding it; null where it was looked for as it was then. */
function whyUnknown({ finding }: CapturedIssue, { findings }: Health): string | null {
  const rule = PROBLEMS.find(({ id }) => id === finding.problem)?.live;
  if (rule === undefined) return 'this version of Pushscope does not look for it in a source.';
  const alike = findings.filter(({ problem }) => problem === finding.problem).length;
  return alike >= MAX_GROUPS ? 'too many different reasons were found to tell this one apart.' : null;
}

type Compared = Pick<IssueNow, 'state' | 'text'>;

function byPresence(
  { finding }: CapturedIssue,
  found: ReportedFinding | null,
  newest: RunComparison['newest'],
): Compared {
  const since = newest === null ? 'now' : `now, after the run of ${formatMoment(newest.start)}`;
  const present = found === null ? 'not found' : `“${found.title}”`;
  const state = found === null ? 'differs' : 'same';
  return { state, text: `Then “${finding.title}”; ${since}: ${present}.` };
}

/**
 * Of recorded calls: newer ones of the kind, or none of them although some were recorded since; else nobody can tell.
 */
function byCalls({ finding }: CapturedIssue, found: ReportedFinding | null, health: Health): Compared {
  if (found !== null && found.lastSeen > finding.lastSeen) {
    return {
      state: 'same',
      text: `Then “${finding.title}”; now “${found.title}”, last ${formatMoment(found.lastSeen)}.`,
    };
  }
  return isRecordedSince(health, finding.lastSeen)
    ? { state: 'differs', text: `Then “${finding.title}”; none among the calls that were recorded since.` }
    : { state: 'not checked', text: 'Not checked now: no call was recorded since, so nobody can tell.' };
}

function byCount(
  then: CapturedIssue,
  found: ReportedFinding | null,
  newest: NonNullable<RunComparison['newest']>,
  gap: string | null,
): Compared {
  const now: InRun = { ...newest, found: found?.inNewestRun ?? 0 };
  const { newestRun, finding, capturedAt } = then;
  const before =
    newestRun === null || newestRun.found === null ? null : { ...newestRun, found: newestRun.found };
  const what = countedAs(finding.evidence, [...(before === null ? [] : [before]), now]);
  const was =
    before === null
      ? `Then ${countOf(finding.evidenceTotal, 'row')}, up to ${formatMoment(capturedAt)}`
      : `Then ${atLeast(!then.coverage.complete)}${share(before, what)} in the run of ${formatMoment(before.start)}`;
  const is = `newest run, ${formatMoment(now.start)}: ${atLeast(gap !== null)}${share(now, what)}`;
  const state = compare(
    { count: before?.found ?? finding.evidenceTotal, open: before !== null && !then.coverage.complete },
    { count: now.found, open: gap !== null },
  );
  return { state, text: `${was}; ${is}.${state === 'not checked' && gap !== null ? ` ${gap}` : ''}` };
}

function atLeast(open: boolean): string {
  return open ? 'at least ' : '';
}

/** A count; `open` where it may be more, because not everything was read. */
interface Bound {
  readonly count: number;
  readonly open: boolean;
}

function compare(then: Bound, now: Bound): 'differs' | 'same' | 'not checked' {
  const lower = then.count < now.count ? then : now;
  if (then.count !== now.count) return lower.open ? 'not checked' : 'differs';
  return then.open || now.open ? 'not checked' : 'same';
}

type Counted = 'operations' | 'batches' | 'rows';

/**
 * What the finding's rows are a share of. A row that failed ends its operation or its batch, so that they count as
 * one; of other rows an operation may have several, and they are no share of anything.
 */
function countedAs(evidence: CapturedIssue['finding']['evidence'], runs: readonly InRun[]): Counted {
  const failed = evidence.every(({ result }) => result === 'REJECTED' || result === 'ERROR');
  const batches = evidence.filter(({ operation }) => operation === 'BATCH_FILE').length;
  const deletes = evidence.some(({ operation }) => operation === 'DELETE_OLDER_THAN');
  if (!failed || deletes || (batches > 0 && batches < evidence.length)) return 'rows';
  const counted = batches > 0 ? 'batches' : 'operations';
  return runs.every((run) => run.found <= whole(run, counted)) ? counted : 'rows';
}

/** All operations of a run, those that were refused before they counted as pushed too; or its batches. */
function whole({ pushed, refused, batches }: InRun, counted: 'operations' | 'batches'): number {
  return counted === 'batches' ? batches : pushed + refused;
}

/** "412 of 80,000", of batches with their noun; rows without a whole. */
function share(run: InRun, counted: Counted): string {
  if (counted === 'rows') return countOf(run.found, 'row');
  const of = whole(run, counted);
  return `${formatCount(run.found)} of ${counted === 'batches' ? countOf(of, 'batch', 'batches') : formatCount(of)}`;
}

import 'server-only';
import {
  type FixVerification,
  readFixVerification,
  readVerificationPlan,
  type VerificationPlan,
} from '@/lib/health/fix/fix-verification';
import { formatMoment } from '@/lib/problems/phrasing';
import type { IssueChange, StoredIssue } from '@/lib/store/issue';

const ENDS = ['verification-passed', 'verification-failed', 'verification-given-up'] as const;

/** The verification of a number: as it was kept at its end, else as it began. Null when there is none. */
export function verificationOf({ history }: Pick<StoredIssue, 'history'>, n: number): FixVerification | null {
  const begun = history.find(({ revision, kind }) => revision === n && kind === 'verification-begun');
  const plan = begun === undefined ? null : readVerificationPlan(begun.detail);
  if (begun === undefined || plan === null) return null;
  const end = history.find(({ revision, kind }) => revision > n && ENDS.some((one) => one === kind));
  if (end === undefined) return begunVerification(begun, plan);
  return readFixVerification(end.detail) ?? unreadable(begun, plan, end);
}

/** The newest verification of an issue; null when there was none. */
export function newestVerification(issue: Pick<StoredIssue, 'history'>): FixVerification | null {
  const begun = issue.history.findLast(({ kind }) => kind === 'verification-begun');
  return begun === undefined ? null : verificationOf(issue, begun.revision);
}

/** What a beginning or an end of a verification is in the history: a sentence. */
export function verificationText({ kind, detail }: Pick<IssueChange, 'kind' | 'detail'>): string {
  if (kind === 'verification-begun') {
    const plan = readVerificationPlan(detail);
    return plan === null ? 'Began to verify a fix.' : `Began to verify a fix: ${begunWords(plan)}`;
  }
  const text = readFixVerification(detail)?.text ?? '';
  if (kind === 'verification-passed') return `Verified. ${text}`.trim();
  if (kind === 'verification-failed') return `Not fixed. ${text}`.trim();
  return 'The verification was given up before there was an answer.';
}

function begunWords({ subject, since, items, total }: VerificationPlan): string {
  const after = `after ${formatMoment(since)}`;
  if (subject === 'batches') return `follows the batches that are pushed ${after}.`;
  if (subject === 'source') return `looks whether the source shows the problem again ${after}.`;
  const of = total > items.length ? `${items.length} of ${total} items` : `${items.length} items`;
  return `follows ${items.length === 1 && total === 1 ? 'its item' : of} through what is pushed ${after}.`;
}

function begunVerification({ revision, at, who }: IssueChange, plan: VerificationPlan): FixVerification {
  return {
    n: revision,
    state: 'waiting',
    text: 'Not looked at yet.',
    plan,
    begunAt: at,
    begunBy: who,
    asOf: at,
    expectBy: null,
    followed: plan.items.map((name) => ({
      name,
      stage: { kind: 'not read', why: 'Not looked at yet.' },
      steps: [],
    })),
    proof: [],
    proofTotal: 0,
    notRead: null,
    checkAfterMs: 0,
  };
}

/** What was kept of an end cannot be read any more: how it ended can. */
function unreadable(begun: IssueChange, plan: VerificationPlan, { kind, at }: IssueChange): FixVerification {
  const state =
    kind === 'verification-passed' ? 'passed' : kind === 'verification-failed' ? 'failed' : 'given up';
  const text = 'What was seen then cannot be read any more.';
  return { ...begunVerification(begun, plan), state, text, asOf: at, followed: [], checkAfterMs: null };
}

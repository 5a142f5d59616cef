import {
  answerOf,
  itemsOf,
  kindOfPush,
  type PushKind,
  type RecordedPush,
} from '@/lib/evidence/recorded-push';
import type { KeptPush } from '@/lib/evidence/recorded-pushes';
import { fullRunAfter } from './batch-loss';
import { type Finding, MAX_EVIDENCE_ROWS, MAX_SAMPLE_ITEMS, NO_ITEMS, type TouchedItems } from './finding';
import { countOf, formatCount, formatMoment } from './phrasing';
import type { Observed, Problem } from './problem';

/** The key of a finding that recorded calls prove: it stands apart from what the same problem's live door finds. */
export const RECORDED = 'recorded';

/**
 * What recorded calls that were refused, or got no answer, make of a source: one finding of the problem that their
 * answers show. It costs nothing any more where each was sent again and accepted, or where a full run began since.
 * `calls` are oldest first, one at least.
 */
export function refusedCalls(
  { id, words }: Pick<Problem, 'id' | 'words'>,
  calls: readonly KeptPush[],
  { evidence, pipeline }: Observed,
): Finding {
  const all = evidence.recorded?.pushes ?? [];
  const isMadeUp = madeUpBy(all);
  const open = calls.filter((call) => !isMadeUp(call));
  const last = open.at(-1);
  const since = last === undefined ? null : fullRunAfter(pipeline, last.at);
  const costs = last !== undefined && since === null;
  const confidence = weakest(calls);
  return {
    problem: id,
    key: RECORDED,
    title: titleOf(calls),
    severity: !costs ? 'info' : words.retryable ? 'warning' : 'error',
    impact: costs ? 'degraded' : null,
    confidence,
    confidenceReason:
      confidence === 'certain'
        ? null
        : 'A recorded call has its status and code, and no more of the answer: another problem may answer the same.',
    count: calls.length,
    unit: 'operations',
    ...proofOfCalls(calls),
    items: itemsNamed(open),
    text: [
      `Of ${countOf(all.length, 'recorded call')}, ${answersOf(calls)}. No log of Coveo’s shows them.`,
      itemsText(calls),
      last === undefined
        ? 'Each was sent again later, and accepted.'
        : since === null
          ? `${seenOf(calls.length - open.length)} seen to be sent again and accepted, and no full run began since.`
          : `A full run began ${formatMoment(since.start)}, which most likely carried the same items again.`,
    ].join(' '),
    assumptions: [
      'A call counts as made up for when a later one for the same item, file container or upload address was accepted; one that opens a file container or deletes what is older, when a later one of its kind was; one that sets a status never.',
    ],
  };
}

/** The parts of a finding that show the calls which prove it; `calls` are oldest first. */
export function proofOfCalls(
  calls: readonly KeptPush[],
): Pick<
  Finding,
  'calls' | 'callsTotal' | 'evidence' | 'evidenceTotal' | 'rows' | 'activities' | 'firstSeen' | 'lastSeen'
> {
  const newestFirst = [...calls].reverse();
  return {
    calls: newestFirst.slice(0, MAX_EVIDENCE_ROWS),
    callsTotal: calls.length,
    evidence: [],
    evidenceTotal: 0,
    rows: calls.map((call) => ({ guid: call.id, at: call.at })),
    activities: [],
    firstSeen: calls[0]?.at ?? '',
    lastSeen: newestFirst[0]?.at ?? '',
  };
}

/** The items that calls name in their addresses. */
export function itemsNamed(calls: readonly RecordedPush[]): TouchedItems {
  const named = [...new Set(calls.flatMap(({ documentId }) => (documentId === null ? [] : [documentId])))];
  if (named.length === 0) return NO_ITEMS;
  return {
    sample: named.slice(0, MAX_SAMPLE_ITEMS),
    total: named.length,
    lost: null,
    what: 'named by these calls',
  };
}

const CARRIES_ITEMS: readonly PushKind[] = ['item', 'delete', 'batch', 'other'];

/** Tells of a call whether a later one, that was accepted, did what it should have. */
function madeUpBy(all: readonly RecordedPush[]): (call: RecordedPush) => boolean {
  const accepted = new Map<string, string>();
  for (const call of all) {
    const target = targetOf(call);
    if (target === null || answerOf(call) !== 'accepted') continue;
    const before = accepted.get(target);
    if (before === undefined || before < call.at) accepted.set(target, call.at);
  }
  return (call) => {
    const target = targetOf(call);
    return target !== null && (accepted.get(target) ?? '') > call.at;
  };
}

/** What a call is on, with its kind; null where it does not say: a status is any, and items may be. */
function targetOf(call: RecordedPush): string | null {
  const kind = kindOfPush(call);
  if (kind === 'upload') return `upload ${call.path}`;
  if (kind === 'status') return null;
  if (!CARRIES_ITEMS.includes(kind)) return kind;
  const target = call.documentId ?? call.fileId;
  return target === null ? null : `${kind} ${target}`;
}

function seenOf(n: number): string {
  if (n === 0) return 'None of them was';
  return `${formatCount(n)} of them ${n === 1 ? 'was' : 'were'}`;
}

function weakest(calls: readonly KeptPush[]): Finding['confidence'] {
  if (calls.some(({ problem }) => problem?.confidence === 'possible')) return 'possible';
  return calls.some(({ problem }) => problem?.confidence === 'likely') ? 'likely' : 'certain';
}

/** "3 calls refused with 429 TOO_MANY_REQUESTS": of several answers the most frequent one. */
function titleOf(calls: readonly KeptPush[]): string {
  const [most, ...others] = answerCounts(calls);
  const what = countOf(calls.length, 'call');
  if (most === undefined) return what;
  if (others.some(({ status }) => (status === null) !== (most.status === null))) {
    return `${what} refused or not answered`;
  }
  if (most.status === null) return `${what} got no answer`;
  return `${what} refused with ${most.words}${others.length === 0 ? '' : ' and other answers'}`;
}

/** Answers that are told apart in a sentence: what a client calls its failures may differ from call to call. */
const MOST_ANSWERS = 5;

function answersOf(calls: readonly KeptPush[]): string {
  const counts = answerCounts(calls);
  const told = counts
    .slice(0, MOST_ANSWERS)
    .map(({ status, words, count }) =>
      status === null
        ? `${formatCount(count)} got no answer${words === '' ? '' : ` (${words})`}`
        : `${formatCount(count)} ${count === 1 ? 'was' : 'were'} refused with ${words}`,
    );
  const others = counts.slice(MOST_ANSWERS);
  if (others.length > 0) {
    const rest = others.reduce((sum, { count }) => sum + count, 0);
    told.push(`${formatCount(rest)} failed in ${countOf(others.length, 'other way')}`);
  }
  return told.join(', ');
}

interface AnswerCount {
  readonly status: number | null;
  /** Status and code. */
  readonly words: string;
  count: number;
}

/** The most frequent answer first. */
function answerCounts(calls: readonly KeptPush[]): AnswerCount[] {
  const counts = new Map<string, AnswerCount>();
  for (const { status, errorCode } of calls) {
    const words = [status, errorCode].filter((part) => part !== null).join(' ');
    const one = counts.get(words) ?? { status, words, count: 0 };
    one.count++;
    counts.set(words, one);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.words < b.words ? -1 : 1));
}

/** How many items the calls carried, as far as they say, in a sentence; empty where none carries any. */
function itemsText(calls: readonly KeptPush[]): string {
  const carried = calls.filter((call) => itemsOf(call) !== 0);
  if (carried.length === 0) return 'They carried no items themselves.';
  const known = carried.flatMap((call) => itemsOf(call) ?? []);
  const sum = known.reduce((a, b) => a + b, 0);
  if (known.length === 0) return 'How many items they carried was not recorded.';
  const unknown = carried.length - known.length;
  return `They carried ${countOf(sum, 'item')}${unknown === 0 ? '' : `, and ${countOf(unknown, 'call')} more of which that was not recorded`}.`;
}

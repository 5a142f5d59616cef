import type { ItemOperation } from '@/lib/evidence/item-operation';
import type { LogRow } from '@/lib/evidence/log-row';
import { hasFailed, lostOperations } from '@/lib/evidence/loss';
import { toIso, toMs } from '@/lib/evidence/time';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import type { Problem } from '@/lib/problems/problem';
import {
  type Followed,
  type FollowedStage,
  MAX_PROOF_ROWS,
  type VerificationAnswer,
  type VerificationPlan,
} from './fix-verification';
import {
  enteredSince,
  problemsShown,
  proofRow,
  rowsOf,
  type SeenSince,
  type ShownProblem,
  type VerifiedProblem,
} from './fix-verification-rows';
import {
  countAt,
  endText,
  followedOf,
  gapText,
  momentWords,
  sinceWords,
  waitText,
} from './fix-verification-words';

/** What a look is judged by: the plan, when it began, and of which problem. */
export interface VerifiedFix {
  readonly plan: VerificationPlan;
  readonly begunAt: string;
  readonly verified: VerifiedProblem;
}

/**
 * How the fix stands by the rows of the followed items, and by those of any item that show the same problem. It passes
 * only when everything was read; a row of the same problem fails it, whatever else was not read.
 */
export function answerItems(
  fix: VerifiedFix,
  seen: SeenSince,
  problems: readonly Problem[],
): VerificationAnswer {
  const { plan, verified } = fix;
  const shown = problemsShown(seen, verified, problems);
  const entered = enteredSince(seen.rows, plan);
  const byItem = new Map<string, ItemOperation[]>();
  for (const operation of entered) {
    const known = byItem.get(operation.item);
    if (known === undefined) byItem.set(operation.item, [operation]);
    else known.push(operation);
  }
  const followed = plan.items.map((item): Followed => {
    const why = seen.unreadItems.find((unread) => unread.item === item)?.why;
    const operations = byItem.get(item) ?? [];
    const newest = operations.at(-1);
    if (newest === undefined && why !== undefined) {
      return { name: item, stage: { kind: 'not read', why }, steps: [] };
    }
    return {
      name: item,
      stage: stageOf(operations, shown, plan, seen.asOf),
      steps:
        newest === undefined
          ? []
          : rowsOf(newest, seen.rows).map(({ task, result, at }) => ({ task, result, at })),
    };
  });
  const again = sameAgain(seen.rows, shown, byItem);
  return {
    ...decide(fix, seen, { followed, again, entered, shown }),
    asOf: seen.asOf,
    followed,
    notRead: seen.gap,
  };
}

/** Rows of the same problem, on any item, whose operation entered since; newest first. */
function sameAgain(
  rows: readonly LogRow[],
  shown: ReadonlyMap<string, ShownProblem>,
  byItem: ReadonlyMap<string, readonly ItemOperation[]>,
): LogRow[] {
  return rows
    .filter((row) => {
      if (shown.get(row.guid)?.same !== true || row.item === null) return false;
      return byItem
        .get(row.item)
        ?.some(
          ({ operation, startedAt, endedAt }) =>
            operation === row.operation && startedAt <= row.at && row.at <= endedAt,
        );
    })
    .reverse();
}

/** Where an item stands by the newest of its operations (oldest first). */
function stageOf(
  operations: readonly ItemOperation[],
  shown: ReadonlyMap<string, ShownProblem>,
  { passMs }: VerificationPlan,
  asOf: string,
): FollowedStage {
  const newest = operations.at(-1);
  if (newest === undefined) return { kind: 'not pushed' };
  const { lastRow, endedAt, startedAt, outcome } = newest;
  if (outcome === 'indexed' || outcome === 'deleted') return { kind: outcome, at: endedAt };
  // Refused because a newer version had arrived: then the item is where it should be.
  if (hasFailed(newest) && lostOperations(operations).length === 0) {
    const arrived = operations.findLast((one) => one.outcome === 'indexed' || one.outcome === 'deleted');
    if (arrived) return { kind: arrived.outcome === 'deleted' ? 'deleted' : 'indexed', at: arrived.endedAt };
  }
  if (outcome === 'rejected' || outcome === 'errored' || outcome === 'skipped') {
    const { problem = '', title = lastRow.result, same = false } = shown.get(lastRow.guid) ?? {};
    return { kind: 'refused', at: endedAt, same, problem, title };
  }
  const expectBy = toIso(toMs(startedAt) + passMs);
  return { kind: 'under way', task: lastRow.task, expectBy, late: asOf > expectBy };
}

interface Judged {
  readonly followed: readonly Followed[];
  readonly again: readonly LogRow[];
  readonly entered: readonly ItemOperation[];
  readonly shown: ReadonlyMap<string, ShownProblem>;
}

type Decision = Pick<VerificationAnswer, 'state' | 'text' | 'expectBy' | 'proof' | 'proofTotal'>;

const NO_PROOF = { proof: [], proofTotal: 0 } as const;

function decide(fix: VerifiedFix, seen: SeenSince, judged: Judged): Decision {
  return failure(fix, seen, judged) ?? unread(seen) ?? arrival(fix, judged) ?? wait(fix, seen, judged);
}

function failure(
  { plan }: VerifiedFix,
  { rows }: SeenSince,
  { followed, again, entered, shown }: Judged,
): Decision | null {
  if (again.length > 0) {
    const items = new Set(again.map(({ item }) => item)).size;
    const first = again.at(-1);
    return {
      state: 'failed',
      text: `${countOf(again.length, 'row')} on ${countOf(items, 'item')} ${again.length === 1 ? 'shows' : 'show'} the same problem again, of pushes that entered ${sinceWords(plan)}; the first ${momentWords(first?.at ?? plan.since)}.`,
      expectBy: null,
      proof: again.slice(0, MAX_PROOF_ROWS).map(proofRow),
      proofTotal: again.length,
    };
  }
  const other = followed.filter(({ stage }) => stage.kind === 'refused');
  if (other.length === 0) return null;
  const names = new Set(other.map(({ name }) => name));
  const last = new Set(entered.flatMap((one) => (names.has(one.item) ? [one.lastRow.guid] : [])));
  const proof = rows.filter(({ guid }) => last.has(guid) && shown.get(guid)?.same !== true).reverse();
  const titles = new Set(other.flatMap(({ stage }) => (stage.kind === 'refused' ? [stage.title] : [])));
  return {
    state: 'failed',
    text: `This problem did not show again, but ${countOf(other.length, 'followed item')} ended otherwise than indexed: ${[...titles].join('; ')}.`,
    expectBy: null,
    proof: proof.slice(0, MAX_PROOF_ROWS).map(proofRow),
    proofTotal: proof.length,
  };
}

function unread({ gap, unreadItems }: SeenSince): Decision | null {
  if (gap === null && unreadItems.length === 0) return null;
  return { state: 'cannot tell', text: gapText(gap, unreadItems.length), expectBy: null, ...NO_PROOF };
}

function arrival({ plan }: VerifiedFix, { followed }: Judged): Decision | null {
  const at = followed.flatMap(({ stage }) =>
    stage.kind === 'indexed' || stage.kind === 'deleted' ? [stage.at] : [],
  );
  if (at.length < followed.length || at.length === 0) return null;
  const deleted = countAt(followed, 'deleted');
  const last = momentWords([...at].sort().at(-1) ?? plan.since);
  if (deleted === followed.length && !plan.deletes) {
    return {
      state: 'cannot tell',
      text: `All ${countOf(deleted, 'followed item')} were deleted ${sinceWords(plan)}: nothing of them was indexed, so nothing shows whether the fix holds.`,
      expectBy: null,
      ...NO_PROOF,
    };
  }
  const indexed = followed.length - deleted;
  const what = [
    ...(indexed > 0 ? [`${formatCount(indexed)} indexed`] : []),
    ...(deleted > 0 ? [`${formatCount(deleted)} deleted`] : []),
  ].join(' and ');
  return {
    state: 'passed',
    text: `${followedOf(plan)} pushed again ${sinceWords(plan)}: ${what}, the last ${last}. No item showed the problem again.`,
    expectBy: null,
    ...NO_PROOF,
  };
}

function wait({ plan, begunAt }: VerifiedFix, { asOf }: SeenSince, { followed, entered }: Judged): Decision {
  const missing = countAt(followed, 'not pushed');
  const under = followed.flatMap(({ stage }) => (stage.kind === 'under way' ? [stage] : []));
  // Whoever pushes may not have come to the last item yet: it is waited for from the newest push on.
  const pushed = entered.reduce(
    (newest, { startedAt }) => (startedAt > newest ? startedAt : newest),
    begunAt,
  );
  const comes = missing === 0 ? [] : [toIso(toMs(pushed) + plan.enterMs + plan.passMs)];
  const expectBy = [...comes, ...under.map((stage) => stage.expectBy)].sort().at(-1) ?? asOf;
  const settles = under.map((stage) => toIso(toMs(stage.expectBy) - plan.passMs + plan.settleMs));
  const until = [...comes, ...settles].sort().at(-1) ?? asOf;
  if (asOf < until) {
    return { state: 'waiting', text: waitText(plan, followed, { expectBy, asOf }), expectBy, ...NO_PROOF };
  }
  return {
    state: 'cannot tell',
    text: endText(plan, followed, entered.length > 0),
    expectBy: null,
    ...NO_PROOF,
  };
}

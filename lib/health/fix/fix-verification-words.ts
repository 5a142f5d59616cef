import { countOf, formatCount, formatMoment } from '@/lib/problems/phrasing';
import type { Followed, FollowedStage, VerificationGap, VerificationPlan } from './fix-verification';

/** A moment of a verification, to the minute: "Sun 22 Nov 14:32 UTC". */
export function momentWords(iso: string): string {
  return formatMoment(iso);
}

/** "after Sun 22 Nov 14:32 UTC": what came later than the plan's moment counts. */
export function sinceWords({ since }: Pick<VerificationPlan, 'since'>): string {
  return `after ${formatMoment(since)}`;
}

/** That not everything could be read, and that nothing follows from it. `items`: of how many items the rows are missing. */
export function gapText(gap: VerificationGap | null, items: number): string {
  const what = gap === null ? '' : ` ${gap.why}`;
  const of = items === 0 ? '' : ` The rows of ${countOf(items, 'followed item')} are missing.`;
  return `Not everything could be read, so nothing is said of the fix.${what}${of}`;
}

/** What is waited for, and by when; said to be late where that is over. Times are ISO. */
export function waitText(
  plan: VerificationPlan,
  followed: readonly Followed[],
  { expectBy, asOf }: { readonly expectBy: string; readonly asOf: string },
): string {
  const missing = countAt(followed, 'not pushed');
  const by = `Expect by ${momentWords(expectBy)}`;
  if (missing === followed.length) {
    const none = missing === 1 ? 'The followed item was not' : `None of the ${missing} followed items was`;
    return `${none} pushed again ${sinceWords(plan)} so far. ${by} what is pushed now.`;
  }
  const late =
    asOf > expectBy ? `Expected by ${momentWords(expectBy)}: it takes longer than usual.` : `${by}.`;
  return `${tally(followed)}. ${late}`;
}

/** What is left when nothing more is to be expected. `others`: items that are not followed were pushed. */
export function endText(plan: VerificationPlan, followed: readonly Followed[], others: boolean): string {
  const missing = countAt(followed, 'not pushed');
  if (missing === followed.length) {
    const other = others ? ' Other items were.' : '';
    return `No push of the followed items ${sinceWords(plan)}: nothing to verify. The customer has to push them again.${other}`;
  }
  const under = countAt(followed, 'under way');
  const stuck =
    under === 0
      ? ''
      : ` ${countOf(under, 'item')} entered and did not come to an end, though the time for it is over.`;
  return `${tally(followed)}: can’t tell for all.${stuck} What was pushed again did not show the problem.`;
}

/** "46 of 50 indexed, 2 under way, 2 not pushed again". */
function tally(followed: readonly Followed[]): string {
  const parts = [
    ['indexed', `indexed`],
    ['deleted', 'deleted'],
    ['under way', 'under way'],
    ['not pushed', 'not pushed again'],
  ] as const;
  const told = parts.flatMap(([kind, words]) => {
    const n = countAt(followed, kind);
    return n === 0 ? [] : [`${formatCount(n)} ${words}`];
  });
  return `Of ${countOf(followed.length, 'followed item')}: ${told.join(', ')}`;
}

/** Of how many items all of those that are followed were pushed again: the beginning of a sentence. */
export function followedOf({ items, total }: VerificationPlan): string {
  if (total > items.length)
    return `${formatCount(items.length)} of the ${formatCount(total)} items were followed, and all of these`;
  return items.length === 1 ? 'The one item was' : `All ${formatCount(items.length)} items were`;
}

/** How many are at a stage. */
export function countAt(followed: readonly Followed[], kind: FollowedStage['kind']): number {
  return followed.filter(({ stage }) => stage.kind === kind).length;
}

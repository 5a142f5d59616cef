import { countOf, formatMoment } from '@/lib/problems/phrasing';
import type { VerificationGap, VerificationPlan } from './fix-verification';

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

import type { ItemObservation } from '@/lib/evidence/item-observation';
import { answerOf, kindOfPush } from '@/lib/evidence/recorded-push';
import type { KeptPush } from '@/lib/evidence/recorded-pushes';
import { answerWords } from '@/lib/evidence/recorded-words';
import { formatMoment } from '@/lib/problems/phrasing';

/** Recorded calls of an item that its page shows at the most. */
export const MAX_ITEM_CALLS = 50;

/**
 * The newest recorded call for the item, where it was refused or not answered, and stands after the newest row of the
 * item: no row tells of it. Else null.
 */
export function refusedSince({ recorded = [], history }: ItemObservation): KeptPush | null {
  const [newest] = recorded;
  if (newest === undefined || answerOf(newest) === 'accepted') return null;
  return newest.at > (history.rows.at(-1)?.at ?? '') ? newest : null;
}

/** The same in a sentence. */
export function refusalText(call: KeptPush): string {
  const what = kindOfPush(call) === 'delete' ? 'delete' : 'push';
  const words = answerWords(call);
  const told = call.status === null ? `got ${words}` : `was refused with ${words}`;
  const problem = call.problem === null ? '' : `, most likely because of “${call.problem.title}”`;
  return `A connector recorded that its newest ${what} ${told} on ${formatMoment(call.at)}${problem}.`;
}

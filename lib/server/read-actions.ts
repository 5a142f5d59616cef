import 'server-only';
import type { SourceAction } from '@/lib/health/act/source-action';
import { settleActions } from './action-ending';
import { type Unreachable, unreachable } from './push-access';
import { listSourceActions, placeOf } from './source-actions';
import { type Asker, trySee } from './source-reach';

/** What was done to a source; or why this token may not know. */
export type ActionsReading =
  | { readonly state: 'read'; readonly actions: readonly SourceAction[] }
  | Unreachable;

/**
 * Reads what was done to a source, for whoever Coveo lets read that source. What a process left unfinished that has
 * ended is finished first, as far as the store alone can: issues are told what they are owed.
 */
export async function readActions(asker: Asker, signal: AbortSignal): Promise<ActionsReading> {
  const failure = await trySee(asker, signal);
  if (failure !== null) {
    return unreachable(asker, failure, 'What was done to a source is for tokens that may read it.');
  }
  const place = placeOf(asker);
  const nowMs = asker.access.client.now();
  await settleActions(place, nowMs);
  return { state: 'read', actions: await listSourceActions(place, nowMs) };
}

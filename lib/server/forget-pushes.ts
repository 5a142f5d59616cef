import 'server-only';
import { type Forgetting, LEAST_FORGOTTEN_MS } from '@/lib/evidence/recorded-pushes';
import { toIso, zonedMs } from '@/lib/evidence/time';
import { forgetRecorded } from '@/lib/store/keep-recorded-pushes';
import { mayRead, type Unreachable } from './push-access';
import type { Asker } from './source-reach';
import { processStore } from './store';

/** The most sendings that one request names. */
const MOST_SENDINGS = 100;

/** How many lines were forgotten; what is wrong with what was asked, a sentence; or why this token may not. */
export type ForgetAnswer =
  | { readonly state: 'forgotten'; readonly lines: number }
  | { readonly state: 'bad request'; readonly detail: string }
  | Unreachable;

/**
 * Forgets recorded lines of a source for whoever may record them: `which=all`; those of sendings, `sent=` (ISO, several
 * times for several); or those of a stretch of an hour at least, `from=&to=`. Issues, captures and copies that were
 * made of them stay.
 */
export async function forgetPushes(
  asker: Asker,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<ForgetAnswer> {
  const forgetting = readForgetting(query);
  if (typeof forgetting === 'string') return { state: 'bad request', detail: forgetting };
  const denied = await mayRead(asker, signal);
  if (denied !== null) return denied;
  const { region, organization } = asker.access.client;
  const place = { region, organization, source: asker.sourceId };
  return { state: 'forgotten', lines: await forgetRecorded(await processStore(), place, forgetting) };
}

/** What is to be forgotten, which must be said outright; else a sentence that says how. */
function readForgetting(query: URLSearchParams): Forgetting | string {
  const [which, from, to] = [query.get('which'), query.get('from'), query.get('to')];
  const sent = query.getAll('sent');
  const asked = [which !== null, sent.length > 0, from !== null || to !== null].filter(Boolean).length;
  if (asked !== 1 || (which !== null && which !== 'all')) return HOW;
  if (which === 'all') return { which };
  if (sent.length > 0) {
    const takenAt = sent.map(zonedMs);
    if (takenAt.some(Number.isNaN)) return '“sent” must be a “takenAt” as it was answered, in ISO 8601.';
    if (takenAt.length > MOST_SENDINGS) return `At most ${MOST_SENDINGS} sendings are forgotten at once.`;
    return { which: 'sent', takenAt: takenAt.map(toIso) };
  }
  const window = { from: zonedMs(from ?? ''), to: zonedMs(to ?? '') };
  if (Number.isNaN(window.from) || Number.isNaN(window.to)) {
    return '“from” and “to” must both be times in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.';
  }
  if (window.to - window.from < LEAST_FORGOTTEN_MS) return TOO_SHORT;
  return { which: 'between', window: { from: toIso(window.from), to: toIso(window.to) } };
}

const HOW =
  'Say what is to be forgotten, in one way: “which=all”, “sent=” with the “takenAt” of what was sent, or “from=” and “to=”.';

const TOO_SHORT =
  '“to” must be an hour after “from” or later: what is forgotten of a shorter time would go on to count as recorded, without its calls.';

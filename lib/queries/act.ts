import { queryOptions } from '@tanstack/react-query';
import type { ActDone, ActionsReport, ActReport } from '@/lib/health/act/act-report';
import type { OlderThanReport } from '@/lib/health/act/older-than';
import type { SourceAction } from '@/lib/health/act/source-action';
import type { ItemPlace } from '@/lib/health/item/item-path';
import { apiError, isUnanswered } from './api-error';
import { getJson, trusted } from './get-json';
import { organizationPath } from './sources';

/** What every action is sent with: under which name, and for which issue; null for none. */
export interface ActContext {
  readonly who: string | null;
  readonly issue: string | null;
}

/** How often is asked what was done, in ms: while a canary is under way, while something else is or one is left, and else. */
const FOLLOW_MS = 1_000;
const LEFT_MS = 10_000;
const RESTING_MS = 60_000;

/** How a source is, what was done to it, and until when writing is on. Throws `ApiError`. */
export function actQuery(place: ItemPlace) {
  return queryOptions({
    queryKey: ['act', place],
    queryFn: ({ signal }) => getJson<ActReport>(actPath(place), signal),
    staleTime: 0,
    // Coveo is not asked while Pushscope does not answer.
    refetchInterval: ({ state }) => (isUnanswered(state.error) ? LEFT_MS : false),
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/**
 * In how many ms is asked again what was done. `error`: why the last answer failed; then no oftener than for what was
 * left, for Coveo may be asked each time whether the token may know. It is not where Pushscope itself does not answer.
 */
export function askAgainMs(actions: readonly SourceAction[], error: Error | null): number {
  if (error === null && actions.some(({ running }) => running)) return FOLLOW_MS;
  const isSoon = isUnanswered(error) || actions.some(({ open, running }) => open || running);
  return isSoon ? LEFT_MS : RESTING_MS;
}

/** What was done to a source, read again and again while the page is in sight: Pushscope’s own store answers. */
export function actionsQuery(place: ItemPlace) {
  return queryOptions({
    queryKey: ['actions', place],
    queryFn: ({ signal }) => getJson<ActionsReport>(`${actPath(place)}/canary`, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => askAgainMs(state.data?.actions ?? [], state.error),
    // Who comes back from another tab sees at once what was done there.
    refetchOnWindowFocus: ({ state }) => state.status !== 'error',
    retry: false,
  });
}

/** What a delete older than a moment (ISO) would do. It may take a reading of the source. Throws `ApiError`. */
export function olderThanQuery(place: ItemPlace, at: string | null) {
  return queryOptions({
    queryKey: ['older-than', place, at],
    queryFn: ({ signal }) =>
      getJson<OlderThanReport>(
        `${actPath(place)}/older-than?${new URLSearchParams({ at: at ?? '' })}`,
        signal,
      ),
    enabled: at !== null,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/** Switches writing on for an hour, in this browser. Until when (ISO). Throws `ApiError`. */
export async function switchWritingOn(region: string, organization: string): Promise<string> {
  const body = await send(`${organizationPath(region, organization)}/writing`, 'POST', {});
  return trusted<{ until: string }>(body).until;
}

/** Switches writing off in this browser. Throws `ApiError`. */
export async function switchWritingOff(region: string, organization: string): Promise<void> {
  await send(`${organizationPath(region, organization)}/writing`, 'DELETE', null);
}

/** Sets a source to IDLE. `confirm` is its name as it was typed. Throws `ApiError`, also where nothing was sent. */
export async function setIdle(
  place: ItemPlace,
  wanted: ActContext & { readonly confirm: string; readonly despitePush: boolean },
): Promise<ActDone> {
  return trusted<ActDone>(await act(`${actPath(place)}/idle`, wanted));
}

/** Begins a canary, takes one up again, or ends one that is said to be gone. Throws `ApiError`. */
export async function sendCanary(
  place: ItemPlace,
  wanted: ActContext & { readonly begin?: string; readonly resume?: string; readonly gone?: string },
): Promise<SourceAction> {
  return trusted<SourceAction>(await act(`${actPath(place)}/canary`, wanted));
}

/** Probes the way to a source. Throws `ApiError`. */
export async function sendProbe(place: ItemPlace, wanted: ActContext): Promise<SourceAction> {
  return trusted<SourceAction>(await act(`${actPath(place)}/probe`, wanted));
}

function actPath({ region, organization, source }: ItemPlace): string {
  return `${organizationPath(region, organization)}/s/${encodeURIComponent(source)}/act`;
}

/** What is said where the answer to an action got lost: "try again" would be bad advice. */
const UNSURE =
  'No sure answer came from Pushscope, so whether it was sent is not known here. “What was done” under Act tells, once Pushscope answers. It is not sent again by itself.';

function act(path: string, wanted: object): Promise<unknown> {
  return send(path, 'POST', wanted, UNSURE);
}

async function send(
  path: string,
  method: 'POST' | 'DELETE',
  body: object | null,
  silent?: string,
): Promise<unknown> {
  const response = await fetch(path, {
    method,
    headers: { accept: 'application/json', ...(body === null ? {} : { 'content-type': 'application/json' }) },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw apiError(null, 0, path, silent);
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok || (answer === null && response.status !== 204))
    throw apiError(answer, response.status, path, silent);
  return answer;
}

import { queryOptions } from '@tanstack/react-query';
import type { ActDone, ActionsReport, ActReport } from '@/lib/health/act/act-report';
import type { OlderThanReport } from '@/lib/health/act/older-than';
import type { SourceAction } from '@/lib/health/act/source-action';
import type { ItemPlace } from '@/lib/health/item/item-path';
import { apiError } from './api-error';
import { getJson, trusted } from './get-json';
import { organizationPath } from './sources';

/** What every action is sent with: under which name, and for which issue; null for none. */
export interface ActContext {
  readonly who: string | null;
  readonly issue: string | null;
}

/** How a source is, what was done to it, and until when writing is on. Throws `ApiError`. */
export function actQuery(place: ItemPlace) {
  return queryOptions({
    queryKey: ['act', place],
    queryFn: ({ signal }) => getJson<ActReport>(actPath(place), signal),
    staleTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/** How often is asked what was done, in ms: while a canary is under way, while something else is or one is left, and else. */
const FOLLOW_MS = 1_000;
const LEFT_MS = 10_000;
const RESTING_MS = 60_000;

/**
 * In how many ms is asked again what was done. While the answer fails no oftener than for what was left: Coveo may be
 * asked each time whether the token may know.
 */
export function askAgainMs(actions: readonly SourceAction[], isFailing: boolean): number {
  if (!isFailing && actions.some(({ running }) => running)) return FOLLOW_MS;
  return actions.some(({ open, running }) => open || running) ? LEFT_MS : RESTING_MS;
}

/** What was done to a source, read again and again while the page is in sight: Pushscope’s own store answers. */
export function actionsQuery(place: ItemPlace) {
  return queryOptions({
    queryKey: ['actions', place],
    queryFn: ({ signal }) => getJson<ActionsReport>(`${actPath(place)}/canary`, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => askAgainMs(state.data?.actions ?? [], state.status === 'error'),
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
  return trusted<ActDone>(await send(`${actPath(place)}/idle`, 'POST', wanted));
}

/** Begins a canary, takes one up again, or ends one that is said to be gone. Throws `ApiError`. */
export async function sendCanary(
  place: ItemPlace,
  wanted: ActContext & { readonly begin?: string; readonly resume?: string; readonly gone?: string },
): Promise<SourceAction> {
  return trusted<SourceAction>(await send(`${actPath(place)}/canary`, 'POST', wanted));
}

/** Probes the way to a source. Throws `ApiError`. */
export async function sendProbe(place: ItemPlace, wanted: ActContext): Promise<SourceAction> {
  return trusted<SourceAction>(await send(`${actPath(place)}/probe`, 'POST', wanted));
}

function actPath({ region, organization, source }: ItemPlace): string {
  return `${organizationPath(region, organization)}/s/${encodeURIComponent(source)}/act`;
}

async function send(path: string, method: 'POST' | 'DELETE', body: object | null): Promise<unknown> {
  const response = await fetch(path, {
    method,
    headers: { accept: 'application/json', ...(body === null ? {} : { 'content-type': 'application/json' }) },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw apiError(null, 0, path);
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok || (answer === null && response.status !== 204))
    throw apiError(answer, response.status, path);
  return answer;
}

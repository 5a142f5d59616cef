import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { FixVerification } from '@/lib/health/fix/fix-verification';
import type { IssueAction } from '@/lib/health/issue/issue-action';
import type { IssueListReport, IssueNow, IssueReport } from '@/lib/health/issue/issue-report';
import { ApiError, apiError } from './api-error';
import { getJson, trusted } from './get-json';

/** Which issues of an organization to list; null where any will do. */
export interface IssueFilter {
  readonly states: readonly IssueReport['state'][];
  readonly source: string | null;
  readonly problem: string | null;
  /** Only those seen at this time or later, ISO. */
  readonly seenSince: string | null;
}

/** Issues of an organization, page by page, last seen first. */
export function issuesQuery(region: string, organization: string, filter: IssueFilter) {
  return infiniteQueryOptions({
    queryKey: [...issuesKey(region, organization), filter],
    queryFn: ({ pageParam, signal }) =>
      getJson<IssueListReport>(listPath(region, organization, filter, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
    retry: false,
  });
}

/** What the keys of an organization's lists of issues begin with. */
export function issuesKey(region: string, organization: string) {
  return ['issues', region, organization] as const;
}

/** One issue whole: `IssueReport`, or an `ApiError` that does not tell whether there is one. */
export function issueQuery(id: string) {
  return queryOptions({
    queryKey: ['issue', id],
    queryFn: ({ signal }) => getJson<IssueReport>(issuePath(id), signal),
    staleTime: 10_000,
    refetchOnWindowFocus: true,
    retry: false,
  });
}

/** How an issue is now, read anew each time it is asked for: some seconds. Never asked by itself. */
export function issueNowQuery(id: string) {
  return queryOptions({
    queryKey: ['issue-now', id],
    queryFn: ({ signal }) => getJson<IssueNow>(`${issuePath(id)}/now`, signal),
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Done, with the issue as it is then; or somebody was quicker, and nothing was changed. */
export type ChangeOutcome =
  | { readonly state: 'changed'; readonly report: IssueReport }
  | { readonly state: 'outdated' };

/** Changes an issue whose revision `seen` was on screen. `who` is null for no name. Throws an `ApiError` otherwise. */
export async function changeIssue(
  id: string,
  { action, who, seen }: { readonly action: IssueAction; readonly who: string | null; readonly seen: number },
): Promise<ChangeOutcome> {
  const path = `${issuePath(id)}/changes`;
  const response = await fetch(path, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ ...action, ...(who === null ? {} : { who }), seen }),
  }).catch(() => {
    throw apiError(null, 0, path);
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.status === 409) return { state: 'outdated' };
  if (!response.ok || body === null) throw apiError(body, response.status, path);
  return { state: 'changed', report: trusted<IssueReport>(body) };
}

function issuePath(id: string): string {
  return `/api/issues/${encodeURIComponent(id)}`;
}

function listPath(
  region: string,
  organization: string,
  { states, source, problem, seenSince }: IssueFilter,
  cursor: string | null,
): string {
  const query = new URLSearchParams({ region, organization });
  for (const state of states) query.append('state', state);
  if (source !== null) query.set('source', source);
  if (problem !== null) query.set('problem', problem);
  if (seenSince !== null) query.set('since', seenSince);
  if (cursor !== null) query.set('cursor', cursor);
  return `/api/issues?${query}`;
}

/**
 * How a verification of a fix stands, read anew each time it is asked for, and again when its answer says so: only
 * while the page is seen, and while there is something to wait for. `again`: what others were just answered does not do.
 */
export function verificationQuery(id: string, n: number | null, again = false) {
  return queryOptions({
    queryKey: ['issue-verification', id, n],
    queryFn: ({ signal }) =>
      getJson<FixVerification>(`${verificationPath(id, n ?? 0)}${again ? '?again' : ''}`, signal),
    enabled: n !== null,
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => {
      // What Pushscope refuses stays refused; whatever else failed is tried again, and what was last said stays.
      if (state.error instanceof ApiError && REFUSALS.has(state.error.problem.status)) return false;
      if (state.error !== null) return VERIFICATION_RETRY_MS;
      return state.data?.checkAfterMs ?? false;
    },
    retry: false,
  });
}

const REFUSALS = new Set([400, 401, 403, 404]);
/** When a look at a verification that failed is tried again, in ms. */
const VERIFICATION_RETRY_MS = 30_000;

/** Begins to verify a fix; `since` (ISO) is null for the usual moment. The issue as it is then. Throws an `ApiError`. */
export async function beginVerification(
  id: string,
  { since, who }: { readonly since: string | null; readonly who: string | null },
): Promise<IssueReport> {
  return trusted<IssueReport>(await sendJson(`${issuePath(id)}/verifications`, 'POST', { since, who }));
}

/** Gives a verification up; one that has ended meanwhile is answered as it ended. Throws an `ApiError`. */
export async function giveUpVerification(
  id: string,
  n: number,
  who: string | null,
): Promise<FixVerification> {
  return trusted<FixVerification>(await sendJson(verificationPath(id, n), 'DELETE', { who }));
}

async function sendJson(path: string, method: 'POST' | 'DELETE', body: object): Promise<unknown> {
  const response = await fetch(path, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw apiError(null, 0, path);
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok || answer === null) throw apiError(answer, response.status, path);
  return answer;
}

function verificationPath(id: string, n: number): string {
  return `${issuePath(id)}/verifications/${n}`;
}

import { infiniteQueryOptions } from '@tanstack/react-query';
import type { CapsuleList, PreservedCapsule } from '@/lib/health/capsule/capsule-list';
import { apiError } from './api-error';
import { getJson, trusted } from './get-json';

/** What can be preserved: the body of `POST /api/capsules`, without how long and whether masked. */
export type Preservable =
  | { readonly kind: 'issue'; readonly issue: string }
  | {
      readonly kind: 'timeline' | 'report';
      readonly region: string;
      readonly organization: string;
      readonly source: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'diagnosis'; readonly text: string };

/** For how long it is preserved, and whether ids are masked. */
export interface PreserveChoice {
  readonly days: number;
  readonly mask: boolean;
  /** The organization under which it is listed, where what is preserved is of none by itself; null for none. */
  readonly owner: { readonly region: string; readonly organization: string } | null;
}

/** What was preserved from the organizations that the browser is connected to, page by page, newest first. */
export function capsulesQuery() {
  return infiniteQueryOptions({
    queryKey: ['capsules'],
    queryFn: ({ pageParam, signal }) =>
      getJson<CapsuleList>(
        pageParam === null ? '/api/capsules' : `/api/capsules?cursor=${encodeURIComponent(pageParam)}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  });
}

/** Preserves something under a link. Throws `ApiError` where it is refused. */
export async function preserveCapsule(
  what: Preservable,
  { owner, ...choice }: PreserveChoice,
): Promise<PreservedCapsule> {
  const path = '/api/capsules';
  const response = await fetch(path, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ ...owner, ...what, ...choice }),
  }).catch(() => {
    throw apiError(null, 0, path);
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw apiError(body, response.status, path);
  return trusted<PreservedCapsule>(body);
}

/** Revokes a copy; `key` is the one that was shown when it was saved without a connection. Throws `ApiError`. */
export async function revokeCapsule(id: string, key: string | null): Promise<void> {
  const path = `/api/capsules/${encodeURIComponent(id)}`;
  const response = await fetch(path, {
    method: 'DELETE',
    headers: { accept: 'application/json', ...(key === null ? {} : { 'x-revoke-key': key }) },
  }).catch(() => {
    throw apiError(null, 0, path);
  });
  if (response.ok) return;
  const body: unknown = await response.json().catch(() => null);
  throw apiError(body, response.status, path);
}

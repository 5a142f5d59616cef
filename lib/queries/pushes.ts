import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { RecordedLine } from '@/lib/evidence/recorded-push';
import type { KeptPush } from '@/lib/evidence/recorded-pushes';
import { apiError } from './api-error';
import { getJson, trusted } from './get-json';
import { organizationPath } from './sources';

/** A source of an organization. */
export interface PushesPlace {
  readonly region: string;
  readonly organization: string;
  readonly source: string;
}

/** What became of lines that were sent. */
export interface Recorded {
  readonly taken: number;
  readonly alreadyKnown: number;
  readonly refused: readonly { readonly line: number; readonly why: string }[];
}

/** Lines that are sent at once: well within what the route takes. */
const AT_ONCE = 2_000;

/** Where the recorded calls of a source are. */
export function pushesPath({ region, organization, source }: PushesPlace): string {
  return `${organizationPath(region, organization)}/s/${encodeURIComponent(source)}/pushes`;
}

/** The recorded calls of a source, page by page, newest first. `asOf` tells readings apart. */
export function pushesQuery(place: PushesPlace, asOf: string) {
  return infiniteQueryOptions({
    queryKey: ['pushes', place, asOf],
    queryFn: ({ pageParam, signal }) =>
      getJson<{ pushes: readonly KeptPush[]; next: string | null }>(
        pageParam === null
          ? pushesPath(place)
          : `${pushesPath(place)}?cursor=${encodeURIComponent(pageParam)}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** Sends what a client knows of its calls. Throws `ApiError` where it is refused as a whole. */
export async function recordPushes(place: PushesPlace, lines: readonly RecordedLine[]): Promise<Recorded> {
  const path = pushesPath(place);
  let all: Recorded = { taken: 0, alreadyKnown: 0, refused: [] };
  for (let from = 0; from < lines.length; from += AT_ONCE) {
    const some = lines.slice(from, from + AT_ONCE);
    const response = await fetch(path, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/x-ndjson' },
      body: some.map((line) => JSON.stringify(line)).join('\n'),
    }).catch(() => {
      throw apiError(null, 0, path);
    });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok || body === null) throw apiError(body, response.status, path);
    const answer = trusted<Recorded>(body);
    all = {
      taken: all.taken + answer.taken,
      alreadyKnown: all.alreadyKnown + answer.alreadyKnown,
      refused: [...all.refused, ...answer.refused.map(({ line, why }) => ({ line: line + from, why }))],
    };
  }
  return all;
}

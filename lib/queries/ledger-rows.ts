import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { TimeWindow } from '@/lib/evidence/time';
import type { LedgerRows, RowCounter } from '@/lib/health/ledger-rows';
import { getJson } from './get-json';
import { organizationPath } from './sources';

/** Which number's rows: of a window, or of the newest run where it is null. `asOf` tells readings apart. */
export interface LedgerRowsTarget {
  readonly region: string;
  readonly organization: string;
  readonly source: string;
  readonly window: TimeWindow | null;
  readonly counter: RowCounter;
  readonly asOf: string;
}

/** The rows behind a number of the ledger, page by page, newest first. */
export function ledgerRowsQuery(target: LedgerRowsTarget) {
  return infiniteQueryOptions({
    queryKey: ['ledger-rows', target],
    queryFn: ({ pageParam, signal }) => getJson<LedgerRows>(rowsPath(target, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    // A page that refreshes by itself shows the rows of before until those of now are there.
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

function rowsPath(
  { region, organization, source, window, counter }: LedgerRowsTarget,
  cursor: string | null,
) {
  const query = new URLSearchParams(
    window === null ? { run: 'newest' } : { from: window.from, to: window.to },
  );
  query.set('outcome', counter);
  if (cursor !== null) query.set('cursor', cursor);
  return `${organizationPath(region, organization)}/s/${encodeURIComponent(source)}/rows?${query}`;
}

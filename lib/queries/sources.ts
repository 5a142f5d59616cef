import { queryOptions } from '@tanstack/react-query';
import type { SourceList } from '@/lib/health/source-list';
import { getJson } from './get-json';

/** The Push sources of an organization: `SourceList`, or an `ApiError`. */
export function sourcesQuery(region: string, organization: string) {
  return queryOptions({
    queryKey: ['sources', region, organization],
    queryFn: ({ signal }) => getJson<SourceList>(`${organizationPath(region, organization)}/sources`, signal),
    staleTime: 30_000,
    retry: false,
  });
}

/** Path of an organization in Pushscope's own API. */
export function organizationPath(region: string, organization: string): string {
  return `/api/o/${encodeURIComponent(region)}/${encodeURIComponent(organization)}`;
}

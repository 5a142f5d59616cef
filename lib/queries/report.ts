import { queryOptions } from '@tanstack/react-query';
import type { SourceReport } from '@/lib/health/report/source-report';
import { getJson } from './get-json';
import type { HealthTarget } from './health';
import { organizationPath } from './sources';

/** The report of a source in a window; null for the default, the last 30 days. */
export function reportQuery({ region, organization, source, from, to }: HealthTarget) {
  const query = new URLSearchParams();
  if (from !== null) query.set('from', from);
  if (to !== null) query.set('to', to);
  const path = `${organizationPath(region, organization)}/s/${encodeURIComponent(source)}/report`;
  return queryOptions({
    queryKey: ['report', region, organization, source, from, to],
    queryFn: ({ signal }) => getJson<SourceReport>(`${path}${query.size === 0 ? '' : `?${query}`}`, signal),
    staleTime: 10_000,
    retry: false,
  });
}

import { queryOptions } from '@tanstack/react-query';
import { itemQuery as addressQuery, type ItemPlace, type ItemTarget } from '@/lib/health/item/item-path';
import type { ItemAnswer } from '@/lib/health/item/item-report';
import { getJson } from './get-json';
import { organizationPath } from './sources';

/**
 * One item explained, or the items that a search finds: some seconds, at worst minutes. A `round` other than 0 asks
 * anew. Throws `ApiError`.
 */
export function itemQuery(place: ItemPlace, target: ItemTarget, round: number) {
  return queryOptions({
    queryKey: ['item', place, target, round],
    queryFn: ({ signal }) => getJson<ItemAnswer>(itemApiPath(place, target), signal),
    staleTime: 60_000,
    retry: false,
  });
}

/** Where the same is as JSON, in Pushscope's own API. */
export function itemApiPath({ region, organization, source }: ItemPlace, target: ItemTarget): string {
  return `${organizationPath(region, organization)}/s/${encodeURIComponent(source)}/item?${addressQuery(target)}`;
}

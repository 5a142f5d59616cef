import type { ItemMatch } from '@/lib/evidence/item-observation';
import { hidesSecret, redactedPattern } from '@/lib/evidence/redacted-uri';
import { sourcePage } from '@/lib/health/page-path';

/** Which source an item is of. */
export interface ItemPlace {
  readonly region: string;
  readonly organization: string;
  readonly source: string;
}

/** What an item's page is asked for. */
export interface ItemTarget {
  readonly uri: string;
  readonly match: ItemMatch;
}

/** How the page of an item is asked for that log rows name: by a pattern where its URI held a secret. */
export function linkTarget(uri: string): ItemTarget {
  return hidesSecret(uri) ? { uri: redactedPattern(uri), match: 'wildcard' } : { uri, match: 'exact' };
}

/** How what somebody typed is most likely meant: a pattern with `*`, a whole URI with its scheme, else a part of one. */
export function typedTarget(text: string): ItemTarget {
  const uri = text.trim();
  if (uri.includes('*')) return { uri, match: 'wildcard' };
  return { uri, match: /^[a-z][a-z0-9+.-]*:\/\/./i.test(uri) ? 'exact' : 'substring' };
}

/** The query of an item's page: `uri`, and `match` unless it is exact. */
export function itemQuery({ uri, match }: ItemTarget): string {
  return new URLSearchParams({ uri, ...(match === 'exact' ? {} : { match }) }).toString();
}

/** The path of an item's page, or of a search for items, with its query. */
export function itemPath(place: ItemPlace, target: ItemTarget): string {
  return `${itemPagePath(place)}?${itemQuery(target)}`;
}

/** The path of the page of items of a source, without a query. */
function itemPagePath({ region, organization, source }: ItemPlace): string {
  return `${sourcePage({ region, organization, source })}/item`;
}

import { flattenMeta, readOrderingId } from '@/lib/evidence/meta';
import type { Facts, Span, UrlFacts } from '@/lib/paste/facts';

/** The orderingId of a delete older than, as digits, with where a text states it. */
export interface StatedOrderingId {
  readonly orderingId: string;
  /** Null where it stands in an address, and no parameter of that names it. */
  readonly span: Span | null;
}

/** The orderingId that the address of a call deletes by; null where it is no such call, or states none. */
export function orderingIdOfAddress(url: UrlFacts): StatedOrderingId | null {
  if (!/olderthan/i.test(url.value)) return null;
  const parameter = url.parameters.find(({ name }) => name.toLowerCase() === 'orderingid');
  // The Stream API takes it as the last part of the path.
  const inPath = /\/deleteolderthan\/(\d{1,20})(?!\d)/i.exec(url.value)?.[1];
  const orderingId = parameter?.value.trim() ?? inPath ?? '';
  return /^\d{1,20}$/.test(orderingId) ? { orderingId, span: parameter?.span ?? null } : null;
}

/** The orderingId in the `meta` of a pasted log row, and its place; the whole row's where it is written otherwise. */
export function orderingIdOfRow(
  { row, span }: Facts['rows']['read'][number],
  text: string,
): { readonly orderingId: string; readonly span: Span } | null {
  const orderingId = readOrderingId(flattenMeta(row.meta));
  if (orderingId === null) return null;
  const at = text.slice(...span).indexOf(orderingId);
  return { orderingId, span: at === -1 ? span : [span[0] + at, span[0] + at + orderingId.length] };
}

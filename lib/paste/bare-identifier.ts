import type { IdentifierFact, Span } from './facts';
import { trimSpan } from './http-text';
import { orderingFact } from './identifiers';

/** Longer than this, a paste is no bare id. */
const MAX_LENGTH = 2_100;
const SOURCE = /^(?:[a-z0-9]{26}-[a-z0-9]{3,80}|[a-z0-9]{3,80}-[a-z0-9]{26})$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const URI = /^[a-z][a-z0-9+.-]{1,30}:\/\/\S+$/i;

/**
 * The id that a paste consists of and nothing else: an orderingId, a source id, a uuid (of a file container, most
 * likely), or an item's URI. Null where it is anything else.
 */
export function bareIdentifier(text: string): IdentifierFact | null {
  if (text.length > MAX_LENGTH) return null;
  const outer = trimSpan(text, [0, text.length]);
  const quoted = /^["'`<(]+/.exec(text.slice(...outer))?.[0].length ?? 0;
  const tail = /["'`>).,;]+$/.exec(text.slice(...outer))?.[0].length ?? 0;
  const span: Span = [outer[0] + quoted, Math.max(outer[0] + quoted, outer[1] - tail)];
  const value = text.slice(...span);
  if (/^\d{10}$|^\d{13}$|^\d{16,20}$/.test(value)) return orderingFact(value, span);
  if (SOURCE.test(value)) return { name: 'source', value, span };
  if (UUID.test(value)) return { name: 'fileId', value, span };
  if (URI.test(value) && !/\bcoveo\.com(?:[/:]|$)|amazonaws\.com/i.test(value))
    return { name: 'item', value, span };
  return null;
}

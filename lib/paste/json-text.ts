import { behindQuote, closingQuote, quoteAt } from './quoting';

/** How far a JSON text reaches, and whether it is closed. */
export interface JsonReach {
  readonly end: number;
  readonly complete: boolean;
}

/**
 * Where the JSON ends that opens at `start`: behind the bracket that closes it, or where it stops to be JSON, the text
 * is cut, or `limit` comes. Strings may be quoted as they like (`'`, `\"`, `&quot;`); brackets in them do not count.
 */
export function jsonEnd(text: string, start: number, limit: number): JsonReach {
  const end = Math.min(text.length, limit);
  let depth = 0;
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      if (depth <= 0) return { end: at + 1, complete: depth === 0 };
    } else if (code === 0x22 || code === 0x27 || code === 0x5c || code === 0x26) {
      const quote = quoteAt(text, at);
      if (quote !== null) {
        const closing = closingQuote(text, at + quote.length, quote, end);
        if (closing === -1) return { end, complete: false };
        at = behindQuote(text, closing, quote);
        continue;
      }
    }
    at += 1;
  }
  return { end, complete: false };
}

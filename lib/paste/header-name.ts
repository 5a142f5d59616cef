import { readValue } from './field';
import { isLineStart } from './http-text';
import type { HeaderMark } from './marks';
import { quoteAt } from './quoting';
import type { WordHit } from './words';

/** First words of header names, for the lexicon. */
export const HEADER_WORDS = 'x retry content date server via www cf host user accept authorization location';

const NAME = /[A-Za-z][A-Za-z0-9-]{1,60}/y;
const OF_REQUESTS =
  /^(?:host|user-agent|accept|accept-encoding|authorization|x-amz-server-side-encryption|x-api-key)$/;
/** Names that are headers wherever they stand. */
const UNMISTAKABLE =
  /^(?:x-coveo-[a-z-]+|x-request-id|x-amzn?-[a-z0-9-]+|x-api-key|retry-after|content-type|www-authenticate|cf-ray|x-cache|user-agent)$/;
/** Names that are headers at the beginning of a line. */
const AT_LINE_START =
  /^(?:x-[a-z0-9-]+|content-[a-z-]+|date|server|via|host|accept|accept-encoding|authorization|location|cf-[a-z-]+)$/;

/** Whether a name, in lower case, is that of a header, and not of any member of an object. */
export function isHeaderName(name: string): boolean {
  return UNMISTAKABLE.test(name) || AT_LINE_START.test(name) || name.includes('-');
}

/** The header that the word begins the name of, outside of a block of headers; null where it is none. */
export function readHeader(text: string, hit: WordHit): HeaderMark | null {
  NAME.lastIndex = hit.start;
  const written = NAME.exec(text)?.[0] ?? '';
  const name = written.toLowerCase().replace(/-+$/, '');
  const sure = UNMISTAKABLE.test(name);
  if (!sure && !(AT_LINE_START.test(name) && isLineStart(text, hit.start))) return null;
  let at = hit.start + name.length;
  at += quoteAt(text, at)?.length ?? 0;
  const separator = /^(?:\s{0,3}(?:[:=]|=>)\s{0,3}\[?\s?|",\s{0,30}"value":\s{0,3})/.exec(
    text.slice(at, at + 60),
  )?.[0];
  if (separator === undefined) return null;
  const field = readValue(text, hit.start, at + separator.length, false, false);
  if (field === null || field.kind === 'container') return null;
  return {
    type: 'header',
    start: hit.start,
    end: field.span[1],
    header: { name, value: field.value, span: [hit.start, field.span[1]] },
    of: OF_REQUESTS.test(name) ? 'request' : 'response',
  };
}

import { readAddress, readTarget } from './coveo-address';
import type { Span, UrlFacts } from './facts';
import { endOfLine, isLineStart, nextLine, readHeaderBlock, skipRemarks } from './http-text';
import { jsonEnd } from './json-text';
import type { RequestMark } from './marks';
import type { WordHit } from './words';

/** HTTP's methods, for the lexicon. */
export const METHOD_WORDS = 'get put post delete patch head options connect';

const TARGET = /(?:["'\s]|&quot;|to\b|on\b|request\b|:){1,12}(?=https?:|\/[A-Za-z])/y;
const HOST_PORT = /\s+[\w.-]+:\d+\s+HTTP\/1/y;
const VERSION = /["'\s]{0,3}\s?HTTP\/\d(?:\.\d)?/y;

/** A request, or the opening of a tunnel through a proxy, whose answer is not the one that matters. */
export type RequestLine = RequestMark | { readonly type: 'tunnel'; readonly end: number };

/**
 * The request whose method is the word: a request line with its headers (`PUT /push/v1/… HTTP/1.1`), or a line of a
 * log with a method before an address. Null where the word is none of these.
 */
export function readRequestLine(text: string, hit: WordHit): RequestLine | null {
  const written = text.slice(hit.start, hit.end);
  if (written !== written.toUpperCase()) return null;
  if (written === 'CONNECT') {
    HOST_PORT.lastIndex = hit.end;
    return HOST_PORT.test(text) ? { type: 'tunnel', end: endOfLine(text, hit.end) } : null;
  }
  TARGET.lastIndex = hit.end;
  const gap = TARGET.exec(text);
  if (gap === null) return null;
  const at = hit.end + gap[0].length;
  const pathOnly = text[at] === '/';
  let url: UrlFacts | null = pathOnly ? readTarget(text, at, null) : readAddress(text, at);
  if (url === null) return null;
  const method = { value: written, span: [hit.start, hit.end] } as const;
  VERSION.lastIndex = url.span[1];
  const version = VERSION.exec(text);
  if (version === null || !isLineStart(text, hit.start)) {
    if (pathOnly && version === null && !/^\/(?:push|logs|rest|sandbox)\//.test(url.value)) return null;
    const end = url.span[1] + (version?.[0].length ?? 0);
    return {
      type: 'request',
      from: 'line',
      start: hit.start,
      end,
      request: { method, url, headers: [], complete: false, body: null },
    };
  }
  const block = readHeaderBlock(text, nextLine(text, url.span[1]));
  const host = block.headers.find(({ name }) => name === 'host')?.value ?? null;
  if (pathOnly && host !== null) url = readTarget(text, at, host);
  const complete = block.closed && host !== null;
  return {
    type: 'request',
    from: 'line',
    start: hit.start,
    end: block.headers.length > 0 ? block.end : endOfLine(text, url.span[1]),
    request: {
      method,
      url,
      headers: block.headers,
      complete,
      body: bodyAfter(text, block.closed ? block.end : -1),
    },
  };
}

/** The body of a request that is shown after its headers. What holds an error's fields is an answer without its head. */
function bodyAfter(text: string, blockEnd: number): Span | null {
  if (blockEnd === -1) return null;
  const at = skipRemarks(text, blockEnd);
  if (!/^\s{0,20}[{[]\s{0,200}["{}\]]/.test(text.slice(at, at + 240))) return null;
  const start = at + text.slice(at, at + 40).search(/[{[]/);
  const { end } = jsonEnd(text, start, text.length);
  return /"(?:errorCode|message)"\s*:/.test(text.slice(start, Math.min(end, start + 400)))
    ? null
    : [start, end];
}

const STATUS_AFTER =
  /["'\])]{0,3}\s{0,3}(?:HTTP\/\d(?:\.\d)?)?["'\])]{0,3}\s{0,3}(?:-+>|=+>|→|:|returned|failed with|failed|gave|got|status)?[\s(:[]{0,4}([1-5]\d\d)(?![\w.:/-])/y;

/** Where a status stands behind the address of a request on one line, as in logs; null where none does. */
export function statusAfter(text: string, { request }: RequestMark): Span | null {
  const at = request.url?.span[1];
  if (at === undefined) return null;
  STATUS_AFTER.lastIndex = at;
  const found = STATUS_AFTER.exec(text);
  if (
    found === null ||
    /^\s?(?:ms|s|bytes?|items?|KB|MB)\b/i.test(text.slice(at + found[0].length, at + found[0].length + 8))
  )
    return null;
  const end = at + found[0].length;
  return text.slice(at, end).includes('\n') ? null : [end - 3, end];
}

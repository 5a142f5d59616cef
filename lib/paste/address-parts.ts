import type { Span, UrlFacts } from './facts';

/** Where an address ends, and where its parts begin: offsets into the text. */
export interface AddressParts {
  readonly host: Span | null;
  readonly path: Span;
  readonly query: Span | null;
  readonly fragment: Span | null;
  readonly end: number;
}

/** The most characters that an address may have; presigned ones have two thousand. */
const MAX_ADDRESS = 6_000;
const STOP = new Set([...' \t\r\n"`{}|^\\<>\u0000'].map((character) => character.charCodeAt(0)));
/** Placeholders and what redaction left stay in an address. */
const PLACEHOLDER = /(?:<[A-Za-z][\w .-]{0,40}>|\$?\{\{?[A-Za-z][\w.-]{0,40}\}?\}|%[A-Za-z_]\w{1,40}%)/y;
/** An ampersand, slash or question mark as JSON, HTML and the Windows shell write it. */
const ESCAPED = /(?:\\{1,7}(?:\/|u0026|u003[dDfF]|u002[fF])|\^[&%?=])/y;

/**
 * Takes the address apart that begins at `start`, where `pathOnly` tells that it has no scheme and host. Single
 * quotes end it where `quoted` says that one stands before it.
 */
export function splitAddress(text: string, start: number, pathOnly: boolean): AddressParts {
  const limit = Math.min(text.length, start + MAX_ADDRESS);
  let at = start;
  let host: Span | null = null;
  if (!pathOnly) {
    const scheme = SCHEME.exec(text.slice(start, start + 24));
    at += scheme?.[0].length ?? 0;
    const from = at;
    while (scheme !== null && at < limit && isHostCharacter(text.charCodeAt(at))) at += 1;
    host = [from, at];
  }
  const pathStart = at;
  let query = -1;
  let fragment = -1;
  const opened = text[start - 1];
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (code === 0x3f && query < 0 && fragment < 0) query = at;
    else if (code === 0x23 && fragment < 0) fragment = at;
    else if (code === 0x27 && (opened === "'" || !/[A-Za-z0-9]/.test(text[at + 1] ?? ''))) break;
    else if ((code === 0x29 || code === 0x5d) && !/[A-Za-z0-9/?&=%]/.test(text[at + 1] ?? '')) break;
    else if (STOP.has(code)) {
      const kept = matchAt(PLACEHOLDER, text, at) ?? matchAt(ESCAPED, text, at);
      if (kept === null) break;
      if (kept.includes('?') && query < 0) query = at + kept.length - 1;
      at += kept.length;
      continue;
    } else if (code === 0x26 && isQuoteEntity(text, at)) break;
    at += 1;
  }
  while (at > pathStart && /[.,;:!'*)\]]/.test(text[at - 1] ?? '')) at -= 1;
  const pathEnd = Math.min(query < 0 ? at : query, fragment < 0 ? at : fragment, at);
  return {
    host,
    path: [pathStart, Math.max(pathStart, pathEnd)],
    query:
      query < 0 || query >= at
        ? null
        : [query + 1, fragment < 0 || fragment < query ? at : Math.min(fragment, at)],
    fragment: fragment < 0 || fragment >= at ? null : [fragment + 1, at],
    end: at,
  };
}

const SCHEME = /^https?:(?:\\{0,7}\/){2}(?:[^\s/@"']{1,16}@)?/i;

function isHostCharacter(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x3a) ||
    (code >= 0x41 && code <= 0x5b) ||
    code === 0x5d ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x5f
  );
}

function isQuoteEntity(text: string, at: number): boolean {
  return /^&(?:quot|lt|gt|apos|#3[49]|#x2[27]);/i.test(text.slice(at, at + 6));
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** What signs an address; none of it is kept. */
const SIGNING =
  /^(?:x-amz-(?:signature|credential|security-token|algorithm|signedheaders)|signature|awsaccesskeyid|access_token|token)$/i;

/** The parameters of a query with where each value stands. */
export function readParameters(text: string, query: Span | null): UrlFacts['parameters'] {
  if (query === null) return [];
  const parameters: UrlFacts['parameters'][number][] = [];
  const seen = new Set<string>();
  const pattern =
    /([^=&\\^]+?)(?:=|\^=|\\+u003[dD])(.*?)(?=&amp;|\\+u0026|\^?&|$)(?:&amp;|\\+u0026|\^?&|$)/gy;
  const part = text.slice(query[0], query[1]);
  pattern.lastIndex = 0;
  for (let found = pattern.exec(part); found !== null && parameters.length < 60; found = pattern.exec(part)) {
    const [whole, name = '', value = ''] = found;
    if (whole === '') break;
    const key = decodePart(name);
    if (seen.has(key) || SIGNING.test(key)) continue;
    seen.add(key);
    const from = query[0] + found.index + whole.indexOf(value, name.length + 1);
    parameters.push({
      name: key,
      value: decodePart(value.replaceAll('+', ' ')),
      span: [from, from + value.length],
    });
  }
  return parameters;
}

/** Percent-decoded, as far as it can be. */
export function decodePart(part: string): string {
  const plain = part
    .replace(/\\+u0026/g, '&')
    .replace(/\\+\//g, '/')
    .replace(/\^(?=[&%?=])/g, '');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

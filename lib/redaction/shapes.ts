import { isHex, isWord } from './character';
import type { SecretKind, SecretSpan } from './kinds';

const DASH = 45;

/**
 * The API key whose first dash stands at an offset, or null. A Coveo API key is ten letters, digits or underscores,
 * then four, four, four and twelve, and begins with `xx`: the pattern by which Coveo Labs' Python SDK checks keys.
 * One that begins with `xx` is found inside of a word too, and when it was cut off.
 */
export function apiKeyAt(text: string, at: number, floor: number): SecretSpan | null {
  const start = at - 10;
  if (start < floor) return null;
  const named = (text.charCodeAt(start) | 32) === 120 && (text.charCodeAt(start + 1) | 32) === 120;
  if (!named && text.charCodeAt(at + 5) !== DASH) return null;
  const whole =
    text.charCodeAt(at + 5) === DASH &&
    text.charCodeAt(at + 10) === DASH &&
    text.charCodeAt(at + 15) === DASH &&
    areWords(text, at + 1, at + 5) &&
    areWords(text, at + 6, at + 10) &&
    areWords(text, at + 11, at + 15) &&
    areWords(text, at + 16, at + 28) &&
    areWords(text, start, at);
  if (whole && (named || (!isWord(text.charCodeAt(at + 28)) && beginsAt(text, start, floor))))
    return { kind: 'api-key', start, end: at + 28 };
  return named && !whole ? cutApiKey(text, start, at) : null;
}

function cutApiKey(text: string, start: number, dash: number): SecretSpan | null {
  for (let at = start + 2; at < dash; at += 1) if (!isHex(text.charCodeAt(at))) return null;
  let end = dash;
  while (end < start + 38 && (isHex(text.charCodeAt(end)) || text.charCodeAt(end) === DASH)) end += 1;
  return { kind: 'api-key', start, end };
}

function areWords(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!isWord(text.charCodeAt(at))) return false;
  return true;
}

/** Whether a word begins at an offset, also behind an escape that ends in a letter or digit. */
function beginsAt(text: string, start: number, floor: number): boolean {
  if (start === floor || !isWord(text.charCodeAt(start - 1))) return text.charCodeAt(start - 1) !== 37;
  const before = text.slice(Math.max(floor, start - 12), start);
  if (/%[0-9A-Fa-f]$/.test(before)) return false;
  return /(?:%(?:25)*(?!25)[0-9A-Fa-f]{2}|\\[nrt]|\\u00[0-9A-Fa-f]{2})$/.test(before);
}

/** The JSON web token that begins with an `eyJ` whose `yJ` stands at an offset; a part of one where the text was cut. */
export function jsonWebTokenAt(text: string, at: number, floor: number): SecretSpan | null {
  const start = at - 1;
  if (start < floor || !text.startsWith('eyJ', start)) return null;
  let end = at + 2;
  while (isTokenCode(text.charCodeAt(end)) && !isHead(text, end)) end += 1;
  if (end - at - 2 < 8) return null;
  const head = end;
  for (let part = 0; part < 4 && text.charCodeAt(end) === 46; part += 1) {
    let next = end + 1;
    while (isTokenCode(text.charCodeAt(next))) next += 1;
    if (next === end + 1) break;
    end = next;
  }
  if (end === head && !(end - start > 16 && /^(?:\.{0,3}|…)$/.test(text.slice(end, end + 4)))) return null;
  return { kind: 'jwt', start, end };
}

function isTokenCode(code: number): boolean {
  return isWord(code) || code === DASH;
}

function isHead(text: string, at: number): boolean {
  return text.charCodeAt(at) === 101 && text.startsWith('eyJ', at);
}

/** The AWS access key id, `AKIA` or `ASIA` and sixteen capitals or digits, whose `IA` stands at an offset, or null. */
export function awsKeyIdAt(text: string, at: number, floor: number): SecretSpan | null {
  const start = at - 2;
  if (start < floor || !(text.startsWith('AKIA', start) || text.startsWith('ASIA', start))) return null;
  const end = start + 20;
  for (let offset = start + 4; offset < end; offset += 1) {
    const code = text.charCodeAt(offset);
    if (!((code > 47 && code < 58) || (code > 64 && code < 91))) return null;
  }
  return { kind: 'aws-key', start, end };
}

/** What security tokens of AWS begin with, in base64. */
const SESSION_TOKEN =
  /(?:IQoJ|FwoG|FQoG|FQoD|AgoJ|AgoG)(?:[\w+/=-]|%(?:25){0,3}(?:2[BbFf]|3[Dd])|\\\/){60,}/y;

/** The temporary security token of AWS whose first `o` and the letter behind it stand at an offset, or null. */
export function awsSessionTokenAt(text: string, at: number, floor: number): SecretSpan | null {
  const start = at - 2;
  if (start < floor || isWord(text.charCodeAt(start - 1))) return null;
  SESSION_TOKEN.lastIndex = start;
  return SESSION_TOKEN.test(text) ? { kind: 'signature', start, end: SESSION_TOKEN.lastIndex } : null;
}

const BEGIN =
  /-----BEGIN(?: |\+|%(?:25){0,7}20)(?:[A-Z0-9]{1,16}(?: |\+|%(?:25){0,7}20)){0,3}PRIVATE(?: |\+|%(?:25){0,7}20)KEY(?:(?: |\+|%(?:25){0,7}20)BLOCK)?-----/y;

/** No private key is longer. Without its last line it was cut, and ends with what has no spaces. */
const LONGEST_KEY = 16_384;
const CUT_KEY = /[^ \t<>"'`]*/y;

/** What stands between the first and the last line of a PEM private key that begins at an offset; or null. */
export function privateKeyAt(text: string, at: number): SecretSpan | null {
  BEGIN.lastIndex = at;
  if (!BEGIN.test(text)) return null;
  const start = BEGIN.lastIndex;
  const near = text.slice(start, start + LONGEST_KEY);
  const close = near.indexOf('-----');
  CUT_KEY.lastIndex = 0;
  const length = close === -1 ? (CUT_KEY.exec(near)?.[0].length ?? 0) : close;
  const end = start + length;
  return /[A-Za-z0-9]{4}/.test(near.slice(0, Math.min(length, 400))) && !near.includes('<redacted>')
    ? { kind: 'private-key', start, end }
    : null;
}

const API_KEY = /xx\w{8}-\w{4}-\w{4}-\w{4}-\w{12}/i;
const JSON_WEB_TOKEN = /eyJ[\w-]{8,400}\.[\w-]/;

/** What kind of secret a value is: by its shape if that says so, else by its name. */
export function kindOfValue(text: string, start: number, end: number, named: SecretKind): SecretKind {
  if (end - start < 20) return named;
  const value = text.slice(start, Math.min(end, start + 500));
  if (API_KEY.test(value)) return 'api-key';
  return JSON_WEB_TOKEN.test(value) ? 'jwt' : named;
}

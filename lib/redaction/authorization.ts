import { isBlank, isQuote, NEWLINE, newCharacter, readCharacter } from './character';
import type { SecretSpan } from './kinds';
import { isLiteral } from './name';
import { valueBefore } from './pairs';
import { isPlaceholder, isState } from './placeholder';
import { endOfQuoted } from './quoted';
import { type Separation, separationAt } from './separator';
import { kindOfValue } from './shapes';
import { endOfWord, looksSecret, type WordEnd } from './word';

/** Schemes that are no part of the secret. A word that is none of them is taken as part of it. */
const SCHEME = /(?:Bearer|Basic|Digest|Token|ApiKey|Negotiate|NTLM|OAuth|Hawk|AWS4-HMAC-SHA256)(?![\w-])/iy;
const PARAMETER = /[\w-]{1,64}=(?=[^=\s])/y;
const PEEK = 200;

/** The credentials behind the name Authorization whose `iz` stands at an offset, as a header or a field; or null. */
export function authorizationAt(text: string, at: number, floor: number): SecretSpan | null {
  const start = at - 6;
  if (start < floor || !isLiteral(text, start, 'authorization')) return null;
  const separation = separationAt(text, start + 13);
  if (!separation) return valueBefore(text, start, 'authorization', floor);
  return separation.form === 'flag' ? null : credentialsIn(text, separation);
}

/** Credentials in a header's value: behind its scheme where that is known, else all of it. */
function credentialsIn(text: string, { form, quote, value, percents }: Separation): SecretSpan | null {
  const start = behindSchemes(text, value);
  const until: WordEnd = {
    percents: Math.max(percents, quote?.percents ?? 0, start > value ? percentsBefore(text, start) : 0),
    list: percents > 0 || (form === 'equals' && quote === null),
  };
  const near = text.slice(start, start + PEEK);
  const word = near.slice(0, endOfWord(near, 0, until));
  if (!/[\p{L}\p{N}]/u.test(word) || isPlaceholder(word) || /^\$[A-Za-z_{(]/.test(word)) return null;
  // The mere scheme, or the beginning of a template.
  SCHEME.lastIndex = start;
  if (SCHEME.test(text) && SCHEME.lastIndex - start === word.length) return null;
  if (start === value && /^[[({$]/.test(word)) return null;
  if (start > value && isState(word)) return null;
  if (form === 'tuple' && start === value && !/\d/.test(word)) return null;
  const end =
    start > value
      ? endOfCredentials(text, start, until)
      : quote
        ? endOfQuoted(text, value, quote)
        : endOfTwoWords(text, start, until);
  return end > start ? { kind: kindOfValue(text, start, end, 'authorization'), start, end } : null;
}

/** Behind a known scheme and its spaces, doubled ones too; the same offset where there is none. */
function behindSchemes(text: string, from: number): number {
  let at = from;
  for (let schemes = 0; schemes < 4; schemes += 1) {
    SCHEME.lastIndex = at;
    if (!SCHEME.test(text)) return at;
    const next = behindSpaces(text, SCHEME.lastIndex);
    if (next === SCHEME.lastIndex) return at;
    at = next;
  }
  return at;
}

/** How often the space is percent-encoded that ends at an offset. */
function percentsBefore(text: string, end: number): number {
  if (text.charCodeAt(end - 1) !== 48) return 0;
  const writing = ENCODED_SPACE.exec(text.slice(Math.max(0, end - 24), end))?.[0] ?? '';
  return writing === '' ? 0 : (writing.length - 1) / 2;
}

const ENCODED_SPACE = /%(?:25)*20$|$/;

/** Behind spaces, a query's `+` too; line breaks are none. */
function behindSpaces(text: string, from: number): number {
  const character = newCharacter();
  let at = from;
  for (;;) {
    readCharacter(text, at, character);
    const space = isBlank(character.code) && character.code !== NEWLINE;
    if (!space && character.code !== 43) return at;
    at = character.end;
  }
}

/** Where one value or a list of parameters, such as those of a digest, ends. */
function endOfCredentials(text: string, from: number, until: WordEnd): number {
  const character = newCharacter();
  let end = from;
  for (let at = from; ; ) {
    PARAMETER.lastIndex = at;
    if (!PARAMETER.test(text)) return end === from ? endOfWord(text, from, until) : end;
    readCharacter(text, PARAMETER.lastIndex, character);
    if (isQuote(character.code)) {
      end = endOfQuoted(text, character.end, character);
      readCharacter(text, end, character);
      if (isQuote(character.code)) end = character.end;
    } else {
      const word = endOfWord(text, PARAMETER.lastIndex, until);
      if (word === PARAMETER.lastIndex) return end === from ? endOfWord(text, from, until) : end;
      end = word;
    }
    const comma = behindSpaces(text, end);
    if (text.charCodeAt(comma) !== 44) return end;
    at = behindSpaces(text, comma + 1);
  }
}

/** An unknown scheme counts as part of the secret, so two words, or a word and its parameters, go. */
function endOfTwoWords(text: string, from: number, until: WordEnd): number {
  const end = endOfWord(text, from, until);
  const next = behindSpaces(text, end);
  if (next === end || end === from) return end;
  const second = endOfCredentials(text, next, until);
  return second > next ? second : end;
}

/** A bearer token, or the pair of basic authentication, that stands on its own behind its scheme's `b`; or null. */
export function bearerAt(text: string, at: number): SecretSpan | null {
  const bearer = isLiteral(text, at, 'bearer');
  if (!bearer && !isLiteral(text, at, 'basic')) return null;
  const start = behindSchemes(text, at);
  if (start === at) return null;
  const percents = percentsBefore(text, start);
  const until = { percents, list: percents > 0 };
  const near = text.slice(start, start + PEEK);
  const word = near.slice(0, endOfWord(near, 0, until));
  if (isPlaceholder(word) || /^[a-z_]+=$/i.test(word)) return null;
  const secret = bearer
    ? word.length >= 16 || (word.length >= 8 && /\d/.test(word))
    : /^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(word) &&
      /[a-z]/.test(word) &&
      /[A-Z]/.test(word.slice(1)) &&
      /[0-9=+/]/.test(word);
  if (!secret && !(bearer && looksSecret(word))) return null;
  const end = endOfWord(text, start, until);
  return { kind: kindOfValue(text, start, end, 'authorization'), start, end };
}

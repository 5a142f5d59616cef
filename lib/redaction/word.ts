import { END, isBlank, isQuote, newCharacter, readCharacter } from './character';

/**
 * What ends a value without quotes. `percents` is how often the separator before it is percent-encoded: what is encoded
 * more often belongs to the value. In a `list`, as in a query or a connection string, `&`, `#` and `;` end it too.
 */
export interface WordEnd {
  readonly percents: number;
  readonly list: boolean;
}

/** How a word ends in plain text. */
export const TEXT: WordEnd = { percents: 0, list: false };

/** Which ASCII codes always belong to a value, so that long ones are passed over quickly. */
const INNER = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~+/=:@!*|?$,()[]{}')
  INNER[character.charCodeAt(0)] = 1;

/** Punctuation that ends a sentence, a list or a bracket, and no value. */
const TRAILING = new Set([...',;)]}|'].map((character) => character.charCodeAt(0)));

/**
 * Where a value without quotes ends: before a space, a quote, an angle bracket or, in a list, the next part; never with
 * punctuation. The same offset as `from` where there is none. Linear.
 */
export function endOfWord(text: string, from: number, until: WordEnd): number {
  const character = newCharacter();
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code < 128 && INNER[code] === 1) {
      at += 1;
      continue;
    }
    readCharacter(text, at, character);
    if (ends(text, at, until, character.code, character)) break;
    at = character.end;
  }
  while (at > from && TRAILING.has(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

function ends(
  text: string,
  at: number,
  until: WordEnd,
  code: number,
  written: { readonly percents: number; readonly style: string; readonly end: number },
): boolean {
  if (code === END || (code === 92 && written.end >= text.length)) return true;
  if (written.percents > until.percents) return false;
  if (isBlank(code) || isQuote(code) || code === 60 || code === 62) return true;
  if (!until.list) return false;
  if (code === 35 || code === 59) return true;
  return code === 38 && (written.style !== 'plain' || written.percents > 0 || isNextParameter(text, at + 1));
}

const PARAMETER = /[\w.~%[\]-]{1,64}=|\s|["'`<>]|$/y;

/** An ampersand that no name follows is part of a value. */
function isNextParameter(text: string, at: number): boolean {
  PARAMETER.lastIndex = at;
  return PARAMETER.test(text);
}

/** Whether a value looks like a secret on its own account: long, or a mixture of letters and digits. */
export function looksSecret(value: string): boolean {
  if (/\s/.test(value)) return false;
  return value.length >= 16 || (value.length >= 8 && /\d/.test(value) && /[a-z]/i.test(value));
}

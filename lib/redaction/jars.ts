import { isBlank, isQuote, isWord, newCharacter, readCharacter } from './character';
import type { Cookies } from './cookies';
import type { SecretSpan } from './kinds';
import { isPlaceholder } from './placeholder';
import { endOfQuoted } from './quoted';

/** What a cookie's object in a HAR or in a browser's export says. */
const KEYS = new Set(
  'name value path domain expires expirationdate httponly secure samesite comment session hostonly storeid id size priority'.split(
    ' ',
  ),
);

/**
 * Cookies as objects: a HAR's list of `{"name": …, "value": …}`, or a map from name to value as Python has it. `from`
 * is the offset behind the `[` of a list, or of the `{` of a map. Null where no value stands. It goes no further than
 * such a list or map reads like one, so it is linear.
 */
export function jarAt(text: string, from: number, listed: boolean): Cookies | null {
  const spans: SecretSpan[] = [];
  const character = newCharacter();
  let key: string | null = null;
  let end = from;
  for (let at = from; ; at = character.end) {
    readCharacter(text, at, character);
    const { code } = character;
    if (isBlank(code)) continue;
    if (isQuote(code)) {
      const start = character.end;
      const near = text.slice(start, start + 128);
      const peek = near.slice(0, endOfQuoted(near, 0, character));
      if (key === null && near.length === 128 && peek.length === 128) break;
      const close = endOfQuoted(text, start, { ...character });
      if (key === null) {
        key = peek.toLowerCase();
        if (listed && !KEYS.has(key)) break;
      } else {
        if ((!listed || key === 'value') && close > start && !isPlaceholder(peek))
          spans.push({ kind: 'cookie', start, end: close });
        key = null;
      }
      end = close;
      if (!isQuote(readCharacter(text, close, character))) break;
    } else if (code === 44 || (code === 123 && key === null)) key = null;
    else if (code !== 58 && !(code === 125 && listed) && !isWord(code) && code !== 45 && code !== 46) break;
    else if (isWord(code) && key === null) break;
  }
  return spans.length === 0 ? null : { spans, end };
}

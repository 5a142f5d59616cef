import { END, isBlank, isQuote, NEWLINE, newCharacter, readCharacter } from './character';
import { jarAt } from './jars';
import type { SecretSpan } from './kinds';
import { isLiteral } from './name';
import { optionArgumentAt } from './option';
import { valueBefore } from './pairs';
import { isPlaceholder } from './placeholder';
import { endOfQuoted, type Quote, quoteAt } from './quoted';
import { separationAt } from './separator';

/** The values of cookies, and where the text that was read as cookies ends. */
export interface Cookies {
  readonly spans: readonly SecretSpan[];
  readonly end: number;
}

/** What a Set-Cookie header says about a cookie; these keep their values. */
const ATTRIBUTE = /^(?:expires|path|domain|max-age|samesite|version|priority|comment)=[^=?]*$/i;
/** What cookies begin with. Without it, the word cookie is only a word. */
const FIRST_PAIR = /^(?:\s|%(?:25){0,7}20|\\[nrt]){0,64}[\w.!#$*+^|~-]{1,64}(?:=|%(?:25){0,7}3d)/i;
/** A cookie's name, or an attribute without a value: nothing in which another secret could stand. */
const NAME =
  /^(?!.*(?:xx[0-9a-f]{8}-|eyJ|A[KS]IA))(?:%(?:25){0,7}20|\\[nrt]){0,64}[\w.!#$*+^|~-]{0,64}(?:=|%(?:25){0,7}3d)?$/i;
const PEEK = 200;

/**
 * The values in a Cookie or Set-Cookie header, field or jar, whose `ki` stands at an offset: names and attributes stay.
 * Null where there are none.
 */
export function cookiesAt(text: string, at: number, floor: number): Cookies | null {
  const start = at - 3;
  if (start < floor || !isLiteral(text, start, 'cookie')) return null;
  const set = isLiteral(text, start - 4, 'set-');
  const behind = (text.charCodeAt(start + 6) | 32) === 115 ? start + 7 : start + 6;
  const separation = separationAt(text, behind);
  if (!separation) {
    const span = valueBefore(text, set ? start - 4 : start, 'cookie', floor);
    return span && { spans: [span], end: span.end };
  }
  const { form, quote, value, listed, broken } = separation;
  if (form === 'flag' || form === 'tag') return null;
  if (quote === null) {
    if (broken && !listed) return null;
    const map = behind === start + 7 && readCharacter(text, value, newCharacter()) === 123;
    return listed || map ? jarAt(text, value, listed) : pairsIn(text, value, null, set, false);
  }
  const first = pairsIn(text, value, quote, set, false);
  if (!first || !listed) return first;
  const spans = [...first.spans];
  let { end } = first;
  for (let next = nextQuoted(text, end, quote); next; next = nextQuoted(text, end, quote)) {
    const more = pairsIn(text, next.end, next, set, false);
    if (!more) break;
    for (const span of more.spans) spans.push(span);
    end = more.end;
  }
  return { spans, end };
}

/** The quote that opens the next text of a list, or null. */
function nextQuoted(text: string, end: number, opening: Quote): Quote | null {
  const character = newCharacter();
  readCharacter(text, end, character);
  if (character.code !== opening.code) return null;
  readCharacter(text, character.end, character);
  if (character.code !== 44) return null;
  do readCharacter(text, character.end, character);
  while (isBlank(character.code));
  return isQuote(character.code) ? character : null;
}

const COOKIE_OPTION = /-(?:b|-cookie)/y;

/** The values behind curl's `-b` or `--cookie` whose first dash stands at an offset; a file's name is none. */
export function cookieOptionAt(text: string, at: number): Cookies | null {
  const argument = optionArgumentAt(text, at, COOKIE_OPTION);
  if (argument === null || (argument.glued && argument.quote === null)) return null;
  return pairsIn(text, argument.start, argument.quote, false, argument.quote === null);
}

/**
 * `name=value` pairs to the end of a quoted text, of a line, or of a word of a shell; null where there is no pair.
 * Linear: what was read as cookies is not read again.
 */
function pairsIn(
  text: string,
  from: number,
  quote: Quote | null,
  set: boolean,
  word: boolean,
): Cookies | null {
  if (!FIRST_PAIR.test(text.slice(from, from + PEEK))) return null;
  const stop = quote ? endOfQuoted(text, from, quote) : endOfLine(text, from, word);
  const spans: SecretSpan[] = [];
  const character = newCharacter();
  let name = from;
  let value = -1;
  let ink = from;
  for (let at = from; at <= stop; at = character.end) {
    readCharacter(text, at, character);
    const { code } = character;
    if (at === stop || code === 59 || code === NEWLINE) {
      const named = NAME.test(text.slice(name, Math.min(value === -1 ? at : value, name + PEEK)).trim());
      const start = named && value !== -1 ? value : name;
      if ((value !== -1 || !named) && ink > start && !isKept(text, name, start, ink, set))
        spans.push({ kind: 'cookie', start, end: Math.min(ink, stop) });
      name = character.end;
      value = -1;
      if (at === stop) break;
    } else if (code === 61 && value === -1) value = character.end;
    if (!isBlank(code) && code !== 59) ink = character.end;
  }
  return { spans, end: stop };
}

function isKept(text: string, name: number, value: number, end: number, set: boolean): boolean {
  if (end - value > PEEK) return false;
  return isPlaceholder(text.slice(value, end)) || (set && ATTRIBUTE.test(text.slice(name, end).trim()));
}

/** Where cookies without quotes around them end: with the line, before what closes the header's own quote, or a tag. */
function endOfLine(text: string, from: number, word: boolean): number {
  const character = newCharacter();
  let before = 0;
  for (let at = from; ; at = character.end) {
    readCharacter(text, at, character);
    const { code } = character;
    if (code === END || code === NEWLINE || code === 60 || (word && code === 32)) return at;
    if (isQuote(code)) {
      const end = before === 61 ? endOfValue(text, character) : null;
      if (end === null) return at;
      character.end = end;
    }
    before = code;
  }
}

/** The end of a cookie's value in quotes of its own, behind them; null where the quote closes the header. */
function endOfValue(text: string, quote: Quote): number | null {
  const near = text.slice(quote.end, quote.end + 2 * PEEK);
  const closing = quoteAt(near, endOfQuoted(near, 0, quote));
  return closing && /^(?:;|[\r\n]|$)/.test(near.slice(closing.end)) ? quote.end + closing.end : null;
}

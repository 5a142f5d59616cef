import { isBlank, isQuote, isWord, NEWLINE, newCharacter, readCharacter } from './character';
import { isLiteral } from './name';
import { type Quote, quoteAt } from './quoted';

/** What stands between a name and its value, and where the value begins: behind its quote, if it has one. */
export interface Separation {
  /** `tag` is the end of an opening XML tag, `flag` the space behind an option, `tuple` a comma. */
  readonly form: 'equals' | 'colon' | 'tag' | 'flag' | 'tuple';
  /** The name was in quotes. */
  readonly named: boolean;
  readonly quote: Quote | null;
  readonly value: number;
  /** How often the separator is percent-encoded. */
  readonly percents: number;
  /** A line break stands between separator and value. */
  readonly broken: boolean;
  /** The value stands in a list: `[ 'a' ]`. */
  readonly listed: boolean;
}

const COLON = 58;
const EQUALS = 61;
const GREATER = 62;
/** PowerShell wraps a secret in a call of this name: `-Token (ConvertTo-SecureString "…")`. */
const SECURE_STRING = 'convertto-securestring';

/**
 * Reads from behind a name to its value: `name: `, `"name":"`, `name=[`, `name => `, `<name>`, `("name", "`, and the
 * pairs of HAR and XML, `"name", "value": "`. Null where no value follows. Linear, and each blank is read once a name.
 */
export function separationAt(text: string, behindName: number): Separation | null {
  const next = newCharacter();
  readCharacter(text, behindName, next);
  let at = behindName;
  const named = isQuote(next.code);
  const is = (code: number) => next.code === code;
  const advance = () => {
    at = next.end;
    readCharacter(text, at, next);
  };
  const skipBlanks = () => {
    let broken = false;
    while (isBlank(next.code)) {
      broken ||= next.code === NEWLINE;
      advance();
    }
    return broken;
  };
  if (named) advance();
  if (is(93)) advance();
  const glued = at;
  let { percents } = next;
  const apart = skipBlanks();
  if (apart && !named && !is(COLON) && !is(EQUALS)) return null;
  let form: Separation['form'];
  if (is(COLON)) {
    form = 'colon';
    ({ percents } = next);
    advance();
    if (is(EQUALS)) advance();
  } else if (is(EQUALS)) {
    form = 'equals';
    ({ percents } = next);
    advance();
    // A comparison is no assignment, `=>` is one.
    if (is(EQUALS)) return null;
    if (is(GREATER)) advance();
  } else if (is(GREATER) && at === glued) {
    form = 'tag';
    advance();
  } else if (named) {
    const comma = is(44);
    if (comma) advance();
    const behind = comma || at > glued ? valueWordAt(text, at) : null;
    if (behind !== null) {
      readCharacter(text, behind, next);
      skipBlanks();
      if (!is(COLON) && !is(EQUALS)) return null;
      form = 'colon';
      percents = next.percents;
      advance();
    } else if (comma) form = 'tuple';
    else return null;
  } else if (at > glued && !apart) form = 'flag';
  else return null;
  let broken = skipBlanks();
  if (form === 'tag') return { form, named, quote: null, value: at, percents, broken, listed: false };
  const listed = is(91) || is(40);
  if (listed) {
    advance();
    broken = skipBlanks() || broken;
    if (isLiteral(text, at, SECURE_STRING)) {
      readCharacter(text, at + SECURE_STRING.length, next);
      at += SECURE_STRING.length;
      skipBlanks();
    }
  }
  if ((is(98) || is(102)) && quoteAt(text, next.end)) advance();
  const quote = isQuote(next.code) ? { ...next } : null;
  if (quote) advance();
  return { form, named, quote, value: at, percents, broken, listed };
}

/** The offset behind the word `value` of a name and value pair, or null where another word stands. */
function valueWordAt(text: string, from: number): number | null {
  const next = newCharacter();
  let at = from;
  while (isBlank(readCharacter(text, at, next))) at = next.end;
  const word = quoteAt(text, at)?.end ?? at;
  if (!isLiteral(text, word, 'value')) return null;
  const end = word + 5;
  return isWord(text.charCodeAt(end)) ? null : (quoteAt(text, end)?.end ?? end);
}

import { isBlank, NEWLINE, newCharacter, readCharacter } from './character';
import { type Quote, quoteAt } from './quoted';

/** What is given to an option of a command: `-u 'a'`, `--user=a`, and `-ua`, which is glued. */
export interface OptionArgument {
  /** Behind the quote, if there is one. */
  readonly start: number;
  readonly quote: Quote | null;
  readonly glued: boolean;
}

/** An option stands behind a blank or a quote, however written. */
const BEFORE =
  /(?:[\s"'\x60\u00a0\u2018-\u201d]|%(?:25)*(?:20|0[aAdD9]|2[27])|\\[nrt]|\\u002[27]|&(?:quot|nbsp|#3[49]);|\+)$/;

/** The argument of an option that begins at an offset and matches a sticky pattern; null where none is given. */
export function optionArgumentAt(text: string, at: number, option: RegExp): OptionArgument | null {
  option.lastIndex = at;
  if (!option.test(text)) return null;
  if (at > 0 && !BEFORE.test(text.slice(Math.max(0, at - 24), at))) return null;
  const character = newCharacter();
  const end = option.lastIndex;
  let start = end;
  if (readCharacter(text, start, character) === 61) start = character.end;
  else while (isSpace(readCharacter(text, start, character))) start = character.end;
  const quote = quoteAt(text, start);
  return { start: quote?.end ?? start, quote, glued: start === end };
}

function isSpace(code: number): boolean {
  return isBlank(code) && code !== NEWLINE;
}

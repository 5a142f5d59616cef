import { type Character, END, isQuote, meaningOf, NEWLINE, newCharacter, readCharacter } from './character';

/** A quote that opens a value, as it is written: what closes the value is written alike. */
export type Quote = Readonly<Pick<Character, 'code' | 'style' | 'backslashes' | 'percents' | 'end'>>;

/** The quote written at an offset, or null where none is. */
export function quoteAt(text: string, at: number): Quote | null {
  const character = newCharacter();
  readCharacter(text, at, character);
  return isQuote(character.code) ? character : null;
}

/**
 * Where a quoted value ends: at the quote that closes it, else with its line, else with the text. `from` is the offset
 * behind the opening quote. Linear.
 */
export function endOfQuoted(text: string, from: number, quote: Quote): number {
  return quote.style === 'plain' && quote.percents === 0
    ? endOfPlain(text, from, quote)
    : endOfWritten(text, from, quote);
}

function endOfPlain(text: string, from: number, quote: Quote): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
    if (code === 92) {
      let end = at + 1;
      while (text.charCodeAt(end) === 92) end += 1;
      if (meaningOf(text.charCodeAt(end)) === quote.code && closes(end - at, quote.backslashes))
        return Math.max(at, end - quote.backslashes);
      at = meaningOf(text.charCodeAt(end)) === quote.code ? end + 1 : end;
      continue;
    }
    if ((code === quote.code || code > 126) && meaningOf(code) === quote.code) return at;
    at += 1;
  }
  return at;
}

/**
 * Whether a quote behind so many backslashes closes one that was opened behind `opened` of them. Each nesting of JSON
 * writes a backslash as two: what is odd one level down belongs to the value, less than the opening closes more.
 */
function closes(backslashes: number, opened: number): boolean {
  return backslashes < opened || backslashes % (2 * (opened + 1)) === opened;
}

function endOfWritten(text: string, from: number, quote: Quote): number {
  const character = newCharacter();
  for (let at = from; ; at = character.end) {
    readCharacter(text, at, character);
    if (character.code === END) return at;
    if (character.code === NEWLINE && character.end === at + 1) return at;
    if (character.code !== quote.code || character.percents > quote.percents) continue;
    if (!closes(character.backslashes, quote.backslashes)) continue;
    return at;
  }
}

import type { Span } from './facts';
import { closingQuote, isSameQuote, quoteAt, quoteBefore, unescaped } from './quoting';

/** A key with its value, however it is written: JSON, escaped JSON, a JavaScript object, `key=value`, `Key: value`. */
export interface Field {
  /** Where the key begins, its quote not included. */
  readonly start: number;
  /** Whether the key or the value is quoted: then it is data, and not a sentence. */
  readonly quoted: boolean;
  /** As it reads, without escapes. */
  readonly value: string;
  readonly span: Span;
  readonly kind: 'string' | 'number' | 'word' | 'text' | 'container';
  /** Whether the value ends where the text does, without a closing quote. */
  readonly cut: boolean;
}

/** The most characters that are read of a value. */
const MAX_VALUE = 4_000;
const MAX_LINE = 600;
const BLANK = String.raw`(?:[ \t\r\n]|\\{1,15}[nrt]|&nbsp;){0,200}`;
const SEPARATOR = new RegExp(`${BLANK}(?:=>|[:=]|%(?:25){0,3}3[aA]|&#58;)${BLANK}`, 'y');
const NUMBER = /-?\d{1,25}(?![\w.])/y;
const WORD = /[^\s"'`,;{}[\]()<>\\&]{1,300}/y;

/** The field whose key is the word from `start` to `end`; null where no value follows it. */
export function readField(text: string, start: number, end: number): Field | null {
  const opening = quoteBefore(text, start);
  let at = end;
  if (opening === null && start <= 2) {
    // The text may begin in the middle of a key.
    at += quoteAt(text, at)?.length ?? 0;
  } else if (opening !== null) {
    const closing = quoteAt(text, at);
    if (closing === null || !isSameQuote(opening, closing)) return null;
    at += closing.length;
  }
  SEPARATOR.lastIndex = at;
  const separator = SEPARATOR.exec(text);
  if (separator === null) return null;
  const equals = separator[0].includes('=');
  return readValue(text, start, at + separator[0].length, opening !== null || at > end, equals);
}

/** The value that begins at `at`, of a key that begins at `start`. */
export function readValue(
  text: string,
  start: number,
  at: number,
  keyQuoted: boolean,
  equals: boolean,
): Field | null {
  // Python marks strings with letters.
  const prefix = /^[fbru]{1,2}(?=["'])/i.exec(text.slice(at, at + 3))?.[0].length ?? 0;
  const quote = quoteAt(text, at + prefix);
  if (quote !== null) {
    const from = at + prefix + quote.length;
    const closing = closingQuote(text, from, quote, from + MAX_VALUE);
    const to = closing === -1 ? cutEnd(text, from) : closing;
    const value = unescaped(text.slice(from, to));
    return { start, quoted: true, value, span: [from, to], kind: 'string', cut: closing === -1 };
  }
  const first = text[at] ?? '';
  if (first === '{' || first === '[') {
    return { start, quoted: keyQuoted, value: '', span: [at, at + 1], kind: 'container', cut: false };
  }
  const number = matchAt(NUMBER, text, at);
  if (number !== null) {
    return {
      start,
      quoted: keyQuoted,
      value: number,
      span: [at, at + number.length],
      kind: 'number',
      cut: false,
    };
  }
  const word = matchAt(WORD, text, at);
  if (word === null) return null;
  if (keyQuoted || equals) {
    return { start, quoted: keyQuoted, value: word, span: [at, at + word.length], kind: 'word', cut: false };
  }
  const line = lineAt(text, at);
  const plain = line === word;
  const value = plain ? word : line;
  return {
    start,
    quoted: false,
    value: unescaped(value),
    span: [at, at + value.length],
    kind: plain ? 'word' : 'text',
    cut: false,
  };
}

/** The rest of a line, without what closes a structure around it. */
function lineAt(text: string, at: number): string {
  const line = /^[^\r\n]*/.exec(text.slice(at, at + MAX_LINE))?.[0] ?? '';
  return line.replace(/\s*(?:\\{1,15}[nr].*|<\/?[a-zA-Z][^<]*|["'}\]]+[,;]?\s*)$/s, '').trimEnd();
}

/** A string that is not closed ends with its line, or where the text does. */
function cutEnd(text: string, from: number): number {
  return from + (/^[^\r\n]*/.exec(text.slice(from, from + MAX_VALUE))?.[0].length ?? 0);
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

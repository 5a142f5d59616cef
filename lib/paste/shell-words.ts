/** A word of a command line, with its quotes undone, and where it stands. */
export interface ShellWord {
  readonly value: string;
  /** What the value was read from, without the quotes around it. */
  readonly start: number;
  readonly end: number;
}

/** The most words of a command, and characters of one word, that are kept; what is longer is read over. */
const MAX_WORDS = 400;
const MAX_VALUE = 8_000;

/**
 * The words of the command that begins at `start`, in the manners of bash, cmd (carets) and PowerShell (backticks)
 * at once, and where it ends: with its line, where that is not continued, or at a pipe or semicolon.
 */
export function readShellWords(
  text: string,
  start: number,
): { readonly words: readonly ShellWord[]; readonly end: number } {
  const words: ShellWord[] = [];
  let at = start;
  while (words.length < MAX_WORDS) {
    at = skipBlanks(text, at);
    if (at >= text.length || isEnd(text, at)) break;
    const word = readWord(text, at);
    if (word.end === at || isRemark(word.word.value, text, at)) break;
    words.push(word.word);
    at = word.end;
  }
  return { words, end: at };
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x09) at += 1;
    else {
      const continued = continuedLength(text, at, code);
      if (continued === 0) return at;
      at += continued;
    }
  }
}

/** A line that goes on: its sign, the line break, and what a mail program put before the next line. */
const CONTINUED = /[\\^`][ \t]{0,3}\r?\n(?:[ \t]{0,4}>[ \t]?){0,2}/y;

function continuedLength(text: string, at: number, code: number): number {
  if (code !== 0x5c && code !== 0x5e && code !== 0x60) return 0;
  CONTINUED.lastIndex = at;
  return CONTINUED.exec(text)?.[0].length ?? 0;
}

function isEnd(text: string, at: number): boolean {
  return '\r\n|;'.includes(text[at] ?? '') || text.startsWith('&&', at);
}

/** An arrow before what was answered, or a comment: no part of the command. */
function isRemark(word: string, text: string, at: number): boolean {
  return /^(?:[-=]{1,3}>|→|⇒|➜|#)/.test(word) && !/["'\\]/.test(text[at] ?? '');
}

/** One word: quoted and bare parts that stand together. */
function readWord(text: string, start: number): { word: ShellWord; end: number } {
  let value = '';
  let at = start;
  let from = -1;
  let to = start;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (' \t\r\n|;'.includes(character) || continuedLength(text, at, character.charCodeAt(0)) > 0) break;
    const caret = character === '^' && text[at + 1] === '"';
    if (character === '"' || character === "'" || caret) {
      const open = at + (caret ? 2 : 1);
      const part = readQuoted(text, open, caret ? '^"' : character);
      if (from < 0) from = open;
      value += part.value.slice(0, Math.max(0, MAX_VALUE - value.length));
      to = part.close;
      at = part.end;
      continue;
    }
    if (from < 0) from = at;
    if (character === '$' && text[at + 1] === "'") {
      at += 1;
      from = at + 1;
      continue;
    }
    const escaped = (character === '\\' || character === '^') && at + 1 < text.length;
    if (value.length < MAX_VALUE) value += escaped ? (text[at + 1] ?? '') : character;
    at += escaped ? 2 : 1;
    to = at;
  }
  const end = Math.min(at, text.length);
  return { word: { value, start: Math.min(from < 0 ? start : from, end), end: Math.min(to, end) }, end };
}

/** A quoted part; one that is not closed reaches to the end of the text. */
function readQuoted(
  text: string,
  open: number,
  quote: string,
): { value: string; close: number; end: number } {
  let value = '';
  let at = open;
  while (at < text.length) {
    if (text.startsWith(quote, at)) return { value, close: at, end: at + quote.length };
    if (value.length >= MAX_VALUE) {
      // Of a long body only its end matters.
      at = quote === "'" ? endOf(text, at, quote) : at + (text.charCodeAt(at) === 0x5c ? 2 : 1);
      continue;
    }
    const character = text[at] ?? '';
    const escaped = quote !== "'" && '\\`^'.includes(character) && at + 1 < text.length;
    value += escaped ? escapedText(character, text[at + 1] ?? '') : character;
    at += escaped ? 2 : 1;
  }
  return { value, close: text.length, end: text.length };
}

function endOf(text: string, at: number, quote: string): number {
  const found = text.indexOf(quote, at);
  return found === -1 ? text.length : found;
}

function escapedText(sign: string, character: string): string {
  return sign === '\\' && !'"\\$`'.includes(character) ? sign + character : character;
}

/** How a character is written: as it is or behind backslashes, as `\u0022`, as an HTML entity, behind a cmd caret. */
type Style = 'plain' | 'unicode' | 'entity' | 'caret';

/**
 * One character of a text, however it is written. `code` is what it means (smart quotes mean quotes, a no-break space
 * a space, every line break 10), -1 behind the end of the text. It is filled anew by each reading.
 */
export interface Character {
  code: number;
  /** Offset behind its writing. */
  end: number;
  style: Style;
  /** How many backslashes stand before it. */
  backslashes: number;
  /** How often it is percent-encoded: 1 for `%22`, 2 for `%2522`. */
  percents: number;
}

/** An empty character, to be read into. */
export function newCharacter(): Character {
  return { code: -1, end: 0, style: 'plain', backslashes: 0, percents: 0 };
}

/** The code of what stands behind a text's last character. */
export const END = -1;
/** The code of a line feed. */
export const NEWLINE = 10;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const APOSTROPHE = 39;
const BACKTICK = 96;

/** Non-ASCII characters that mean an ASCII one: smart and full-width quotes and separators, spaces, line breaks. */
const MEANINGS: ReadonlyMap<number, number> = new Map([
  ...meaning('\u0085\u2028\u2029', NEWLINE),
  ...meaning('\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a', SPACE),
  ...meaning('\u200b\u200e\u200f\u202f\u205f\u2060\u3000\ufeff', SPACE),
  ...meaning('\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u300c\u300d\uff02', DOUBLE_QUOTE),
  ...meaning('\u2018\u2019\u201a\u201b\u2032\u2039\u203a\uff07', APOSTROPHE),
  ...meaning('\uff1a', 58),
  ...meaning('\uff1d', 61),
  ...meaning('\uff1b', 59),
  ...meaning('\uff06', 38),
  ...meaning('\uff0c', 44),
]);

function meaning(characters: string, code: number): [number, number][] {
  return Array.from(characters, (character) => [character.charCodeAt(0), code]);
}

/** What a UTF-16 code means; most mean themselves. */
export function meaningOf(code: number): number {
  if (code > 126) return MEANINGS.get(code) ?? code;
  if (code > SPACE) return code;
  return code === 9 || code === 11 ? SPACE : code === 13 || code === 12 ? NEWLINE : code;
}

/** Whether a meaning is a quote: double, single or backtick. */
export function isQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || code === APOSTROPHE || code === BACKTICK;
}

/** Whether a meaning is a space or a line break. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === NEWLINE;
}

/** Whether a code is an ASCII letter, a digit or `_`. */
export function isWord(code: number): boolean {
  return (code > 96 && code < 123) || (code > 47 && code < 58) || (code > 64 && code < 91) || code === 95;
}

/** Whether a code is a hexadecimal digit. */
export function isHex(code: number): boolean {
  return (code > 47 && code < 58) || (code > 96 && code < 103) || (code > 64 && code < 71);
}

/** Reads the character that is written at an offset, and returns its code. Takes as long as its writing. */
export function readCharacter(text: string, at: number, into: Character): number {
  into.style = 'plain';
  into.backslashes = 0;
  into.percents = 0;
  into.end = at + 1;
  if (at >= text.length) {
    into.code = END;
    into.end = text.length;
    return END;
  }
  const code = text.charCodeAt(at);
  if (code === 92) readBackslashes(text, at, into);
  else if (code === 37) readPercent(text, at, into);
  else if (code === 38) readEntity(text, at, into);
  else if (code === 94) readCaret(text, at, into);
  else into.code = meaningOf(code);
  return into.code;
}

/** An escape: of a quote however that is written, of a slash, a line break, a tab, or of a code. */
function readBackslashes(text: string, at: number, into: Character): void {
  let end = at + 1;
  while (text.charCodeAt(end) === 92) end += 1;
  const next = text.charCodeAt(end);
  const meant = meaningOf(next);
  into.backslashes = end - at;
  into.code = 92;
  into.end = end;
  if (isQuote(meant) || next === 47) {
    into.code = meant;
    into.end = end + 1;
  } else if (next === 110 || next === 114 || next === 116) {
    into.code = next === 116 ? SPACE : NEWLINE;
    into.end = end + 1;
  } else if (next === 117) {
    const code = hexAt(text, end + 1, 4);
    if (code === -1) return;
    into.code = meaningOf(code);
    into.style = 'unicode';
    into.end = end + 5;
  } else if (next === 10 || next === 13) {
    // A shell command goes on in the next line.
    into.code = SPACE;
  } else if (next === 38 || next === 94) readEscaped(text, end, end - at, into);
}

/** A character behind backslashes that are written apart from it; where it is no quote, only the backslashes count. */
function readEscaped(text: string, at: number, backslashes: number, into: Character): void {
  const code = readCharacter(text, at, into);
  if (isQuote(code)) {
    into.backslashes += backslashes;
    return;
  }
  into.code = 92;
  into.style = 'plain';
  into.backslashes = backslashes;
  into.percents = 0;
  into.end = at;
}

function readPercent(text: string, at: number, into: Character): void {
  let end = at + 1;
  while (text.charCodeAt(end) === 50 && text.charCodeAt(end + 1) === 53) end += 2;
  const code = hexAt(text, end, 2);
  into.code = 37;
  if (code === -1) return;
  const length = end + 2 - at;
  into.percents = (length - 1) / 2;
  into.end = end + 2;
  into.code = code > 127 ? readBytes(text, at, length, code, into) : meaningOf(code);
  if (code !== 92) return;
  // Encoded backslashes in a row, and the quote that they may escape.
  const { percents } = into;
  const backslash = text.slice(at, into.end);
  let behind = into.end;
  while (text.startsWith(backslash, behind)) behind += length;
  const run = (behind - at) / length;
  const letter = text.charCodeAt(behind);
  into.backslashes = run;
  into.end = behind;
  if (letter === 110 || letter === 114) {
    into.code = NEWLINE;
    into.end = behind + 1;
    return;
  }
  if (letter !== 37 && !isQuote(meaningOf(letter))) return;
  const quote = newCharacter();
  if (!isQuote(readCharacter(text, behind, quote)) || quote.percents > percents) return;
  into.code = quote.code;
  into.end = quote.end;
}

/** The character of more than one UTF-8 byte that begins with a percent-encoded byte. */
function readBytes(text: string, at: number, length: number, first: number, into: Character): number {
  const more = first < 0xc2 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 0;
  if (more === 0) return 37;
  const opening = text.slice(at, at + length - 2);
  let code = first & (more === 1 ? 0x1f : 0x0f);
  for (let byte = 1; byte <= more; byte += 1) {
    const start = at + byte * length;
    const next = text.startsWith(opening, start) ? hexAt(text, start + length - 2, 2) : -1;
    if (next >> 6 !== 2) return 37;
    code = (code << 6) | (next & 0x3f);
  }
  into.end = at + (more + 1) * length;
  return meaningOf(code);
}

const ENTITY = /&(?:amp;)*(?:(quot|apos|lt|gt|nbsp|equals|colon|#[0-9]{1,5}|#x[0-9a-f]{1,5});)?/iy;
const NAMED = new Map([
  ['quot', DOUBLE_QUOTE],
  ['apos', APOSTROPHE],
  ['lt', 60],
  ['gt', 62],
  ['nbsp', SPACE],
  ['equals', 61],
  ['colon', 58],
]);

function readEntity(text: string, at: number, into: Character): void {
  into.code = 38;
  ENTITY.lastIndex = at;
  const match = ENTITY.exec(text);
  if (!match || match[0].length === 1) return;
  into.style = 'entity';
  into.end = at + match[0].length;
  const name = match[1]?.toLowerCase();
  if (name === undefined) return;
  const number = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  into.code = NAMED.get(name) ?? meaningOf(number);
}

/** cmd writes `"` as `^"`, and one inside of quotes as `^\^"`. */
function readCaret(text: string, at: number, into: Character): void {
  into.code = 94;
  let end = at + 1;
  if (text.charCodeAt(end) === 92 && text.charCodeAt(end + 1) === 94) {
    into.backslashes = 1;
    end += 2;
  }
  const next = text.charCodeAt(end);
  if (next === 10 || next === 13) {
    into.code = SPACE;
    into.end = end;
  } else if (isQuote(next) || next === 37 || next === 38) {
    into.code = next;
    into.style = 'caret';
    into.end = end + 1;
  } else into.backslashes = 0;
}

function hexAt(text: string, at: number, length: number): number {
  let value = 0;
  for (let offset = at; offset < at + length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (!isHex(code)) return -1;
    value = value * 16 + (code < 58 ? code - 48 : (code | 32) - 87);
  }
  return value;
}

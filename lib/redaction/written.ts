/** A character as it can be read at an offset, in small letters, and where its writing ends. */
export interface Written {
  readonly character: string;
  readonly end: number;
}

const ENCODED = /%(?:25){0,7}([0-9a-f]{2})/iy;
const ENCODED_PERCENT = /%(?:25){1,8}/y;
const UNICODE = /\\{1,7}u([0-9a-f]{4})/iy;
const SLASH = /\\{1,7}\//y;
const DECODER = new TextDecoder();
const AMPERSAND = /&(?:amp;){1,3}/y;

/**
 * Ways to read what is written at an offset as one character: as it stands, percent-encoded however often, escaped in
 * JSON, as an HTML entity, as a query's `+`. Empty at the end of the text. Bounded.
 */
export function writtenAt(text: string, at: number): Written[] {
  const code = text.codePointAt(at);
  if (code === undefined) return [];
  const plain = String.fromCodePoint(code);
  const readings: Written[] = [{ character: plain.toLowerCase(), end: at + plain.length }];
  if (plain === '%') readings.push(...encodedAt(text, at));
  if (plain === '\\') readings.push(...escapedAt(text, at));
  if (plain === '&') readings.push(...readAs('&', AMPERSAND, text, at));
  if (plain === '+') readings.push({ character: ' ', end: at + 1 });
  return readings;
}

/** One that begins a percent-encoding may stand for the character, or for a percent sign that is encoded again. */
function encodedAt(text: string, at: number): Written[] {
  const readings: Written[] = [];
  const bytes: number[] = [];
  let end = at;
  for (let wanted = 1; bytes.length < wanted; wanted = lengthOf(bytes[0] ?? 0)) {
    ENCODED.lastIndex = end;
    const byte = ENCODED.exec(text)?.[1];
    if (byte === undefined) break;
    bytes.push(Number.parseInt(byte, 16));
    end = ENCODED.lastIndex;
  }
  if (bytes.length > 0) {
    readings.push({ character: characterOf(bytes).toLowerCase(), end });
  }
  ENCODED_PERCENT.lastIndex = at;
  const length = ENCODED_PERCENT.exec(text)?.[0].length ?? 0;
  for (let size = 3; size <= length; size += 2) readings.push({ character: '%', end: at + size });
  return readings;
}

function characterOf(bytes: readonly number[]): string {
  const [first = 0] = bytes;
  return first < 0x80 ? String.fromCharCode(first) : DECODER.decode(Uint8Array.from(bytes));
}

/** How many bytes a character has in UTF-8 by its first one. */
function lengthOf(first: number): number {
  if (first < 0xc0) return 1;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function escapedAt(text: string, at: number): Written[] {
  UNICODE.lastIndex = at;
  const unit = UNICODE.exec(text)?.[1];
  if (unit === undefined) return readAs('/', SLASH, text, at);
  const high = String.fromCharCode(Number.parseInt(unit, 16));
  const end = UNICODE.lastIndex;
  UNICODE.lastIndex = end;
  const next = /[\ud800-\udbff]/.test(high) ? UNICODE.exec(text)?.[1] : undefined;
  return next === undefined
    ? [{ character: high.toLowerCase(), end }]
    : [{ character: high + String.fromCharCode(Number.parseInt(next, 16)), end: UNICODE.lastIndex }];
}

function readAs(character: string, writing: RegExp, text: string, at: number): Written[] {
  writing.lastIndex = at;
  return writing.test(text) ? [{ character, end: writing.lastIndex }] : [];
}

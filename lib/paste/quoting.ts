/**
 * How a string is quoted: the mark itself, and the backslashes before it, which tell how deeply it is escaped.
 * `mark` is `"`, `'`, a backtick, or an escape of one such as `&quot;`, `\u0022` and `%22`.
 */
export interface Quote {
  readonly mark: string;
  readonly depth: number;
  /** Length of the whole: backslashes and mark. */
  readonly length: number;
}

const OPENING = /(\\{0,15})(["'`]|u002[27]|&quot;|&apos;|&#3[49];|&#x2[27];|%(?:25){0,3}2[27])/iy;
const BEFORE = /(\\{0,15})(["'`]|(?<=\\)u002[27]|&quot;|&apos;|&#3[49];|&#x2[27];|%(?:25){0,3}2[27])$/i;

/** The quote that stands at `at`; null when none does. */
export function quoteAt(text: string, at: number): Quote | null {
  OPENING.lastIndex = at;
  return read(OPENING.exec(text));
}

/** The quote that ends just before `at`; null when none does. */
export function quoteBefore(text: string, at: number): Quote | null {
  const code = text.charCodeAt(at - 1);
  // Quotes and what ends an escaped one: `;` and the digits of a code.
  if (code !== 0x22 && code !== 0x27 && code !== 0x60 && code !== 0x3b && code !== 0x32 && code !== 0x37)
    return null;
  return read(BEFORE.exec(text.slice(Math.max(0, at - 24), at)));
}

function read(found: RegExpExecArray | null): Quote | null {
  if (found === null) return null;
  const [whole, slashes = '', mark = ''] = found;
  if (mark.startsWith('u') && slashes === '') return null;
  return { mark: mark.toLowerCase(), depth: slashes.length, length: whole.length };
}

/** Whether two quotes can open and close the same string. */
export function isSameQuote(a: Quote, b: Quote): boolean {
  return a.mark === b.mark && a.depth === b.depth;
}

/**
 * Where the string ends whose opening quote ends at `from`: the offset of its closing quote, or -1 where none comes
 * within `limit`. A quote that is escaped more deeply stands inside of the string.
 */
export function closingQuote(text: string, from: number, quote: Quote, limit: number): number {
  const step = quote.mark.length;
  const plain = quote.mark.length === 1;
  const end = Math.min(text.length, limit);
  for (let at = from; at < end; at += 1) {
    if (plain ? text.charCodeAt(at) !== quote.mark.charCodeAt(0) : !startsWithMark(text, at, quote.mark))
      continue;
    let slashes = 0;
    while (at - slashes - 1 >= from && text.charCodeAt(at - slashes - 1) === 0x5c) slashes += 1;
    if (closes(slashes, quote.depth)) return at - Math.min(slashes, quote.depth);
    at += step - 1;
  }
  return -1;
}

/**
 * Whether a mark behind so many backslashes closes a string that was opened behind `depth`: each level of escaping
 * doubles those of the content. Fewer than at the opening show that the text around it ended.
 */
function closes(slashes: number, depth: number): boolean {
  return slashes < depth || slashes % (2 * (depth + 1)) === depth;
}

/** Offset behind the closing quote whose string ends at `at`. */
export function behindQuote(text: string, at: number, quote: Quote): number {
  let end = at;
  while (text.charCodeAt(end) === 0x5c && end - at < quote.depth) end += 1;
  return end + quote.mark.length;
}

function startsWithMark(text: string, at: number, mark: string): boolean {
  const first = text.charCodeAt(at);
  return (
    (first === 0x75 || first === 0x26 || first === 0x25) &&
    text.slice(at, at + mark.length).toLowerCase() === mark
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: ' ',
};

/** A value as it reads: escapes of JSON and HTML undone. For people and for comparison, not for parsing. */
export function unescaped(value: string): string {
  if (!/[\\&]/.test(value)) return value;
  return value
    .replace(/\\+(u[0-9a-fA-F]{4}|[nrtbf"'/\\`])/g, (_, character: string) => escapedCharacter(character))
    .replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
}

function escapedCharacter(character: string): string {
  switch (character[0]) {
    case 'u':
      return String.fromCharCode(Number.parseInt(character.slice(1), 16));
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'b':
    case 'f':
      return ' ';
    default:
      return character;
  }
}

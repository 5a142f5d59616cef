/** What word processors, mail programs and keyboards put in place of plain characters; one unit for one unit. */
const PLAIN: ReadonlyMap<number, string> = new Map([
  ...[...'“”„‟«»＂″'].map((quote): [number, string] => [quote.charCodeAt(0), '"']),
  ...[...'‘’‚‛＇′'].map((quote): [number, string] => [quote.charCodeAt(0), "'"]),
  ...[
    ...'\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\ufeff',
  ].map((space): [number, string] => [space.charCodeAt(0), ' ']),
  ...[...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'].map((dash): [number, string] => [
    dash.charCodeAt(0),
    '-',
  ]),
  ...[...'\u2028\u2029\u0085'].map((line): [number, string] => [line.charCodeAt(0), '\n']),
]);

/** Everything that has a plain counterpart, full-width letters and signs included. */
const FANCY =
  /[\u0085\u00a0«»\u1680\u2000-\u200b\u2010-\u2015\u2018-\u201f\u2028\u2029\u202f\u2032\u2033\u205f\u2212\u3000\ufeff\uff01-\uff5e]/;
const FANCY_RUN = new RegExp(`${FANCY.source}+`, 'g');

/**
 * The text as it is parsed: quotes, spaces, dashes and full-width characters as plain ones, everything in its place,
 * so that offsets into it are offsets into the text. What stands between plain quotes, or in an element of XML, stays:
 * there such characters are part of a value. A text of plain characters is returned as it is.
 */
export function shadowOf(text: string): string {
  if (!FANCY.test(text)) return text;
  const parts: string[] = [];
  let from = 0;
  let line = lineAt(text, 0);
  for (const { 0: run, index } of text.matchAll(FANCY_RUN)) {
    if (index >= line.end) line = lineAt(text, index);
    if (isInValue(text, line, index)) continue;
    parts.push(text.slice(from, index), plain(run));
    from = index + run.length;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

function plain(run: string): string {
  let out = '';
  for (let at = 0; at < run.length; at += 1) {
    const code = run.charCodeAt(at);
    out +=
      PLAIN.get(code) ?? (code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : run[at]);
  }
  return out;
}

/** A line that is walked through, value by value. */
interface Line {
  readonly end: number;
  /** How far it was walked through. */
  at: number;
  /** The last value: between plain quotes, or in an element. */
  from: number;
  to: number;
  /** Whether the last value is one at all; null where nobody looked yet. */
  torn: boolean | null;
  /** Openings that nothing closes: what has no end once has none further on. */
  readonly endless: Set<number>;
}

function lineAt(text: string, within: number): Line {
  const before = text.lastIndexOf('\n', within - 1) + 1;
  const behind = text.indexOf('\n', within);
  const end = behind === -1 ? text.length : behind;
  return { end, at: before, from: before, to: before, torn: null, endless: new Set() };
}

/** Whether the offset stands in a value. Offsets must rise. */
function isInValue(text: string, line: Line, offset: number): boolean {
  while (line.to <= offset && line.at < offset) nextValue(text, line, offset);
  if (offset < line.from || offset >= line.to) return false;
  line.torn ??= isTorn(text.slice(line.from, line.to));
  return !line.torn;
}

const DOUBLE = 0x22;
const SINGLE = 0x27;
const OPEN_TAG = 0x3c;
const CLOSE_TAG = 0x3e;

/** Goes on to the next value that begins before `until`. */
function nextValue(text: string, line: Line, until: number): void {
  for (let at = line.at; at < until; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== DOUBLE && code !== CLOSE_TAG && (code !== SINGLE || !opensString(text, at))) continue;
    const depth = code === CLOSE_TAG ? 0 : backslashesBefore(text, at);
    const kind = code * 32 + depth;
    if (line.endless.has(kind)) continue;
    const close =
      code === CLOSE_TAG ? nextCode(text, at, line.end, OPEN_TAG) : closingQuote(text, at, line.end, depth);
    if (close === -1) line.endless.add(kind);
    else if (code !== CLOSE_TAG || text[close + 1] === '/') {
      line.from = at + 1;
      line.to = close;
      line.torn = null;
      line.at = code === CLOSE_TAG ? close : close + 1;
      return;
    }
  }
  line.at = until;
}

function nextCode(text: string, from: number, end: number, code: number): number {
  for (let at = from + 1; at < end; at += 1) if (text.charCodeAt(at) === code) return at;
  return -1;
}

/** The next quote of the same kind that is escaped as deeply; a single one only where a value may end. */
function closingQuote(text: string, open: number, end: number, depth: number): number {
  const quote = text.charCodeAt(open);
  for (let at = nextCode(text, open, end, quote); at !== -1; at = nextCode(text, at, end, quote)) {
    if (backslashesBefore(text, at) !== depth) continue;
    if (quote === DOUBLE || /^[\s,:;)}\]\\]?$/.test(text[at + 1] ?? '')) return at;
  }
  return -1;
}

function backslashesBefore(text: string, at: number): number {
  let count = 0;
  while (count < 16 && text.charCodeAt(at - count - 1) === 0x5c) count += 1;
  return count;
}

/** An apostrophe opens no string. */
function opensString(text: string, at: number): boolean {
  return /^[\s{[(,:=\\]?$/.test(text[at - 1] ?? '');
}

/** Where only some of the quotes were replaced, a string seems to go on over a colon between two of them. */
function isTorn(value: string): boolean {
  return /[“”„«»]\s{0,4}:\s{0,4}[“”„«»]/.test(value);
}

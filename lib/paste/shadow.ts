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
  let line: ValuesOfLine | null = null;
  for (const { 0: run, index } of text.matchAll(FANCY_RUN)) {
    if (line === null || index >= line.end) line = valuesOfLine(text, index);
    if (isInValue(line, index)) continue;
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

/** Where values stand in a line: offsets in pairs, in order. */
interface ValuesOfLine {
  readonly end: number;
  readonly edges: readonly number[];
  next: number;
}

function isInValue(line: ValuesOfLine, at: number): boolean {
  while (line.next < line.edges.length && (line.edges[line.next + 1] ?? 0) <= at) line.next += 2;
  return at >= (line.edges[line.next] ?? Number.POSITIVE_INFINITY);
}

/** The strings between plain quotes, and the texts of elements, in the line that holds the offset. */
function valuesOfLine(text: string, within: number): ValuesOfLine {
  const before = text.lastIndexOf('\n', within - 1) + 1;
  const behind = text.indexOf('\n', within);
  const end = behind === -1 ? text.length : behind;
  const edges: number[] = [];
  // What has no end once has none further on.
  const endless = new Set<string>();
  for (let at = before; at < end; at += 1) {
    const mark = text[at] ?? '';
    if (mark !== '"' && mark !== '>' && (mark !== "'" || !opensString(text, at))) continue;
    const depth = mark === '>' ? 0 : backslashesBefore(text, at);
    if (endless.has(mark + depth)) continue;
    const close = mark === '>' ? nextTag(text, at, end) : closingQuote(text, at, end, depth);
    if (close === -1) endless.add(mark + depth);
    else if (mark === '>' ? text[close + 1] === '/' : !isTorn(text.slice(at + 1, close))) {
      edges.push(at + 1, close);
      at = close - (mark === '>' ? 1 : 0);
    }
  }
  return { end, edges, next: 0 };
}

function nextTag(text: string, from: number, end: number): number {
  for (let at = from + 1; at < end; at += 1) if (text.charCodeAt(at) === 0x3c) return at;
  return -1;
}

/** The next quote of the same kind that is escaped as deeply; a single one only where a value may end. */
function closingQuote(text: string, open: number, end: number, depth: number): number {
  const quote = text.charCodeAt(open);
  for (let at = open + 1; at < end; at += 1) {
    if (text.charCodeAt(at) !== quote || backslashesBefore(text, at) !== depth) continue;
    if (quote === 0x22 || /^[\s,:;)}\]\\]?$/.test(text[at + 1] ?? '')) return at;
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

import type { HeaderFact, Span } from './facts';

/** The most headers of one message, and the most characters of one value, that are read. */
const MAX_HEADERS = 120;
const MAX_HEADER_VALUE = 4_000;

/** What transcripts, logs and mail programs put before a line. */
const PREFIX = String.raw`[ \t]*(?:\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?[ \t]+|\[[\w :.,+-]{1,40}\][ \t]+|\d{4}-\d\d-\d\d[T ][\d:.,Z+-]{8,20}[ \t]+|[0-9a-f]{4}: )?(?:(?:<=|=>|[<>|])[ \t]{0,2}){0,4}`;
const HEADER_LINE = new RegExp(`${PREFIX}([A-Za-z][A-Za-z0-9-]{0,60}):[ \\t]*`, 'y');
const BLANK_LINE = new RegExp(`${PREFIX}[ \\t\\r]*(?=\\n|$)`, 'y');
/** What curl says in between: its own remarks, and how much data passed. */
const REMARK_LINE = new RegExp(
  `${PREFIX}(?:\\* |== Info|[{}] \\[\\d+ bytes data\\]|\\[HTTP/[23]\\] |% Total|Dload |\\d{1,3} +[\\d.kMG]+ +\\d{1,3} +[\\d.kMG]+ )`,
  'y',
);
/** All that may stand before the content of a line. */
const BEFORE_CONTENT = new RegExp(`^${PREFIX}["'\`]?$`);
const LINE_END = /[^\r\n]*/y;

/** The headers that follow a request or status line, and where they end. */
export interface HeaderBlock {
  readonly headers: readonly HeaderFact[];
  /** Offset behind the blank line that ends the block, else of the first line that is no header. */
  readonly end: number;
  /** Whether a blank line ends it: then all headers are there. */
  readonly closed: boolean;
}

/** Reads header lines from the beginning of a line on. */
export function readHeaderBlock(text: string, lineStart: number): HeaderBlock {
  const headers: HeaderFact[] = [];
  let at = lineStart;
  while (at < text.length && headers.length < MAX_HEADERS) {
    if (test(REMARK_LINE, text, at)) {
      at = nextLine(text, at);
      continue;
    }
    const blank = length(BLANK_LINE, text, at);
    if (blank !== null) return { headers, end: nextLine(text, at + blank), closed: headers.length > 0 };
    HEADER_LINE.lastIndex = at;
    const found = HEADER_LINE.exec(text);
    if (found === null) break;
    const from = at + found[0].length;
    const lineEnd = endOfLine(text, from);
    const to = trimmedEnd(text, from, Math.min(lineEnd, from + MAX_HEADER_VALUE));
    const name = (found[1] ?? '').toLowerCase();
    const start = from - found[0].length + found[0].lastIndexOf(found[1] ?? '');
    headers.push({ name, value: text.slice(from, to), span: [start, to] });
    at = nextLine(text, lineEnd);
  }
  return { headers, end: at, closed: false };
}

/** Where the content of the line begins that `at` stands in, and what stands before `at` in it. */
export function isLineStart(text: string, at: number): boolean {
  const lineStart = startOfLine(text, at, 90);
  if (lineStart === null) return false;
  const before = text.slice(lineStart, at);
  return before === '' || BEFORE_CONTENT.test(before);
}

/** Offset of the beginning of a line; null where it is more than `reach` characters away. */
export function startOfLine(text: string, at: number, reach: number): number | null {
  const stop = Math.max(0, at - reach);
  for (let start = at; start >= stop; start -= 1) {
    if (start === 0) return 0;
    const code = text.charCodeAt(start - 1);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(start) !== 0x0a)) return start;
  }
  return null;
}

/** Offset of the end of the line that `at` stands in. */
export function endOfLine(text: string, at: number): number {
  LINE_END.lastIndex = at;
  return at + (LINE_END.exec(text)?.[0].length ?? 0);
}

/** Offset of the next line, from any place in a line. */
export function nextLine(text: string, at: number): number {
  const end = endOfLine(text, at);
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(text.length, end + 1);
}

/** A span without the white space at its ends. */
export function trimSpan(text: string, [start, end]: Span): Span {
  let from = start;
  while (from < end && text.charCodeAt(from) <= 0x20) from += 1;
  return [from, trimmedEnd(text, from, end)];
}

function trimmedEnd(text: string, from: number, end: number): number {
  let to = end;
  while (to > from && text.charCodeAt(to - 1) <= 0x20) to -= 1;
  return to;
}

/** Offset of the first line from `at` on that is neither blank nor a remark of curl. */
export function skipRemarks(text: string, lineStart: number): number {
  let at = lineStart;
  for (let lines = 0; at < text.length && lines < 200; lines += 1) {
    const blank = length(BLANK_LINE, text, at);
    if (blank === null && !test(REMARK_LINE, text, at)) return at;
    at = nextLine(text, at + (blank ?? 0));
  }
  return at;
}

function test(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function length(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? null;
}

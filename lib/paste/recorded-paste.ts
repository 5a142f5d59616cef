import { type RecordedLine, type RecordedPlace, readRecordedLine } from '@/lib/evidence/recorded-push';
import { hasMeantLines, type RecordedText, readRecordedText } from '@/lib/evidence/recorded-text';
import { readDate } from '@/lib/evidence/time';
import { redact } from '@/lib/redaction/redact';
import { decode } from './decode';
import type { Facts } from './facts';
import { readPaste } from './read-paste';
import { callsIn, halvesOf, piecesOf } from './recorded-pieces';
import type { Vocabulary } from './vocabulary';

/** What a client's log, a HAR or a recorder's own lines tell of a source's calls. */
export interface RecordedPaste {
  /** In the order of the text, without secrets. */
  readonly lines: readonly RecordedLine[];
  /** What was there and is no call of this source that could be recorded, and why; the most frequent first. */
  readonly leftOut: readonly LeftOut[];
}

/** Why so many parts of a text were left out, a sentence. */
export interface LeftOut {
  readonly why: string;
  readonly count: number;
}

/** Why calls are left out that `assumedZone` would place. */
export const NO_ZONE = 'It shows no time with its zone, so it has no place on the timeline.';

/** The most calls, or lines of a recorder, that are read of one text: its first ones, so that no time between is left out. */
const MOST_LINES = 5_000;
/** Whatever stands in a field for codes is read anyhow. */
const NO_WORDS: Vocabulary = { codes: [], phrases: [] };
/** So far before a call its time may stand, in characters: at the beginning of its line. */
const BEFORE = 120;

/**
 * Reads calls to the Push API of one source from a text: a recorder's own lines, or whatever the paste reader knows
 * (HAR, transcripts, logs of clients). Never throws. A call counts only with its time, its request and its answer;
 * nothing is made up. `assumedZone` (`Z`, `+01:00`) is the zone of times that show none, where somebody says it.
 */
export function readRecordedPaste(
  input: string | Uint8Array,
  place: RecordedPlace,
  assumedZone: string | null = null,
): RecordedPaste {
  const raw = decode(input);
  const own = redact(raw);
  const told = readRecordedText(own, place, MOST_LINES);
  if (told.lines.length > 0) return ownLines(told);
  const logged = readLog(raw, place, assumedZone);
  // What a log reader says of a recorder's lines would not tell why each was refused.
  return logged.lines.length === 0 && hasMeantLines(told) ? ownLines(told) : logged;
}

/** What a recorder's own lines tell. */
function ownLines({ lines, refused, leftOut }: RecordedText): RecordedPaste {
  const counts = new Map<string, number>();
  for (const { why } of refused) counts.set(why, (counts.get(why) ?? 0) + 1);
  if (leftOut > 0) counts.set(`Only the first ${MOST_LINES} lines of a text are read.`, leftOut);
  return { lines: lines.map(({ read }) => read), leftOut: mostFirst(counts) };
}

/** What a client's log or a HAR tells. */
function readLog(raw: string, place: RecordedPlace, assumedZone: string | null): RecordedPaste {
  const counts = new Map<string, number>();
  const leaveOut = (why: string, count = 1) => {
    if (count > 0) counts.set(why, (counts.get(why) ?? 0) + count);
  };
  const lines: RecordedLine[] = [];
  const beyond = `Only the first ${MOST_LINES} calls of a text are read: add the others by themselves.`;
  const left = piecesOf(raw);
  for (let piece = left.shift(); piece !== undefined; piece = left.shift()) {
    if (lines.length >= MOST_LINES) {
      leaveOut(beyond, callsIn(piece));
      continue;
    }
    const paste = readPaste(piece.text, NO_WORDS, { now: place.now });
    const halves = paste.exchangesLeftOut === 0 ? null : halvesOf(piece);
    if (halves !== null) {
      left.unshift(...halves);
      continue;
    }
    for (const [index, facts] of paste.exchanges.entries()) {
      const next = paste.exchanges[index + 1]?.span[0] ?? paste.text.length;
      const read = callOf(facts, next, place, assumedZone);
      if (typeof read === 'string') leaveOut(read);
      else lines.push(read);
    }
    leaveOut('Too many calls in one text: these were not read.', paste.exchangesLeftOut);
  }
  leaveOut(beyond, lines.length - MOST_LINES);
  return { lines: lines.slice(0, MOST_LINES), leftOut: mostFirst(counts) };
}

/** The call of an exchange, or why there is none. `next` is where the next exchange begins. */
function callOf(
  facts: Facts,
  next: number,
  place: RecordedPlace,
  assumedZone: string | null,
): RecordedLine | string {
  const { request } = facts;
  const url = request?.url ?? null;
  if (url === null) return 'It shows no request with an address.';
  if (!url.path.includes('/push/v1/')) return 'It is no call to the Push API.';
  if (request?.method == null) return 'It does not show the method of the request.';
  const status = facts.status?.value ?? namedStatus(facts.text.slice(url.span[1], next));
  if (status === null) return 'It shows no answer; that none came is not taken for granted.';
  const at = timeOf(facts, assumedZone);
  if (at === null) return NO_ZONE;
  const parameter = (name: string) => url.parameters.find((one) => one.name === name)?.value ?? null;
  const named = (name: string) => facts.identifiers.find((one) => one.name === name)?.value ?? null;
  const { payload } = facts;
  const line = {
    at,
    method: request.method.value,
    path: url.value,
    status,
    errorCode: codeOf(facts),
    requestId: named('requestId'),
    orderingId: parameter('orderingId'),
    fileId: parameter('fileId'),
    documentId: parameter('documentId'),
    items: payload === null ? null : payload.addOrUpdate + payload.deletes,
  };
  const read = readRecordedLine(line, place);
  return read.ok ? read.line : read.why;
}

/** So far behind an address its answer may stand, in characters. */
const BEHIND = 600;
/** A number before one of these says how much came, or how long it took: “Response: 512 bytes”, “returned 500 results”. */
const AMOUNTS =
  'ms|milliseconds?|s|sec|seconds?|b|[km]i?b|bytes?|chars?|characters?|lines?|items?|documents?|docs?|rows?|records?|results?|entries|objects?|files?|times?';
/** What names an answer in logs of clients: “Response: 202”, “<-- 202”, “response headers after 12.3ms - 202”. */
const NAMED = new RegExp(
  String.raw`(?:\b(?:response|status|status code|answer|answered|returned)"?\s?[:=]?\s?|(?:<--|[-=]>|→)\s?|\bheaders after [\d.,]{1,20}\s?ms - )([1-5]\d\d)(?![\d.,]*\d)\b(?!\s(?:${AMOUNTS})\b)`,
  'i',
);

/**
 * The status that a log's line names as one, where the paste reader, which looks for what went wrong, sees none: it
 * stands behind the address, before the next call.
 */
function namedStatus(behind: string): number | null {
  const [, status] = NAMED.exec(behind.slice(0, BEHIND)) ?? [];
  return status === undefined ? null : Number(status);
}

/**
 * A code in its field; else, of an answer that is an error, the first word after its status that is written as Coveo
 * writes codes.
 */
function codeOf({ codes, status, text, span }: Facts): string | null {
  const inField = codes.find(({ from }) => from === 'field')?.value;
  if (inField !== undefined || status === null || status.value < 400) return inField ?? null;
  const after = text.slice(status.span[1], Math.max(status.span[1], span[1], lineEnd(text, status.span[1])));
  return /\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\b/.exec(after)?.[0] ?? null;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

const BARE = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?/;
const MOMENT = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?\s?(?:Z|UTC|[+-]\d{2}:?\d{2})/;

/**
 * When a call was made: by its answer's `Date`, the start that a HAR gives, or the first moment that stands with it.
 */
function timeOf({ response, text, span }: Facts, assumedZone: string | null): string | null {
  const header = response?.headers.find(({ name }) => name === 'date')?.value;
  const dated = header === undefined ? Number.NaN : Date.parse(header);
  if (!Number.isNaN(dated)) return readDate(dated);
  const [start, end] = span;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const from = start - lineStart <= BEFORE ? lineStart : start;
  const own = text.slice(from, end);
  const started = /"startedDateTime"\s*:\s*"([^"]{10,40})"/.exec(own)?.[1];
  const moment = started ?? MOMENT.exec(own)?.[0] ?? inZone(BARE.exec(own)?.[0], assumedZone);
  if (moment === undefined) return null;
  return readDate(
    moment
      .replace(' ', 'T')
      .replace(',', '.')
      .replace(/\s?UTC$/, 'Z')
      .replace(/\s(?=[+-])/, ''),
  );
}

function inZone(moment: string | undefined, zone: string | null): string | undefined {
  return moment === undefined || zone === null ? undefined : `${moment}${zone}`;
}

function mostFirst(counts: ReadonlyMap<string, number>): LeftOut[] {
  return [...counts].map(([why, count]) => ({ why, count })).sort((a, b) => b.count - a.count);
}

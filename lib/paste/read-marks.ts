import { isConsolePage, readAddress } from './coveo-address';
import { readCurl } from './curl-command';
import type { Span, UrlFacts } from './facts';
import { readField } from './field';
import { FIELD_WORDS, nameOfField } from './field-name';
import { HEADER_WORDS, isHeaderName, readHeader } from './header-name';
import { isLineStart, nextLine, readHeaderBlock, startOfLine } from './http-text';
import { type Lexicon, lexiconOf } from './lexicon';
import {
  type CodeMark,
  type FieldMark,
  isErrorField,
  type Mark,
  type RequestMark,
  type StatusMark,
} from './marks';
import { orderingInWords } from './ordering-mention';
import { readPowerShell } from './powershell-command';
import { METHOD_WORDS, readRequestLine, statusAfter } from './request-line';
import { readSign, SIGN_WORDS } from './sign';
import { readStatus } from './status';
import { TABLE_WORDS } from './table-words';
import { readTag, TAG_WORDS } from './tag';
import type { Vocabulary } from './vocabulary';
import type { WordHit, WordScan } from './words';

/** Words that documents are told by, for the lexicon. */
const DOCUMENT_WORDS =
  'documentlogentries addorupdate privilegeevaluationresultcodes evaluationreport approved datetime task entries delete uploaduri documentid fileextension compressedbinarydata compressedbinarydatafileid data createdate startdate triggeredby resourcetype';

/** The lexicon of a vocabulary with all words that structure is recognised by. */
export function lexiconFor(vocabulary: Vocabulary): Lexicon {
  return lexiconOf(vocabulary, [
    ['address', 'http https'],
    ['method', METHOD_WORDS],
    ['command', 'curl invoke irm iwr'],
    ['field', FIELD_WORDS],
    ['header', HEADER_WORDS],
    ['tag', TAG_WORDS],
    ['sign', SIGN_WORDS],
    ['document', DOCUMENT_WORDS],
    ['table', TABLE_WORDS],
    ['ordering', 'ordering orderingid ordering_id'],
  ]);
}

/** A stretch that is not read for marks, such as a push payload, but for ids in fields, or for addresses and names. */
export interface Unread {
  readonly span: Span;
  readonly but: 'nothing' | 'ids' | 'names';
}

/** Everything that is recognised in a text, in order, outside of what is read otherwise. */
export function readMarks(text: string, scan: WordScan, lexicon: Lexicon, unread: readonly Unread[]): Mark[] {
  const marks: Mark[] = [];
  let zone = 0;
  let skipTo = 0;
  let headersTo = 0;
  let tunnelTo = -1;
  // A command is read once, or a text full of their beginnings would be read over and over.
  let commandsFrom = 0;
  for (const hit of scan.hits) {
    if (hit.start < skipTo) continue;
    while (zone < unread.length && (unread[zone]?.span[1] ?? 0) <= hit.start) zone += 1;
    const here = unread[zone];
    const inZone = here !== undefined && hit.start >= here.span[0];
    if (inZone && !isReadIn(here, hit)) continue;
    switch (hit.role) {
      case 'command': {
        if (hit.start < commandsFrom) break;
        const found = readCommand(text, hit);
        if (found === null) break;
        commandsFrom = found.end;
        if (found.command === null) break;
        marks.push(found.command);
        skipTo = found.end;
        break;
      }
      case 'method': {
        const line = readRequestLine(text, hit);
        if (line === null) break;
        if (line.type === 'tunnel') {
          tunnelTo = tunnelEnd(text, line.end);
          skipTo = readHeaderBlock(text, nextLine(text, line.end)).end;
        } else {
          marks.push(line);
          skipTo = Math.max(line.end, line.request.body?.[1] ?? 0);
          const span = line.request.headers.length > 0 ? null : statusAfter(text, line);
          if (span === null) break;
          const value = Number(text.slice(...span));
          marks.push({
            type: 'status',
            start: span[0],
            end: span[1],
            value,
            form: 'keyword',
            headers: [],
            span,
          });
          skipTo = span[1];
        }
        break;
      }
      case 'address': {
        const url = readAddress(text, hit.start);
        if (url === null || text.slice(hit.end, hit.end + 1) !== ':') break;
        marks.push({ type: 'address', start: hit.start, end: url.span[1], url, role: roleOf(text, url) });
        skipTo = url.span[1];
        break;
      }
      case 'number': {
        if (hit.start < tunnelTo) break;
        const status = statusMark(text, hit);
        if (status === null) break;
        marks.push(status);
        headersTo = status.headers.length > 0 ? status.end : 0;
        break;
      }
      case 'header': {
        if (hit.start < headersTo) break;
        const header = readHeader(text, hit);
        if (header !== null) marks.push(header);
        break;
      }
      case 'field': {
        if (hit.start < headersTo) break;
        const mark = fieldMark(text, hit, lexicon.codes);
        if (mark !== null && !(inZone && isErrorField(mark))) marks.push(mark);
        break;
      }
      case 'tag': {
        const tag = readTag(text, hit);
        if (tag !== null) marks.push(tag);
        break;
      }
      case 'sign': {
        const sign = readSign(text, hit);
        if (sign !== null) marks.push(sign);
        break;
      }
      case 'ordering': {
        const mark = orderingInWords(text, hit);
        if (mark !== null) marks.push(mark);
        break;
      }
      case 'code':
        marks.push(codeMark(text, hit));
        break;
    }
  }
  return marks;
}

/** The code that a word is, also where it is cut by the end of a line. */
export function codeMark(text: string, { start, end }: WordHit): CodeMark {
  return { type: 'code', start, end, value: text.slice(start, end).replace(/[\s=>]+/g, '') };
}

function isReadIn({ but }: Unread, { role }: WordHit): boolean {
  switch (but) {
    case 'nothing':
      return false;
    case 'ids':
      return role === 'field';
    case 'names':
      return role === 'field' || role === 'address' || role === 'sign';
  }
}

function readCommand(text: string, hit: WordHit): { command: RequestMark | null; end: number } | null {
  if (hit.word === 'curl') return readCurl(text, hit.start, hit.end);
  const command = readPowerShell(text, hit);
  return command === null ? null : { command, end: command.end };
}

function statusMark(text: string, hit: WordHit): StatusMark | null {
  const reading = readStatus(text, hit.start);
  if (reading === null || reading.value < 200) return null;
  const { value, form } = reading;
  const span: Span = [hit.start, hit.end];
  const here: StatusMark = { type: 'status', start: hit.start, end: hit.end, value, form, headers: [], span };
  const lineStart = form === 'reason' ? null : startOfLine(text, hit.start, 90);
  const start = lineStart === null ? -1 : httpStart(text, lineStart, hit.start);
  if (lineStart === null || !isLineStart(text, start) || text[hit.end] === ',') return here;
  const block = readHeaderBlock(text, nextLine(text, hit.end));
  const [first] = block.headers;
  // Members of an object look like headers too.
  if (first === undefined || (form !== 'line' && !isHeaderName(first.name))) return { ...here, start };
  return { ...here, start, end: block.end, headers: block.headers };
}

/** Where the words of a status line begin. */
function httpStart(text: string, lineStart: number, at: number): number {
  const offset = text.slice(lineStart, at).search(/http|status|response/i);
  return offset === -1 ? at : lineStart + offset;
}

/** The answer of a proxy to CONNECT ends with its blank line. */
function tunnelEnd(text: string, at: number): number {
  const found = /HTTP\/\d(?:\.\d)? \d{3}[^\n]*/.exec(text.slice(at, at + 4_000));
  return found === null ? -1 : at + found.index + found[0].length;
}

function fieldMark(text: string, hit: WordHit, codes: ReadonlySet<string>): FieldMark | null {
  const field = readField(text, hit.start, hit.end);
  if (field === null) return null;
  const lineStart = startOfLine(text, hit.start, 40);
  const before = text.slice(lineStart ?? hit.start - 40, hit.start);
  const name = nameOfField(hit.word, before, field, codes);
  if (name === null) return null;
  const { value, span, quoted, cut } = field;
  const numeric = field.kind === 'number';
  return {
    type: 'field',
    start: hit.start,
    end: span[1],
    name,
    key: hit.word,
    value,
    span,
    quoted,
    numeric,
    cut,
  };
}

/** Words before an address that say that it was called, and not only named. */
const CALLED =
  /(?:for url:?|(?<![A-Za-z_])url["']?\s*[:=]|uri["']?\s*[:=]|requesturi:?|request to|requesting|calling|called|endpoint:?|fetch\(|to|at|request url:?|open(?:ed)? stream for|\b(?:get|put|post|delete|patch)\b(?:["'(, ]|request|to|for)*)\s{0,3}["'(<]{0,2}$/i;

function roleOf(text: string, url: UrlFacts): 'called' | 'console' | 'named' {
  if (isConsolePage(url)) return 'console';
  const before = text.slice(Math.max(0, url.span[0] - 60), url.span[0]);
  if (/upload_?uri["'\s:=]*$/i.test(before)) return 'named';
  if (url.service === 'other Coveo' && !/^\/(?:push|logs|rest)/.test(url.path)) return 'named';
  if (url.service !== 'foreign') return 'called';
  return CALLED.test(before) ? 'called' : 'named';
}

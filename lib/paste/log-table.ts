import { type LogRow, readLogRow } from '@/lib/evidence/log-row';
import type { PasteDocument } from './document';
import type { RowFact } from './facts';
import { endOfLine, nextLine, startOfLine } from './http-text';
import { parseJson } from './json-value';
import { MAX_ROWS } from './paste';
import type { WordHit } from './words';

type Column =
  | 'datetime'
  | 'task'
  | 'operation'
  | 'result'
  | 'sourceId'
  | 'id'
  | 'meta'
  | 'guid'
  | 'requestId'
  | 'resourceId';

/** Headings of the console and of the API. */
const COLUMNS: Readonly<Record<string, Column>> = {
  date: 'datetime',
  time: 'datetime',
  datetime: 'datetime',
  'date/time': 'datetime',
  'date time': 'datetime',
  'date and time': 'datetime',
  'date & time': 'datetime',
  timestamp: 'datetime',
  stage: 'task',
  task: 'task',
  step: 'task',
  operation: 'operation',
  action: 'operation',
  result: 'result',
  outcome: 'result',
  status: 'result',
  source: 'sourceId',
  'source id': 'sourceId',
  'source name': 'sourceId',
  sourceid: 'sourceId',
  item: 'id',
  'item uri': 'id',
  'item id': 'id',
  itemuri: 'id',
  'item uri/id': 'id',
  uri: 'id',
  url: 'id',
  id: 'id',
  document: 'id',
  'document id': 'id',
  documentid: 'id',
  details: 'meta',
  detail: 'meta',
  meta: 'meta',
  metadata: 'meta',
  message: 'meta',
  info: 'meta',
  reason: 'meta',
  error: 'meta',
  'error message': 'meta',
  guid: 'guid',
  'request id': 'requestId',
  requestid: 'requestId',
  extension: 'resourceId',
  resource: 'resourceId',
  'resource id': 'resourceId',
  resourceid: 'resourceId',
};

const MAX_LINE = 20_000;
/** The console's words that are not the API's with blanks. */
const STAGES: Readonly<Record<string, string>> = {
  'APPLYING EXTENSION': 'EXTENSION',
  'PUSH API': 'CONSUMING',
  'PRE-INDEXING': 'PREINDEXING',
};
const SEPARATORS: readonly Separator[] = ['\\t', '\\|', ',', ';', ' {2,}'].map((source) => ({
  source,
  plain: new RegExp(source),
  quoted: new RegExp(` *(?:"((?:[^"]|"")*)"|(.*?)) *(?:${source}|$)`, 'gy'),
}));

/** What stands between cells; `quoted` reads a cell with what ends it. */
interface Separator {
  readonly source: string;
  readonly plain: RegExp;
  readonly quoted: RegExp;
}

/** The tables of log rows in a text, as they are copied from the Log Browser or a spreadsheet, in order. */
export function readLogTables(text: string, hits: readonly WordHit[]): PasteDocument[] {
  const tables: PasteDocument[] = [];
  let from = 0;
  let last: WordHit | null = null;
  for (const hit of hits) {
    if (hit.role !== 'table' || hit.start < from || text.startsWith('":', hit.end)) continue;
    // A head has at least two of the words, in one line.
    const inOneLine =
      last !== null && hit.start - last.end < 200 && !text.slice(last.end, hit.start).includes('\n');
    last = hit;
    if (!inOneLine) continue;
    const table = readLogTable(text, hit);
    from = table?.end ?? endOfLine(text, hit.start);
    if (table !== null) tables.push(table);
  }
  return tables;
}

/** The table whose head stands in the line of the word; null where that line is no head of such a table. */
function readLogTable(text: string, hit: WordHit): PasteDocument | null {
  const lineStart = startOfLine(text, hit.start, 1_000);
  if (lineStart === null) return null;
  const head = text.slice(lineStart, Math.min(endOfLine(text, lineStart), lineStart + MAX_LINE));
  for (const separator of SEPARATORS) {
    const columns = cellsOf(head, separator).map(
      (cell) => COLUMNS[cell.trim().replace(/^\*+/, '').replace(/\*+$/, '').toLowerCase()] ?? null,
    );
    const known = new Set(columns.filter((column) => column !== null));
    const staged = ['task', 'operation', 'result'].filter((name) =>
      columns.some((column) => column === name),
    ).length;
    if (known.size >= 3 && staged >= 2) return readRows(text, lineStart, separator, columns);
  }
  return null;
}

function readRows(
  text: string,
  head: number,
  separator: Separator,
  columns: readonly (Column | null)[],
): PasteDocument | null {
  const read: RowFact[] = [];
  let total = 0;
  let at = nextLine(text, head);
  let end = at;
  while (at < text.length) {
    const lineEnd = endOfLine(text, at);
    const line = text.slice(at, Math.min(lineEnd, at + MAX_LINE));
    if (/^[\s|:-]+$/.test(line) && line.includes('-')) {
      at = nextLine(text, lineEnd);
      continue;
    }
    if (read.length >= MAX_ROWS) {
      if (!separator.plain.test(line)) break;
      total += 1;
      end = lineEnd;
      at = nextLine(text, lineEnd);
      continue;
    }
    const cells = cellsOf(line, separator);
    if (cells.length < Math.min(3, columns.length)) break;
    total += 1;
    const row = rowOf(cells, columns);
    if (row !== null) read.push({ row, span: [at, lineEnd] });
    end = lineEnd;
    at = nextLine(text, lineEnd);
  }
  if (read.length === 0) return null;
  return {
    kind: 'rows',
    start: head,
    end,
    rows: { read, total },
    activities: [],
    privileges: [],
    payload: null,
    entries: [],
  };
}

/** The cells of a line; in comma- and tab-separated tables a cell may be quoted. */
function cellsOf(line: string, separator: Separator): string[] {
  const trimmed = separator.source.includes('|') ? line.replace(/^\s*\||\|\s*$/g, '') : line;
  if (!trimmed.includes('"')) return trimmed.split(separator.plain).map((cell) => cell.trim());
  const cells: string[] = [];
  const pattern = separator.quoted;
  pattern.lastIndex = 0;
  for (
    let found = pattern.exec(trimmed);
    found !== null && cells.length < 60;
    found = pattern.exec(trimmed)
  ) {
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2]?.trim() ?? '');
    if (pattern.lastIndex >= trimmed.length) break;
  }
  return cells;
}

function rowOf(cells: readonly string[], columns: readonly (Column | null)[]): LogRow | null {
  const wire: Partial<Record<Column, string>> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index]?.trim();
    if (column === null || cell === undefined || cell === '' || cell === '-') continue;
    const known = wire[column];
    wire[column] = known === undefined ? cell : `${known} ${cell}`;
  }
  const meta = wire.meta ?? '';
  const parsed = /^[{[]/.test(meta) ? parseJson(meta) : undefined;
  const row = {
    ...wire,
    task: enumOf(wire.task),
    operation: enumOf(wire.operation),
    result: enumOf(wire.result),
    meta: meta === '' ? {} : (parsed ?? { message: meta }),
  };
  if (row.result === '' && row.task === '' && row.operation === '') return null;
  return (
    readLogRow({ ...row, datetime: dateOf(wire.datetime ?? '') }) ?? readLogRow({ ...row, datetime: UNDATED })
  );
}

/** The place in time of a row whose date cannot be read. */
const UNDATED = '2000-01-01T00:00:00.000Z';

/** A word of the console as the API's enum: “Delete older than” is DELETE_OLDER_THAN. */
function enumOf(word: string | undefined): string {
  const upper = (word ?? '').trim().toUpperCase();
  return STAGES[upper] ?? upper.replace(/[\s-]+/g, '_');
}

/** `2024-03-01 12:00:00`, with or without a zone, as ISO; anything else as it is. */
function dateOf(text: string): string {
  const found =
    /^(\d{4})[-/](\d\d)[-/](\d\d)[ T](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/.exec(
      text.trim(),
    );
  if (found === null) return text.trim();
  const [, year, month, day, time = '', zone = 'Z'] = found;
  return `${year}-${month}-${day}T${time.replace(',', '.')}${/UTC|GMT/.test(zone) ? 'Z' : zone}`;
}

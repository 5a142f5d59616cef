import { readLogRow } from '@/lib/evidence/log-row';
import type { PasteDocument } from './document';
import type { RowFact } from './facts';
import { endOfLine, nextLine, startOfLine } from './http-text';
import { parseJson } from './json-value';
import { type RowBudget, rowBudget, takesRow } from './row-budget';
import { readRowDate } from './row-date';
import { cellsOf, SEPARATORS, type Separator } from './table-cells';
import { type Column, columnOf, enumColumnOf, enumOf } from './table-words';
import type { WordHit } from './words';

const MAX_LINE = 20_000;
/** What mail programs put before a line. */
const QUOTED = /^(?:[ \t]?>){1,4}[ \t]?/;

/** How the lines of a table are read. */
interface Layout {
  readonly separator: Separator;
  readonly columns: readonly (Column | null)[];
  /** Where the columns of a head begin that is set out with blanks; empty for other tables. */
  readonly offsets: readonly number[];
  /** Whether no head names the columns: then each row must show what it is. */
  readonly headless: boolean;
}

/** The tables of log rows in a text, as they are copied from the Log Browser or a spreadsheet, in order. */
export function readLogTables(text: string, hits: readonly WordHit[]): PasteDocument[] {
  const tables: PasteDocument[] = [];
  const budget = rowBudget();
  let from = 0;
  let last: WordHit | null = null;
  for (const hit of hits) {
    if (hit.role !== 'table' || hit.start < from || text.startsWith('":', hit.end)) continue;
    // A head, or a row that is told without one, has at least two of the words in one line.
    const inOneLine =
      last !== null && hit.start - last.end < 200 && !text.slice(last.end, hit.start).includes('\n');
    last = hit;
    if (!inOneLine) continue;
    const table = readLogTable(text, hit, budget);
    from = table?.end ?? endOfLine(text, hit.start);
    if (table !== null) tables.push(table);
  }
  return tables;
}

/** The table that begins in the line of the word; null where none does. */
function readLogTable(text: string, hit: WordHit, budget: RowBudget): PasteDocument | null {
  const lineStart = startOfLine(text, hit.start, 1_000);
  if (lineStart === null) return null;
  const line = lineAt(text, lineStart);
  for (const separator of SEPARATORS) {
    const cells = cellsOf(line, separator);
    if (cells.length < 3) continue;
    const columns = cells.map(columnOf);
    const known = new Set(columns.filter((column) => column !== null));
    const staged = columns.filter((column) => column !== null && STAGED.has(column)).length;
    if (known.size >= 3 && staged >= 2) {
      const offsets = separator.blanks ? offsetsOf(line, cells) : [];
      return readRows(text, lineStart, { separator, columns, offsets, headless: false }, budget);
    }
    const told = columnsOfRow(cells);
    if (told !== null) {
      const layout = { separator, columns: told, offsets: [], headless: true };
      return readRows(text, lineStart, layout, budget);
    }
  }
  return null;
}

const STAGED: ReadonlySet<Column> = new Set(['task', 'operation', 'result']);

function lineAt(text: string, start: number): string {
  const line = text.slice(start, Math.min(endOfLine(text, start), start + MAX_LINE));
  return line.includes('>') ? line.replace(QUOTED, '') : line;
}

/** The columns of a row without a head, where task, operation and result are told by their values; null elsewhere. */
function columnsOfRow(cells: readonly string[]): (Column | null)[] | null {
  const columns: (Column | null)[] = cells.map((cell) => enumColumnOf(cell));
  const places = ['task', 'operation', 'result'] as const;
  if (places.some((name) => columns.filter((column) => column === name).length !== 1)) return null;
  for (const [index, cell] of cells.entries()) {
    if (columns[index] !== null || cell === '') continue;
    if (!columns.includes('datetime') && readRowDate(cell).dated !== 'not') columns[index] = 'datetime';
    else if (!columns.includes('id') && /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(cell)) columns[index] = 'id';
    else if (!columns.includes('sourceId') && SOURCE_ID.test(cell)) columns[index] = 'sourceId';
  }
  // What an error says stands last.
  const rest = columns.findLastIndex(
    (column, index) => column === null && /[A-Za-z]{3}/.test(cells[index] ?? ''),
  );
  if (rest !== -1 && !IDENTIFIER.test(cells[rest] ?? '')) columns[rest] = 'meta';
  return columns;
}

const SOURCE_ID = /^(?:[a-z0-9]{26}-[a-z0-9]+|[a-z0-9]+-[a-z0-9]{26})$/;
const IDENTIFIER = /^[0-9a-f-]{16,60}$/i;

/** Where each cell of a head begins. */
function offsetsOf(line: string, cells: readonly string[]): number[] {
  let from = 0;
  return cells.map((cell) => {
    const at = line.indexOf(cell, from);
    from = at + cell.length;
    return at;
  });
}

function readRows(text: string, start: number, layout: Layout, budget: RowBudget): PasteDocument | null {
  const read: RowFact[] = [];
  let total = 0;
  let at = layout.headless ? start : nextLine(text, start);
  let end = at;
  while (at < text.length) {
    const lineEnd = endOfLine(text, at);
    const line = lineAt(text, at);
    if (/^[\s|│+:=┼├┤─-]+$/.test(line) && /[-─=]/.test(line)) {
      at = nextLine(text, lineEnd);
      continue;
    }
    if (!layout.separator.plain.test(line)) break;
    if (takesRow(budget, text, at, lineEnd)) {
      const cells = cellsOfRow(line, layout);
      if (cells.length < Math.min(3, layout.columns.length)) break;
      const fact = rowOf(cells, layout);
      if (fact === null ? layout.headless : !isRow(fact)) break;
      if (fact !== null) read.push({ ...fact, span: [at, lineEnd] });
    }
    total += 1;
    end = lineEnd;
    at = nextLine(text, lineEnd);
  }
  if (read.length === 0) return null;
  return {
    kind: 'rows',
    start,
    end,
    rows: { read, total },
    activities: [],
    privileges: [],
    payload: null,
    entries: [],
  };
}

/** Words behind a table may hold its separator; a row has a date, or one of the words of the console. */
function isRow({ row, dated }: Omit<RowFact, 'span'>): boolean {
  return (
    dated !== 'not' || [row.task, row.operation, row.result].some((value) => enumColumnOf(value) !== null)
  );
}

/** In a table that is set out with blanks a cell may be empty: then the columns of the head tell the cells apart. */
function cellsOfRow(line: string, { separator, columns, offsets }: Layout): string[] {
  const cells = cellsOf(line, separator);
  if (offsets.length === 0 || cells.length >= columns.length) return cells;
  const isAligned = offsets.every((at) => at === 0 || at >= line.length || line[at - 1] === ' ');
  return isAligned ? offsets.map((at, index) => line.slice(at, offsets[index + 1]).trim()) : cells;
}

function rowOf(cells: readonly string[], { columns, headless }: Layout): Omit<RowFact, 'span'> | null {
  const wire: Partial<Record<Column, string>> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index]?.trim();
    if (column === null || cell === undefined || cell === '' || /^[-–—]$/.test(cell)) continue;
    const known = wire[column];
    wire[column] = known === undefined ? cell : `${known} ${cell}`;
  }
  const meta = wire.meta ?? '';
  const parsed = /^[{[]/.test(meta) ? parseJson(meta) : undefined;
  const task = enumOf(wire.task ?? '');
  const operation = enumOf(wire.operation ?? '');
  const result = enumOf(wire.result ?? '');
  if (result === '' && task === '' && operation === '') return null;
  if (headless && (enumColumnOf(task) !== 'task' || enumColumnOf(result) !== 'result')) return null;
  const { at, dated } = readRowDate(wire.datetime);
  const row = readLogRow({
    ...wire,
    task,
    operation,
    result,
    datetime: at,
    meta: meta === '' ? {} : (parsed ?? { message: meta }),
  });
  return row === null ? null : { row, dated };
}

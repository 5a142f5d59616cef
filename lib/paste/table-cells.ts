/** What stands between the cells of a line; `quoted` reads a cell with what ends it. */
export interface Separator {
  readonly plain: RegExp;
  readonly quoted: RegExp;
  /** Bars may stand at both ends of a line as well. */
  readonly bars: boolean;
  /** Whether a table is set out with blanks. */
  readonly blanks: boolean;
}

/** The separators of tables, the surest first: tabs, bars, semicolons, commas, blanks. */
export const SEPARATORS: readonly Separator[] = ['\\t', '[|│]', ';', ',', ' {2,}'].map((source) => ({
  plain: new RegExp(source),
  quoted: new RegExp(` *(?:"((?:[^"]|"")*)"|(.*?)) *(?:${source}|$)`, 'gy'),
  bars: source.includes('|'),
  blanks: source.startsWith(' '),
}));

const MAX_CELLS = 60;

/** The cells of a line; a cell may be quoted. */
export function cellsOf(line: string, { plain, quoted, bars }: Separator): string[] {
  const trimmed = bars ? line.replace(/^\s*[|│]|[|│]\s*$/g, '') : line;
  if (!trimmed.includes('"')) return trimmed.split(plain, MAX_CELLS).map((cell) => cell.trim());
  const cells: string[] = [];
  quoted.lastIndex = 0;
  for (
    let found = quoted.exec(trimmed);
    found !== null && cells.length < MAX_CELLS;
    found = quoted.exec(trimmed)
  ) {
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2]?.trim() ?? '');
    if (quoted.lastIndex >= trimmed.length) break;
  }
  return cells;
}

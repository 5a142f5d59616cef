import { MAX_ROWS } from './paste';

/** How many log rows were read of a paste; beyond the bound, of which kinds. */
export interface RowBudget {
  taken: number;
  /** Beyond the bound: how many rows of each kind, by the words in capitals in them. */
  readonly kinds: Map<string, number>;
}

/** So many rows of a kind that failed are read beyond the bound, and so many kinds. */
const MORE_OF_A_KIND = 5;
const MORE_KINDS = 200;
/** What tells rows apart that did not complete: results, tasks and codes. */
const KIND = /[A-Z][A-Z_]{3,60}|[Rr]ejected|[Ee]rror|[Ff]ailed|[Ss]kipped|[Ww]arning/g;
/** The result of a row that completed, as a whole value in JSON or a cell of a table. */
const COMPLETED =
  /(?:["'\t|,;>]|\s\s|&quot;)\s?(?:completed|termin[ée]e?|abgeschlossen|completad[oa])\s?(?:\\*["'\t|,;<]|\s\s|&quot;|$)/i;
const MAX_ROW_TEXT = 4_000;

/** The budget of a paste of which no row was read yet. */
export function rowBudget(): RowBudget {
  return { taken: 0, kinds: new Map() };
}

/**
 * Whether the row that stands between two offsets is to be read: the first rows are, and behind the bound some of each
 * kind that did not complete, so that many rows without a fault do not hide one with it.
 */
export function takesRow(budget: RowBudget, text: string, start: number, end: number): boolean {
  if (budget.taken < MAX_ROWS) {
    budget.taken += 1;
    return true;
  }
  if (budget.kinds.size >= MORE_KINDS) return false;
  const row = text.slice(start, Math.min(end, start + MAX_ROW_TEXT));
  if (COMPLETED.test(row)) return false;
  const kind = [...new Set(row.match(KIND))].join(' ');
  const seen = budget.kinds.get(kind) ?? 0;
  if (seen >= MORE_OF_A_KIND) return false;
  budget.kinds.set(kind, seen + 1);
  return true;
}

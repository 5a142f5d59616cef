/** How the cells of a report's tables are drawn. */
export const CELL = 'border-line border-b px-3 py-1 align-top print:px-1.5';
/** A cell with a number. */
export const NUMBER = `${CELL} text-right`;
/** The heading of a column. */
export const HEAD = 'whitespace-nowrap border-line border-b px-3 py-1 text-left font-medium print:px-1.5';
/** The heading of a column of numbers. */
export const HEAD_NUMBER =
  'whitespace-nowrap border-line border-b px-3 py-1 text-right font-medium print:px-1.5';

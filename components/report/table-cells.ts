/** How the cells of a report's tables are drawn. */
export const CELL = 'border-line border-b px-3 py-1 align-top print:px-1.5';
/** A cell with a number. */
export const NUMBER = `${CELL} text-right`;

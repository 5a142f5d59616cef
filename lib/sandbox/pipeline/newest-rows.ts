import type { Source } from '../source';
import { type Selection, type Span, totalRows, visitRows } from './journal';
import { type Block, operationAt } from './journal-block';
import type { Operation, Step } from './operation';

/** Rows beside those of a page that are sorted without narrowing the span any further, on either side of it. */
const FEW_ROWS = 4_096;

/** Where the search begins: this far back (milliseconds). */
const FIRST_SPAN_MS = 60_000;

/** Room for the ordinal of a row below its time, in one exact number: 2^22 rows, and 2^31 ms. */
const ORDINALS = 2 ** 22;

/** A source, and which of its rows are wanted. */
export interface Part {
  source: Source;
  selection: Selection;
}

/** A log row, as a place in an operation. */
export interface Row {
  source: Source;
  operation: Operation;
  step: Step;
  /** Which of the operation's steps it is. */
  index: number;
  /** Epoch milliseconds. */
  time: number;
}

function countIn(parts: readonly Part[], span: Span): number {
  return parts.reduce(
    (total, { source, selection }) => total + totalRows(source.pipeline.journal, span, selection),
    0,
  );
}

/** A time, and how many rows there are from it to the end of the window. */
interface Mark {
  time: number;
  rows: number;
}

/** Goes back from the end of the window, further each time, to where `enough` rows are, or to its beginning. */
function goBack(parts: readonly Part[], window: Span, enough: number): Mark {
  for (let width = FIRST_SPAN_MS; ; width *= 4) {
    const time = Math.max(window.from, window.to - width);
    const rows = countIn(parts, { from: time, to: window.to });
    if (rows >= enough || time === window.from) return { time, rows };
  }
}

/**
 * Halves the time between two marks, the earlier one first, until `isNear` is content with them or there is no time
 * between. A time is taken for the earlier mark where `isEarlier` says so of the rows since then.
 */
function halve(
  marks: readonly [Mark, Mark],
  rowsFrom: (time: number) => number,
  isEarlier: (rows: number) => boolean,
  isNear: (earlier: Mark, later: Mark) => boolean,
): readonly [Mark, Mark] {
  let [earlier, later] = marks;
  while (later.time - earlier.time > 1 && !isNear(earlier, later)) {
    const time = Math.floor((earlier.time + later.time) / 2);
    const rows = rowsFrom(time);
    if (isEarlier(rows)) earlier = { time, rows };
    else later = { time, rows };
  }
  return [earlier, later];
}

/**
 * Rows of some sources in a window, newest first, without the first `skip` of them: at most `take`, and whether there
 * are more. What it costs follows from what is shown, and not from what the window holds: only the rows near the page
 * are sorted, whole blocks are passed over by their counts.
 */
export function newestRows(
  parts: readonly Part[],
  window: Span,
  skip: number,
  take: number,
): { rows: Row[]; hasMore: boolean } {
  if (window.to <= window.from) return { rows: [], hasMore: false };
  const oldest = goBack(parts, window, skip + take + 1);
  const hasMore = oldest.rows > skip + take;
  if (oldest.rows <= skip) return { rows: [], hasMore };
  const rowsFrom = (time: number) => countIn(parts, { from: time, to: window.to });
  const [, end] = halve(
    [oldest, { time: window.to, rows: 0 }],
    rowsFrom,
    (rows) => rows > skip,
    (_, later) => skip - later.rows <= FEW_ROWS,
  );
  const [begin] = halve(
    [oldest, end],
    rowsFrom,
    (rows) => rows >= skip + take,
    (earlier) => earlier.rows - skip - take <= FEW_ROWS,
  );
  return { rows: sortedRows(parts, { from: begin.time, to: end.time }, skip - end.rows, take), hasMore };
}

/** A row that has not been looked at any closer. */
interface Place extends Omit<Row, 'operation'> {
  block: Block;
  place: number;
}

function sortedRows(parts: readonly Part[], span: Span, skip: number, take: number): Row[] {
  const found: Place[] = [];
  for (const { source, selection } of parts) {
    visitRows(source.pipeline.journal, span, selection, (block, place, step, index, time) => {
      found.push({ source, block, place, step, index, time });
    });
  }
  const first = found.reduce((earliest, { time }) => Math.min(earliest, time), span.to);
  const keys = Float64Array.from(found, ({ time }, ordinal) => (time - first) * ORDINALS + ordinal);
  const sorted = keys.sort().reverse();
  const shown = sorted.subarray(skip, skip + take);
  return Array.from(shown).flatMap((key) => {
    const row = found[key % ORDINALS];
    const operation = row && operationAt(row.block, row.place);
    if (!row || !operation) return [];
    const { source, step, index, time } = row;
    return [{ source, operation, step, index, time }];
  });
}

import { mix } from '../hash';
import {
  appendTo,
  type Block,
  emptyBlock,
  firstPlaceAtOrAfter,
  isFull,
  JITTER_MS,
  type Shape,
  shapeAt,
  timeAt,
} from './journal-block';
import type { Operation, Step } from './operation';

/** How long log rows are kept (article 1864). */
export const RETENTION_MS = 14 * 86_400_000;

/** The operations of a source in ascending order of time, of which all its log rows are computed when they are asked for. */
export interface Journal {
  blocks: Block[];
  /** Log rows that it stands for, the ones whose time is yet to come among them. */
  rows: number;
}

/** From this time on, up to and without that one (epoch milliseconds). */
export interface Span {
  from: number;
  to: number;
}

/** Which rows of a journal are wanted. */
export interface Selection {
  /** Of operations of a shape, which steps: bit n for the step n. It is asked once for each shape of a block. */
  stepsOf: (shape: Shape) => number;
  /** Null: of every item. */
  matchesId: ((id: string) => boolean) | null;
}

/** Every row. */
export const EVERYTHING: Selection = { stepsOf: () => -1, matchesId: null };

/** A journal with nothing in it. */
export function emptyJournal(): Journal {
  return { blocks: [], rows: 0 };
}

/** Puts an operation at the end of a journal; its time must be later than that of the one before. */
export function append(journal: Journal, operation: Operation): void {
  let block = journal.blocks.at(-1);
  if (!block || isFull(block)) {
    block = emptyBlock();
    journal.blocks.push(block);
  }
  appendTo(block, operation);
  journal.rows += operation.steps.length;
}

/** The time of a step's row: its delay and some jitter, except for the first. */
function timeOf(at: number, step: Step, index: number): number {
  return index === 0 ? at : at + step.delayMs + (mix(at, index) % JITTER_MS);
}

/** The blocks that can have rows in a span. */
function blocksIn({ blocks }: Journal, { from, to }: Span): Block[] {
  return blocks.filter(
    (block) => timeAt(block, 0) < to && timeAt(block, block.length - 1) + block.longestMs >= from,
  );
}

/** Whether all rows of a block are in a span. */
function isWithin(block: Block, { from, to }: Span): boolean {
  return timeAt(block, 0) >= from && timeAt(block, block.length - 1) + block.longestMs < to;
}

/** Told of a row: the place of its operation in a block, its step and which of the operation's steps that is, its time. */
export type RowVisitor = (block: Block, place: number, step: Step, index: number, time: number) => void;

function visitBlock(block: Block, span: Span, selection: Selection, visit: RowVisitor): void {
  const first = firstPlaceAtOrAfter(block, span.from - block.longestMs);
  visitPlaces(block, first, block.length, span, selection, visit);
}

/** Visits rows of the operations from a place up to and without `end`. */
function visitPlaces(
  block: Block,
  first: number,
  end: number,
  { from, to }: Span,
  { stepsOf, matchesId }: Selection,
  visit: RowVisitor,
): void {
  const masks = block.shapes.map(stepsOf);
  if (masks.every((mask) => mask === 0)) return;
  for (let place = first; place < end; place += 1) {
    const at = timeAt(block, place);
    if (at >= to) return;
    const mask = masks[block.shapeOf[place] ?? 0] ?? 0;
    if (mask === 0 || (matchesId && !matchesId(block.ids[place] ?? ''))) continue;
    const { steps } = shapeAt(block, place);
    for (let index = 0; index < steps.length; index += 1) {
      const step = steps[index];
      if (!step || (mask & (1 << index)) === 0) continue;
      const time = timeOf(at, step, index);
      if (time >= from && time < to) visit(block, place, step, index, time);
    }
  }
}

/** Visits rows in a span, operation by operation in order of time (rows of neighbours interleave). */
export function visitRows(journal: Journal, span: Span, selection: Selection, visit: RowVisitor): void {
  for (const block of blocksIn(journal, span)) visitBlock(block, span, selection, visit);
}

/**
 * Counts rows in a span by what they have in common. `count` is told of each step of a shape, maybe more than once.
 * Blocks that lie in the span as a whole are counted without looking at their operations.
 */
export function countRows(
  journal: Journal,
  span: Span,
  selection: Selection,
  count: (shape: Shape, step: Step, rows: number) => void,
): void {
  for (const block of blocksIn(journal, span)) {
    if (selection.matchesId === null && isWithin(block, span)) {
      for (const shape of block.shapes) {
        const mask = selection.stepsOf(shape);
        shape.steps.forEach((step, index) => {
          if ((mask & (1 << index)) !== 0) count(shape, step, shape.operations);
        });
      }
      continue;
    }
    const counts = new Map<Shape, number[]>();
    visitBlock(block, span, selection, (_, place, _step, index) => {
      const shape = shapeAt(block, place);
      const ofShape = counts.get(shape) ?? shape.steps.map(() => 0);
      counts.set(shape, ofShape);
      ofShape[index] = (ofShape[index] ?? 0) + 1;
    });
    for (const [shape, ofShape] of counts) {
      shape.steps.forEach((step, index) => {
        const rows = ofShape[index] ?? 0;
        if (rows > 0) count(shape, step, rows);
      });
    }
  }
}

/** How many steps of a shape are wanted. */
function wantedSteps({ steps }: Shape, mask: number): number {
  return steps.reduce((wanted, _, index) => wanted + ((mask & (1 << index)) === 0 ? 0 : 1), 0);
}

/** How many rows of a block are in a span: times are computed near the span's ends only. */
function rowsIn(block: Block, span: Span, selection: Selection): number {
  const { from, to } = span;
  const { stepsOf, matchesId } = selection;
  const wanted = block.shapes.map((shape) => wantedSteps(shape, stepsOf(shape)));
  if (matchesId === null && isWithin(block, span)) {
    return block.shapes.reduce((rows, { operations }, place) => rows + operations * (wanted[place] ?? 0), 0);
  }
  const first = firstPlaceAtOrAfter(block, from);
  const end = Math.max(first, firstPlaceAtOrAfter(block, to - block.longestMs));
  let rows = 0;
  for (let place = first; place < end; place += 1) {
    if (matchesId && !matchesId(block.ids[place] ?? '')) continue;
    rows += wanted[block.shapeOf[place] ?? 0] ?? 0;
  }
  const count = () => {
    rows += 1;
  };
  visitPlaces(block, firstPlaceAtOrAfter(block, from - block.longestMs), first, span, selection, count);
  visitPlaces(block, end, block.length, span, selection, count);
  return rows;
}

/** How many rows there are in a span. */
export function totalRows(journal: Journal, span: Span, selection: Selection): number {
  return blocksIn(journal, span).reduce((total, block) => total + rowsIn(block, span, selection), 0);
}

/** Forgets operations whose rows are too old to be shown, and the oldest ones beyond `mostRows`: whole blocks of them. */
export function forget(journal: Journal, before: number, mostRows: number): void {
  const { blocks } = journal;
  let count = 0;
  for (const block of blocks) {
    const isOld = timeAt(block, block.length - 1) + block.longestMs < before;
    if (!isOld && journal.rows - block.rows < mostRows) break;
    journal.rows -= block.rows;
    count += 1;
  }
  blocks.splice(0, count);
}

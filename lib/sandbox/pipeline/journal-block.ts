import type { Operation, OperationKind, Step } from './operation';

/** Operations in a full block. */
const MOST_OPERATIONS = 4_096;

/** Operations that a new block has room for: an organization of a test needs few. */
const FIRST_OPERATIONS = 64;

/** How far back a shape is looked for; one that is stored twice does no harm. */
const SHAPES_LOOKED_AT = 32;

/** A row comes up to this much later than its step says (milliseconds). */
export const JITTER_MS = 200;

/** What many operations have in common. */
export interface Shape {
  kind: OperationKind;
  steps: readonly Step[];
  /** How many operations of the block have it. */
  operations: number;
}

/** Operations one after the other, by column: some thirty bytes each, whatever they stand for. */
export interface Block {
  length: number;
  /** Epoch milliseconds, strictly ascending. */
  times: Float64Array;
  orderingIds: BigUint64Array;
  /** Places in `shapes` and in `requestIds`. */
  shapeOf: Uint16Array;
  requestOf: Uint16Array;
  ids: string[];
  shapes: Shape[];
  requestIds: string[];
  /** Log rows that its operations stand for. */
  rows: number;
  /** No row of an operation is later than its time by this much (milliseconds). */
  longestMs: number;
}

/** A block with nothing in it. */
export function emptyBlock(): Block {
  return {
    length: 0,
    times: new Float64Array(FIRST_OPERATIONS),
    orderingIds: new BigUint64Array(FIRST_OPERATIONS),
    shapeOf: new Uint16Array(FIRST_OPERATIONS),
    requestOf: new Uint16Array(FIRST_OPERATIONS),
    ids: [],
    shapes: [],
    requestIds: [],
    rows: 0,
    longestMs: 0,
  };
}

/** Whether nothing more goes into a block. */
export function isFull({ length }: Block): boolean {
  return length === MOST_OPERATIONS;
}

function grow(block: Block): void {
  const { times, orderingIds, shapeOf, requestOf } = block;
  const room = times.length * 2;
  block.times = new Float64Array(room);
  block.times.set(times);
  block.orderingIds = new BigUint64Array(room);
  block.orderingIds.set(orderingIds);
  block.shapeOf = new Uint16Array(room);
  block.shapeOf.set(shapeOf);
  block.requestOf = new Uint16Array(room);
  block.requestOf.set(requestOf);
}

function shapePlace({ shapes }: Block, kind: OperationKind, steps: readonly Step[]): number {
  const last = Math.max(0, shapes.length - SHAPES_LOOKED_AT);
  for (let place = shapes.length - 1; place >= last; place -= 1) {
    const shape = shapes[place];
    if (shape && shape.steps === steps && shape.kind === kind) return place;
  }
  return shapes.push({ kind, steps, operations: 0 }) - 1;
}

/** Puts an operation at the end of a block that is not full. */
export function appendTo(block: Block, operation: Operation): void {
  const { at, orderingId, id, kind, steps, requestId } = operation;
  if (block.length === block.times.length) grow(block);
  const place = block.length;
  const ofShapes = shapePlace(block, kind, steps);
  const shape = block.shapes[ofShapes];
  if (shape) shape.operations += 1;
  if (block.requestIds.at(-1) !== requestId) block.requestIds.push(requestId);
  block.times[place] = at;
  block.orderingIds[place] = orderingId;
  block.shapeOf[place] = ofShapes;
  block.requestOf[place] = block.requestIds.length - 1;
  block.ids[place] = id;
  block.length += 1;
  block.rows += steps.length;
  for (const { delayMs } of steps) block.longestMs = Math.max(block.longestMs, delayMs + JITTER_MS);
}

/** Time of a block's operation in epoch milliseconds. */
export function timeAt({ times }: Block, place: number): number {
  return times[place] ?? 0;
}

/** The shape of a block's operation. */
export function shapeAt({ shapes, shapeOf }: Block, place: number): Shape {
  return shapes[shapeOf[place] ?? 0] ?? { kind: 'ADD', steps: [], operations: 0 };
}

/** An operation of a block, as it was put in; undefined beyond its end. */
export function operationAt(block: Block, place: number): Operation | undefined {
  const shape = block.shapes[block.shapeOf[place] ?? -1];
  if (!shape || place >= block.length) return undefined;
  return {
    at: timeAt(block, place),
    kind: shape.kind,
    id: block.ids[place] ?? '',
    orderingId: block.orderingIds[place] ?? 0n,
    requestId: block.requestIds[block.requestOf[place] ?? 0] ?? '',
    steps: shape.steps,
  };
}

/** The first place of a block whose operation is not before `time`; its length when all are. */
export function firstPlaceAtOrAfter(block: Block, time: number): number {
  let low = 0;
  let high = block.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeAt(block, middle) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

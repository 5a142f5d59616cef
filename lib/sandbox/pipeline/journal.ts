import { mix } from '../hash';
import type { Pipeline, Source } from '../source';
import { LONGEST_OPERATION_MS, type Operation, type Step } from './operation';

/** How long log rows are kept (article 1864). */
export const RETENTION_MS = 14 * 86_400_000;

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

/** From this time on, up to and without that one (epoch milliseconds). */
export interface Span {
  from: number;
  to: number;
}

function firstAtOrAfter(operations: readonly Operation[], time: number): number {
  let low = 0;
  let high = operations.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((operations[middle]?.at ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The time of a step's row: its delay and up to a fifth of a second of jitter, except for the first. */
function timeOf({ at }: Operation, step: Step, index: number): number {
  return index === 0 ? at : at + step.delayMs + (mix(at, index) % 200);
}

/** Visits the rows of a source in a span, operation by operation in order of time (rows of neighbours interleave). */
export function visitRows(
  pipeline: Pipeline,
  { from, to }: Span,
  visit: (operation: Operation, step: Step, index: number, time: number) => void,
): void {
  const { operations } = pipeline;
  for (let at = firstAtOrAfter(operations, from - LONGEST_OPERATION_MS); at < operations.length; at++) {
    const operation = operations[at];
    if (!operation || operation.at >= to) return;
    for (let index = 0; index < operation.steps.length; index++) {
      const step = operation.steps[index];
      if (!step) continue;
      const time = timeOf(operation, step, index);
      if (time >= from && time < to) visit(operation, step, index, time);
    }
  }
}

/** Forgets the operations whose rows are too old to be shown. */
export function forgetBefore(pipeline: Pipeline, time: number): void {
  const old = firstAtOrAfter(pipeline.operations, time - LONGEST_OPERATION_MS);
  if (old > 10_000 || old > pipeline.operations.length / 2) pipeline.operations.splice(0, old);
}

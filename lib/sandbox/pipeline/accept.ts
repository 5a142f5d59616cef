import type { Pipeline, Work } from '../source';
import type { AcceptedCall } from './call';

const DAY_MS = 86_400_000;

/** Milliseconds from a call to its consumption: the same for all, so that they are consumed in the order they came. */
export const CONSUMED_AFTER_MS = 700;

/** Milliseconds from a batch's call to the streaming of its file. */
const STREAMED_AFTER_MS = 200;

function dueTime({ at, request }: AcceptedCall): number {
  if (request.type === 'status' || request.type === 'throttled') return at;
  if (request.type === 'batch' || request.type === 'load') return at + STREAMED_AFTER_MS;
  return at + CONSUMED_AFTER_MS + (request.type === 'olderThan' ? request.queueDelayMs : 0);
}

/** Puts work where its time is: behind everything that is due no later. */
export function enqueue(pipeline: Pipeline, work: Work): void {
  let index = pipeline.queue.length;
  while (index > 0 && (pipeline.queue[index - 1]?.due ?? 0) > work.due) index -= 1;
  pipeline.queue.splice(index, 0, work);
}

/** Takes a call into a source's queue. Nothing else happens until the source is settled at a later time. */
export function accept(pipeline: Pipeline, call: AcceptedCall): void {
  enqueue(pipeline, { due: dueTime(call), call, stage: 'arrive' });
  usageOn(pipeline, call.at).calls += 1;
}

/** The counters of the UTC day of `at` (epoch milliseconds). */
export function usageOn({ usage }: Pipeline, at: number): { calls: number; items: number } {
  const day = Math.floor(at / DAY_MS);
  const counters = usage.get(day) ?? { calls: 0, items: 0 };
  usage.set(day, counters);
  return counters;
}

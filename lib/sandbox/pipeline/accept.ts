import type { Pipeline, Work } from '../source';
import type { AcceptedCall } from './call';

const DAY_MS = 86_400_000;

/** Milliseconds between a call and its first stage. */
const INTAKE_DELAY_MS = { put: 400, delete: 400, batch: 200, status: 0 } as const;

function dueTime({ at, request }: AcceptedCall): number {
  return request.type === 'olderThan' ? at + request.queueDelayMs : at + INTAKE_DELAY_MS[request.type];
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

/** The counters of the UTC day of `at`, begun anew when the day is another than before. */
export function usageOn(pipeline: Pipeline, at: number): Pipeline['usage'] {
  const day = Math.floor(at / DAY_MS);
  if (pipeline.usage.day !== day) pipeline.usage = { day, calls: 0, items: 0 };
  return pipeline.usage;
}

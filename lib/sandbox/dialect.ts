import { mix } from './hash';
import type { Operation, Step } from './pipeline/operation';

/** How an organization's log rows say things in `meta`, of which Coveo documents `duration` only. */
export const dialects = ['rich', 'renamed', 'bare'] as const;

/** One of them; each organization speaks one. */
export type Dialect = (typeof dialects)[number];

/** `rich`: code, message and ordering id under names that say so. */
function rich({ orderingId, kind }: Operation, { problem, task }: Step): Record<string, unknown> {
  // A batch is found again by it after the streaming extension (article p8tb2371).
  const isOrdered = kind !== 'BATCH_FILE' || task === 'STREAMING_EXTENSION';
  return {
    ...(problem?.code && { errorCode: problem.code }),
    ...(problem && { errorMessage: problem.message }),
    ...(isOrdered && { orderingId: String(orderingId) }),
  };
}

/** `renamed`: other names, nested, the code in the text only; every other time as JSON inside a string. */
function renamed({ at }: Operation, { problem }: Step): Record<string, unknown> {
  if (!problem) return {};
  const text = problem.code ? `${problem.code}: ${problem.message}` : problem.message;
  const inner = { status: { reasonText: text } };
  return { stageOutput: at % 2 === 0 ? inner : JSON.stringify(inner) };
}

/** The `meta` of a log row: the duration in seconds as text, and what the dialect adds. */
export function metaOf(dialect: Dialect, operation: Operation, step: Step): Record<string, unknown> {
  const duration = ((1 + (mix(operation.at, step.delayMs) % 180)) / 1_000).toFixed(3);
  if (dialect === 'bare') return { duration };
  return { duration, ...(dialect === 'rich' ? rich(operation, step) : renamed(operation, step)) };
}

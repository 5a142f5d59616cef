import type { Problem, Result, Step, Task } from './operation';

const STAGES = [
  ['CONSUMING', 0],
  ['PROCESSING', 300],
  ['MAPPING', 700],
  ['INDEXING', 1_500],
] as const satisfies [Task, number][];

const EXTENSION_DELAY_MS = 150;

type Stage = (typeof STAGES)[number][0];

/** The steps of an item that is indexed. */
export const INDEXED: readonly Step[] = STAGES.map(([task, delayMs]) => ({
  task,
  result: 'COMPLETED',
  delayMs,
}));

/** The steps of a delete: nothing is processed or mapped. */
export const DELETED: readonly Step[] = INDEXED.filter(
  ({ task }) => task === 'CONSUMING' || task === 'INDEXING',
);

/** The one row that an item leaves when another operation (delete older than, delete with children) removes it. */
export const REMOVED: readonly Step[] = [{ task: 'INDEXING', result: 'COMPLETED', delayMs: 0 }];

/** The steps of a batch's file that came by the Stream API: its items pass the streaming extension (article p8tb2371). */
export const STREAMED: readonly Step[] = [
  { task: 'STREAMING_BATCH', result: 'COMPLETED', delayMs: 0 },
  { task: 'STREAMING_EXTENSION', result: 'COMPLETED', delayMs: 200 },
];

/** A single row, for operations that are seen at one stage only. */
export function only(task: Task, result: Result = 'COMPLETED', problem?: Problem): readonly Step[] {
  return [{ task, result, delayMs: 0, ...(problem && { problem }) }];
}

/** The steps of an item that leaves the pipeline at `stage`: completed before it, rejected there. */
export function rejectedAt(stage: Stage, problem: Problem): readonly Step[] {
  return endedAt(stage, 'REJECTED', problem);
}

/** The steps of an item that a stage fails on: completed before it, in error there. */
export function erroredAt(stage: Stage, problem: Problem): readonly Step[] {
  return endedAt(stage, 'ERROR', problem);
}

function endedAt(stage: Stage, result: Result, problem: Problem): readonly Step[] {
  const last = INDEXED.findIndex(({ task }) => task === stage);
  return INDEXED.slice(0, last + 1).map((step, index) =>
    index === last ? { ...step, result, problem } : step,
  );
}

/** The steps of an item that is never seen again after `stage`: completed up to it, and no row says how it ended. */
export function vanishedAfter(stage: Stage): readonly Step[] {
  return INDEXED.slice(0, INDEXED.findIndex(({ task }) => task === stage) + 1);
}

/** The steps of an item that is indexed, with a remark at one stage. */
export function warnedAt(stage: Stage, problem: Problem): readonly Step[] {
  return INDEXED.map((step) => (step.task === stage ? { ...step, result: 'WARNING', problem } : step));
}

/** The steps of an item that is indexed although an indexing pipeline extension was skipped on the way. */
export function extensionSkipped(problem: Problem): readonly Step[] {
  const skipped: Step = { task: 'EXTENSION', result: 'SKIPPED', delayMs: EXTENSION_DELAY_MS, problem };
  return INDEXED.flatMap((step) => (step.task === 'CONSUMING' ? [step, skipped] : [step]));
}

/** The steps of an item that an indexing pipeline extension rejects before it is processed. */
export function rejectedByExtension(problem: Problem): readonly Step[] {
  return endedByExtension('REJECTED', problem);
}

/** The steps of an item on which the script of an indexing pipeline extension fails. */
export function erroredByExtension(problem: Problem): readonly Step[] {
  return endedByExtension('ERROR', problem);
}

function endedByExtension(result: Result, problem: Problem): readonly Step[] {
  return [...only('CONSUMING'), { task: 'EXTENSION', result, delayMs: EXTENSION_DELAY_MS, problem }];
}

/** Whether these steps leave the item in the index. */
export function reachesIndex(steps: readonly Step[]): boolean {
  const last = steps.at(-1);
  return last?.task === 'INDEXING' && last.result === 'COMPLETED';
}

/** What was done to an item or a batch, in the words of Coveo's log entries. */
export type OperationKind =
  | 'ADD'
  | 'UPDATE'
  | 'DELETE'
  | 'DELETE_AND_CHILDREN'
  | 'BATCH_FILE'
  | 'DELETE_OLDER_THAN';

/** A stage of the indexing pipeline, in the words of Coveo's log entries. */
export type Task =
  | 'STREAMING_BATCH'
  | 'STREAMING_EXTENSION'
  | 'CONSUMING_BATCH'
  | 'CONSUMING'
  | 'EXTENSION'
  | 'PROCESSING'
  | 'MAPPING'
  | 'INDEXING';

/** What became of an item at a stage, in the words of Coveo's log entries. */
export type Result = 'COMPLETED' | 'WARNING' | 'SKIPPED' | 'REJECTED' | 'ERROR';

/** Why a step did not complete. `code` is null where the pipeline only says it in words. */
export interface Problem {
  code: string | null;
  message: string;
}

/** One stage of an operation: a log row once its time has come. */
export interface Step {
  task: Task;
  result: Result;
  /** Milliseconds after the operation's own time, before jitter. */
  delayMs: number;
  problem?: Problem;
}

/**
 * One operation on its way through the pipeline: a small record that stands for all its log rows.
 * Operations of a source have times of their own, strictly ascending, which is what makes rows' guids unique.
 */
export interface Operation {
  /** Epoch milliseconds of its first row. */
  at: number;
  kind: OperationKind;
  /** The item's URI, or the file id of a batch. */
  id: string;
  orderingId: bigint;
  requestId: string;
  steps: readonly Step[];
}

/** No row of an operation is later than its time by more than this (milliseconds). */
export const LONGEST_OPERATION_MS = 5_000;

import { z } from 'zod';
import { type Json, readJson } from './json';
import { readDate } from './time';

/**
 * One row of the Log Browser: one item at one stage (Source Logs API, `documentLogEntries`). Unknown enum values
 * are kept as they came; a field that Coveo left out is null, or the empty string for the three enums.
 */
export interface LogRow {
  /** Coveo's guid; made of the row's own fields where Coveo gives none. Rows with one guid are one row. */
  readonly guid: string;
  /** When the stage logged it, ISO in UTC. */
  readonly at: string;
  /** The item's URI (`id` on the wire); a file container's id or nothing for batch rows. */
  readonly item: string | null;
  readonly operation: string;
  readonly result: string;
  readonly task: string;
  readonly sourceId: string | null;
  /** Extension id or a pseudo id such as MAPPING_EXTENSION. */
  readonly resourceId: string | null;
  readonly requestId: string | null;
  /** Free form: Coveo publishes only `duration`, seconds as a string. */
  readonly meta: Json;
}

const text = z.string().nullish().catch(null);

const wireRow = z.object({
  datetime: z.unknown().optional(),
  guid: text,
  id: text,
  operation: text,
  result: text,
  task: text,
  sourceId: text,
  resourceId: text,
  requestId: text,
  meta: z.unknown().optional(),
});

/** The guid of Coveo's own example (Source Logs specification): taken as no guid, or all rows would be one. */
const NIL_GUID = '00000000-0000-0000-0000-000000000000';

/** A log row from the wire; null when it has no readable date and so has no place in time. */
export function readLogRow(value: unknown): LogRow | null {
  const parsed = wireRow.safeParse(value);
  if (!parsed.success) return null;
  const wire = parsed.data;
  const at = readDate(wire.datetime);
  if (at === null) return null;
  const operation = wire.operation ?? '';
  const result = wire.result ?? '';
  const task = wire.task ?? '';
  const item = wire.id || null;
  const guid = wire.guid === NIL_GUID ? null : wire.guid;
  return {
    guid: guid || [at, task, operation, result, item ?? ''].join('|'),
    at,
    item,
    operation,
    result,
    task,
    sourceId: wire.sourceId ?? null,
    resourceId: wire.resourceId ?? null,
    requestId: wire.requestId ?? null,
    meta: readJson(wire.meta),
  };
}

/** Rows oldest first (then by guid, so that the order is always the same), each guid once. */
export function sortRows(rows: readonly LogRow[]): LogRow[] {
  const byGuid = new Map<string, LogRow>();
  for (const row of rows) byGuid.set(row.guid, row);
  return [...byGuid.values()].sort(compareRows);
}

function compareRows(a: LogRow, b: LogRow): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  const stages = stageRank(a.task) - stageRank(b.task);
  if (stages !== 0) return stages;
  return a.guid < b.guid ? -1 : a.guid > b.guid ? 1 : 0;
}

const STAGES = [
  'CRAWLING',
  'STREAMING',
  'STREAMING_BATCH',
  'STREAMING_EXTENSION',
  'CONSUMING_BATCH',
  'CONSUMING',
  'VALIDATION',
  'EXTENSION',
  'PROCESSING',
  'MAPPING',
  'PREINDEXING',
  'INDEXING',
];

/**
 * Where a task stands in the pipeline, 0 first (articles 1893 and 1864; the order after Consuming is inferred).
 * EXTENSION runs before Processing or after Mapping, so it only ever counts as early. Unknown tasks give -1.
 */
export function stageRank(task: string): number {
  return STAGES.indexOf(task);
}

/** Whether the row is of a whole batch or of a delete-older-than, not of one item. */
export function isBatchRow(row: LogRow): boolean {
  return row.operation === 'BATCH_FILE' || row.operation === 'DELETE_OLDER_THAN';
}

/** Whether the row is where an operation enters the pipeline: a STREAMING* or CONSUMING* task. */
export function isEntryTask(task: string): boolean {
  return task.startsWith('STREAMING') || task.startsWith('CONSUMING');
}

/** Whether an operation removes items (DELETE, DELETE_AND_CHILDREN, DELETE_OLDER_THAN). */
export function isDelete(operation: string): boolean {
  return operation.startsWith('DELETE');
}

/** Whether the row says that its operation failed there: REJECTED or ERROR. */
export function isFailure(row: LogRow): boolean {
  return row.result === 'REJECTED' || row.result === 'ERROR';
}

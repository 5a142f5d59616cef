import type { Evidence } from './evidence';
import { isEntryTask, type LogRow } from './log-row';
import type { Pipeline } from './pipeline';
import type { Run } from './run';
import { HOUR_MS, toIso, toMs } from './time';

/**
 * Items that were indexed in this time up to the end of a run are taken to be in the index still, unless something
 * removed them: a nightly job has pushed all of its items once in it (an assumption).
 */
export const REFERENCE_MS = 20 * HOUR_MS;

/** What the log says was put into the index lately, against what Coveo counts there now. */
export interface IndexBalance {
  /** The newest settled run that put anything into the index. */
  readonly run: Run;
  /** Beginning of the stretch up to its end in which items were counted, ISO. */
  readonly from: string;
  /** Distinct items that were indexed in it, and not seen to be deleted since. */
  readonly expected: number;
  /** Items in the source by Coveo's own count. */
  readonly held: number;
  /** Requests of that stretch or later that may have removed items without a row for each, oldest first. */
  readonly unseenDeletes: readonly LogRow[];
}

/**
 * The balance of a source that was read whole; or why there is none, in a sentence. It is short by what was pushed
 * longer ago: only a source that holds fewer items than expected tells something.
 */
export function balanceIndex(
  evidence: Evidence,
  pipeline: Pipeline,
): IndexBalance | { readonly why: string } {
  const held = evidence.source?.items ?? null;
  if (held === null) return { why: 'The number of items in the source was not read.' };
  const newest = pipeline.runs.at(-1);
  if (newest !== undefined && !newest.settled) {
    return { why: 'The newest run has not settled yet: the number of items is still changing.' };
  }
  const run = pipeline.runs.findLast(({ outcomes }) => outcomes.indexed > 0);
  if (run === undefined) return { why: 'No run was seen to put anything into the index.' };
  const from = toIso(toMs(run.end) - REFERENCE_MS);
  const alive = new Map<string, boolean>();
  const endedAt = new Map<string, string>();
  let leavesRows = false;
  for (const operation of pipeline.operations) {
    const { outcome, item, pushed } = operation;
    if (outcome === 'deleted' && !pushed) leavesRows = true;
    if (operation.endedAt < from || (outcome !== 'indexed' && outcome !== 'deleted')) continue;
    if (operation.endedAt < (endedAt.get(item) ?? '')) continue;
    endedAt.set(item, operation.endedAt);
    alive.set(item, outcome === 'indexed');
  }
  let expected = 0;
  for (const isAlive of alive.values()) if (isAlive) expected++;
  const unseenDeletes = leavesRows
    ? []
    : evidence.rows.filter((row) => row.at >= from && removesOthers(row) && row.result === 'COMPLETED');
  return { run, from, expected, held, unseenDeletes };
}

/** Whether the row is of a request that may remove further items than the one it names. */
export function removesOthers(row: LogRow): boolean {
  const { operation, task } = row;
  return (operation === 'DELETE_OLDER_THAN' || operation === 'DELETE_AND_CHILDREN') && isEntryTask(task);
}

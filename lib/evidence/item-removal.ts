import { compareOrdering, orderingMoment } from '@/lib/ordering/ordering-id';
import type { FollowedOperation } from './item-operation';
import { isDelete, type LogRow } from './log-row';
import { flattenMeta, readOrderingId } from './meta';
import { HOUR_MS, toMs } from './time';

/** So long before a removal a deletion is looked for that may have caused it (an assumption). */
export const CAUSE_WITHIN_MS = HOUR_MS;

/** An item's removal by an operation that was not pushed for it: a delete older than, or the delete of a parent. */
export interface Removal {
  /** The row that the removal left on the item. */
  readonly row: LogRow;
  /** The deletion that stands nearest before it and can have caused it: an inference. Null where none was read. */
  readonly cause: LogRow | null;
}

/** Whether an operation removed the item without having been pushed for it: it begins at INDEXING (inferred). */
export function isRemoval(operation: FollowedOperation): boolean {
  return operation.outcome === 'deleted' && !operation.pushed && operation.rows.length === 1;
}

/**
 * The item's newest removal. `operations` are the item's, oldest first; `deletions` are DELETE_OLDER_THAN and
 * DELETE_AND_CHILDREN rows of the source. Which deletion removed an item is not in its row: the nearest before it is
 * taken that can have, by the URI of the parent, or by its orderingId where both show theirs.
 */
export function newestRemoval(
  operations: readonly FollowedOperation[],
  deletions: readonly LogRow[],
): Removal | null {
  const removal = operations.findLast(isRemoval);
  if (removal === undefined) return null;
  const row = removal.lastRow;
  const known = heldOrderingId(operations.filter(({ endedAt }) => endedAt < row.at));
  const cause = deletions.findLast(
    (deletion) =>
      deletion.at <= row.at &&
      toMs(row.at) - toMs(deletion.at) <= CAUSE_WITHIN_MS &&
      reach(deletion, removal.item, known) !== 'spares',
  );
  return { row, cause: cause ?? null };
}

/**
 * Whether a deletion takes an item along: by its orderingId and the item's last where both are known, and by its URI
 * for a delete with children. A delete older than takes what is strictly lower (article 147).
 */
export function reach(
  deletion: LogRow,
  item: string,
  itemOrderingId: string | null,
): 'takes' | 'spares' | 'unknown' {
  if (deletion.result !== 'COMPLETED') return 'spares';
  const isOlderThan = deletion.operation === 'DELETE_OLDER_THAN';
  if (!isOlderThan && !isBelow(item, deletion.item)) return 'spares';
  const id = readOrderingId(flattenMeta(deletion.meta));
  if (id === null || itemOrderingId === null) return isOlderThan ? 'unknown' : 'takes';
  return compareOrdering(id, itemOrderingId) > 0 ? 'takes' : 'spares';
}

/** The orderingId of what the index held: that of the newest push that was indexed; null where none shows it. */
function heldOrderingId(operations: readonly FollowedOperation[]): string | null {
  const held = operations.findLast(({ operation, outcome }) => outcome === 'indexed' && !isDelete(operation));
  return held === undefined ? null : orderingIdOf(held);
}

/** The orderingId that an operation's rows show; null where they do not. */
export function orderingIdOf({ rows }: FollowedOperation): string | null {
  for (const row of rows) {
    const id = readOrderingId(flattenMeta(row.meta));
    if (id !== null) return id;
  }
  return null;
}

/** The moment that the orderingId of an operation stands for, ISO; null where none is shown, or its digits tell none. */
export function orderedAt(operation: FollowedOperation): string | null {
  const id = orderingIdOf(operation);
  return id === null ? null : orderingMoment(id);
}

/** Whether an item is a child of another: children are told by their URI, not by `parentId` (article 171). */
function isBelow(item: string, parent: string | null): boolean {
  if (parent === null || item === parent) return false;
  return item.startsWith(parent.endsWith('/') ? parent : `${parent}/`);
}

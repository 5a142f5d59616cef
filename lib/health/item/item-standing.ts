import type { ItemObservation } from '@/lib/evidence/item-observation';
import type { FollowedOperation } from '@/lib/evidence/item-operation';
import { isRemoval, newestRemoval, orderingIdOf, type Removal, reach } from '@/lib/evidence/item-removal';
import { isDelete, isEntryTask, type LogRow } from '@/lib/evidence/log-row';
import { lostOperations } from '@/lib/evidence/loss';
import { SETTLE_FACTOR, SETTLE_FLOOR_MS } from '@/lib/evidence/pipeline';
import { toMs } from '@/lib/evidence/time';

/** How an item left the index, or most likely did. */
export type Deletion =
  /** A delete that was pushed for the item was carried out. */
  | { readonly how: 'pushed'; readonly at: string; readonly row: LogRow }
  /** Another operation left a removal row on the item. */
  | { readonly how: 'removed'; readonly at: string; readonly removal: Removal }
  /** No row of the item shows it, but a deletion since must have taken it along, by its orderingId or its URI. */
  | {
      readonly how: 'inferred';
      readonly at: string;
      readonly cause: LogRow;
      readonly itemOrderingId: string | null;
    };

/** What the rows of an item come to, before words are made of it. */
export interface Standing {
  /** The operation that decides: the newest one that something came of, or that hangs. Null without any. */
  readonly newest: FollowedOperation | null;
  /** The push whose way is told: the one that decides, else the newest that was indexed, else the newest. */
  readonly push: FollowedOperation | null;
  /** Its newest push that reached the index, if nothing deleted it since; whatever failed later. */
  readonly indexed: FollowedOperation | null;
  /** Its deletion, if it was not indexed since. */
  readonly deletion: Deletion | null;
  /**
   * What came after it was indexed and reached nothing: refused, skipped, hanging or under way. The newest. A deletion
   * that was not pushed for the item may stand after it, where it took only the version that the index was left with.
   */
  readonly trailing: FollowedOperation | null;
  /** Newest operations that were refused because a newer one had arrived: they lose nothing. */
  readonly beaten: FollowedOperation | null;
  /** Deletions after it was indexed of which it cannot be told whether they took the item along. Oldest first. */
  readonly doubtful: readonly LogRow[];
  /** How long an operation may be under way before it counts as not finished, ms. */
  readonly settleMs: number;
}

/** Reads where an item stands from its operations (oldest first) and from the deletions around it. */
export function readStanding(
  { history, deletions }: ItemObservation,
  operations: readonly FollowedOperation[],
): Standing {
  const arrived = operations.filter(
    ({ operation, outcome }) => outcome === 'indexed' && !isDelete(operation),
  );
  const newestIndexed = latest(arrived);
  const seen = seenDeletion(history.rows, operations, deletions.rows);
  const isDeleted = seen !== null && (newestIndexed === null || seen.at > newestIndexed.endedAt);
  const since =
    isDeleted || newestIndexed === null ? [] : deletions.rows.filter(({ at }) => at > newestIndexed.endedAt);
  const itemOrderingId = newestIndexed === null ? null : orderingIdOf(newestIndexed);
  const item = newestIndexed?.item ?? '';
  const taking = since.find((row) => reach(row, item, itemOrderingId) === 'takes') ?? null;
  const deletion: Deletion | null = isDeleted
    ? seen
    : taking === null
      ? null
      : { how: 'inferred', at: taking.at, cause: taking, itemOrderingId };
  const later = laterOperations(operations, newestIndexed, deletion);
  const isBeaten = newestIndexed !== null && lostOperations(operations).length === 0;
  const refused = later.filter(({ outcome, operation }) => outcome === 'rejected' && !isDelete(operation));
  const beaten = isBeaten ? latest(refused) : null;
  const trailing = latest(later.filter((operation) => !(isBeaten && refused.includes(operation))));
  return {
    newest: trailing ?? (deletion === null ? newestIndexed : deletionOperation(deletion, operations)),
    push: pushOf(trailing, newestIndexed, operations),
    indexed: deletion === null ? newestIndexed : null,
    deletion,
    trailing,
    beaten,
    doubtful: deletion !== null ? [] : since.filter((row) => reach(row, item, itemOrderingId) === 'unknown'),
    settleMs: Math.max(SETTLE_FLOOR_MS, SETTLE_FACTOR * Math.max(0, ...arrived.map(lengthOf))),
  };
}

/**
 * What came after the item was indexed or a delete was pushed for it. Before another deletion only pushes count, and
 * none that it would have taken along had they got there.
 */
function laterOperations(
  operations: readonly FollowedOperation[],
  newestIndexed: FollowedOperation | null,
  deletion: Deletion | null,
): FollowedOperation[] {
  const pushed = latest(operations.filter(isPushedDeletion))?.endedAt ?? '';
  const indexed = newestIndexed?.endedAt ?? '';
  const baseAt = pushed > indexed ? pushed : indexed;
  const cause = deletion === null ? null : causeOf(deletion);
  const isOvertaken = (each: FollowedOperation) =>
    deletion !== null &&
    each.endedAt <= deletion.at &&
    (isDelete(each.operation) || (cause !== null && reach(cause, each.item, orderingIdOf(each)) === 'takes'));
  return operations.filter(
    (each) => each !== newestIndexed && !isRemoval(each) && each.endedAt > baseAt && !isOvertaken(each),
  );
}

/** The deletion that took the item along; null where none is known, or it was pushed for the item itself. */
function causeOf(deletion: Deletion): LogRow | null {
  if (deletion.how === 'pushed') return null;
  return deletion.how === 'inferred' ? deletion.cause : deletion.removal.cause;
}

function isPushedDeletion(operation: FollowedOperation): boolean {
  return operation.outcome === 'deleted' && !isRemoval(operation);
}

function seenDeletion(
  rows: readonly LogRow[],
  operations: readonly FollowedOperation[],
  deletions: readonly LogRow[],
): Deletion | null {
  const found: Deletion[] = [];
  const pushed = latest(operations.filter(isPushedDeletion));
  if (pushed !== null) found.push({ how: 'pushed', at: pushed.endedAt, row: pushed.lastRow });
  const removal = newestRemoval(operations, deletions);
  if (removal !== null) found.push({ how: 'removed', at: removal.row.at, removal });
  // Where Coveo names the deletion in the row of the item itself, that is its cause; as it enters, the row is its own.
  const named = rows.findLast(
    ({ operation, result, task }) =>
      operation === 'DELETE_OLDER_THAN' && result === 'COMPLETED' && !isEntryTask(task),
  );
  if (named !== undefined)
    found.push({ how: 'removed', at: named.at, removal: { row: named, cause: named } });
  return found.reduce<Deletion | null>(
    (last, each) => (last === null || each.at >= last.at ? each : last),
    null,
  );
}

/** The newest operation by its last row. */
function latest(operations: readonly FollowedOperation[]): FollowedOperation | null {
  return operations.reduce<FollowedOperation | null>(
    (last, each) => (last === null || each.endedAt >= last.endedAt ? each : last),
    null,
  );
}

function pushOf(
  trailing: FollowedOperation | null,
  newestIndexed: FollowedOperation | null,
  operations: readonly FollowedOperation[],
): FollowedOperation | null {
  if (trailing !== null && !isDelete(trailing.operation)) return trailing;
  return newestIndexed ?? latest(operations.filter(({ operation }) => !isDelete(operation)));
}

function deletionOperation(
  deletion: Deletion,
  operations: readonly FollowedOperation[],
): FollowedOperation | null {
  if (deletion.how === 'inferred') return latest(operations);
  const row = deletion.how === 'pushed' ? deletion.row : deletion.removal.row;
  return operations.find(({ lastRow }) => lastRow.guid === row.guid) ?? null;
}

function lengthOf({ startedAt, endedAt }: FollowedOperation): number {
  return toMs(endedAt) - toMs(startedAt);
}

import type { ItemOperation } from './item-operation';
import type { LogRow } from './log-row';
import { flattenMeta, matchCode } from './meta';
import type { Run } from './run';

/** The Log Browser's code for an operation whose orderingId is lower than the item's last (article 95). */
export const OUT_OF_SEQUENCE = 'OUT_OF_SEQUENCE_OPERATION';

/** Whether the row says that its operation was refused for being older than what Coveo already had. */
export function isOutOfSequence(row: LogRow): boolean {
  return row.result !== 'COMPLETED' && matchCode(flattenMeta(row.meta), OUT_OF_SEQUENCE) !== null;
}

/**
 * For each item that is lost, the operation that lost it: it was rejected, errored or never finished, and no
 * operation on the item was indexed or deleted since. One refused as out of sequence is no loss either where
 * another operation of the same run on that item was indexed or deleted: there the newer one won.
 */
export function lostOperations(operations: readonly ItemOperation[], runs: readonly Run[]): ItemOperation[] {
  const failed = new Map<string, ItemOperation>();
  const arrived = new Map<string, ItemOperation>();
  for (const operation of operations) {
    const kept = hasFailed(operation) ? failed : hasArrived(operation) ? arrived : null;
    if (kept === null) continue;
    const known = kept.get(operation.item);
    if (known === undefined || operation.endedAt >= known.endedAt) kept.set(operation.item, operation);
  }
  return [...failed.values()].filter((operation) => {
    const other = arrived.get(operation.item);
    if (other === undefined) return true;
    if (other.endedAt > operation.endedAt) return false;
    return !(isOutOfSequence(operation.lastRow) && other.startedAt >= runStart(operation, runs));
  });
}

/** Whether the operation ended without its item reaching the index: rejected, errored or unfinished. */
export function hasFailed({ outcome }: ItemOperation): boolean {
  return outcome === 'rejected' || outcome === 'errored' || outcome === 'unfinished';
}

function hasArrived({ outcome }: ItemOperation): boolean {
  return outcome === 'indexed' || outcome === 'deleted';
}

function runStart(operation: ItemOperation, runs: readonly Run[]): string {
  return runs.findLast((run) => run.start <= operation.startedAt)?.start ?? operation.startedAt;
}

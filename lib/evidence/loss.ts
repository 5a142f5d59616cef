import type { ItemOperation } from './item-operation';
import type { LogRow } from './log-row';
import { flattenMeta, matchCode } from './meta';

/** The Log Browser's code for an operation whose orderingId is lower than the item's last (article 95). */
export const OUT_OF_SEQUENCE = 'OUT_OF_SEQUENCE_OPERATION';

/** Whether the row says that its operation was refused for being older than what Coveo already had. */
export function isOutOfSequence(row: LogRow): boolean {
  return row.result !== 'COMPLETED' && matchCode(flattenMeta(row.meta), OUT_OF_SEQUENCE) !== null;
}

/**
 * For each item that is lost, the operation that lost it: it was rejected, errored or never finished, and no
 * operation on the item was indexed or deleted since. In a race the winner's last row comes after the loser was
 * refused, so a race whose newer operation won is no loss.
 */
export function lostOperations(operations: readonly ItemOperation[]): ItemOperation[] {
  const failed = new Map<string, ItemOperation>();
  const arrived = new Map<string, string>();
  for (const operation of operations) {
    if (hasArrived(operation)) {
      const known = arrived.get(operation.item);
      if (known === undefined || operation.endedAt > known) arrived.set(operation.item, operation.endedAt);
    } else if (hasFailed(operation)) {
      const known = failed.get(operation.item);
      if (known === undefined || operation.endedAt >= known.endedAt) failed.set(operation.item, operation);
    }
  }
  return [...failed.values()].filter(({ item, endedAt }) => (arrived.get(item) ?? '') <= endedAt);
}

/** Whether the operation ended without its item reaching the index: rejected, errored or unfinished. */
export function hasFailed({ outcome }: ItemOperation): boolean {
  return outcome === 'rejected' || outcome === 'errored' || outcome === 'unfinished';
}

function hasArrived({ outcome }: ItemOperation): boolean {
  return outcome === 'indexed' || outcome === 'deleted';
}

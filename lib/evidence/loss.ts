import { compareOrdering } from '@/lib/ordering/ordering-id';
import type { ItemOperation } from './item-operation';
import type { LogRow } from './log-row';
import { flattenMeta, matchCode, readOrderingId } from './meta';
import { RUN_GAP_MS } from './run';
import { toMs } from './time';

/** The Log Browser's code for an operation whose orderingId is lower than the item's last (article 95). */
export const OUT_OF_SEQUENCE = 'OUT_OF_SEQUENCE_OPERATION';

/** Whether the row says that its operation was refused for being older than what Coveo already had. */
export function isOutOfSequence(row: LogRow): boolean {
  return row.result !== 'COMPLETED' && matchCode(flattenMeta(row.meta), OUT_OF_SEQUENCE) !== null;
}

/**
 * For each item that is lost, the operation that lost it: it was rejected, errored or never finished, and no
 * operation pushed for the item was indexed or deleted since. Refused as out of sequence is no loss either where the
 * rows show that, within the hour before, an operation with a higher orderingId arrived: in a race the newer one won.
 * What is refused later than that is what a wrong clock loses.
 */
export function lostOperations(operations: readonly ItemOperation[]): ItemOperation[] {
  const failed = new Map<string, ItemOperation>();
  const arrived = new Map<string, ItemOperation[]>();
  for (const operation of operations) {
    if (hasArrived(operation)) {
      const known = arrived.get(operation.item);
      if (known === undefined) arrived.set(operation.item, [operation]);
      else known.push(operation);
    } else if (hasFailed(operation)) {
      const known = failed.get(operation.item);
      if (known === undefined || operation.endedAt >= known.endedAt) failed.set(operation.item, operation);
    }
  }
  return [...failed.values()].filter((operation) => {
    const others = arrived.get(operation.item) ?? [];
    return !others.some(({ endedAt }) => endedAt > operation.endedAt) && !isBeaten(operation, others);
  });
}

function isBeaten(operation: ItemOperation, arrived: readonly ItemOperation[]): boolean {
  if (arrived.length === 0 || !isOutOfSequence(operation.lastRow)) return false;
  const id = readOrderingId(flattenMeta(operation.lastRow.meta));
  if (id === null) return false;
  return arrived.some(({ lastRow, endedAt }) => {
    if (toMs(operation.startedAt) - toMs(endedAt) > RUN_GAP_MS) return false;
    const other = readOrderingId(flattenMeta(lastRow.meta));
    return other !== null && compareOrdering(other, id) > 0;
  });
}

/** Whether the operation ended without its item reaching the index: rejected, errored or unfinished. */
export function hasFailed({ outcome }: ItemOperation): boolean {
  return outcome === 'rejected' || outcome === 'errored' || outcome === 'unfinished';
}

/** A removal that never entered by itself is the work of another operation, a delete older than say: no arrival. */
function hasArrived({ outcome, pushed }: ItemOperation): boolean {
  return outcome === 'indexed' || (outcome === 'deleted' && pushed);
}

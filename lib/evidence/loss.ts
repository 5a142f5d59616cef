import { orderingUnit } from '@/lib/ordering/ordering-id';
import { isRefusedOnPurpose } from './extension-refusal';
import type { ItemOperation } from './item-operation';
import type { LogRow } from './log-row';
import { flattenMeta, matchCode, readOrderingId } from './meta';
import { MINUTE_MS, toMs } from './time';

/** The Log Browser's code for an operation whose orderingId is lower than the item's last (article 95). */
export const OUT_OF_SEQUENCE = 'OUT_OF_SEQUENCE_OPERATION';

/** An orderingId further ahead of its row than this is of a wrong clock (an assumption). */
const CLOCK_AHEAD_MS = MINUTE_MS;
/** One further behind is of a wrong clock, or of a retry so late that nothing can be told (an assumption). */
const CLOCK_BEHIND_MS = 25 * MINUTE_MS;

/** Whether the row says that its operation was refused for being older than what Coveo already had. */
export function isOutOfSequence(row: LogRow): boolean {
  return row.result !== 'COMPLETED' && matchCode(flattenMeta(row.meta), OUT_OF_SEQUENCE) !== null;
}

/**
 * For each item that is lost, the operation that lost it: it was rejected, errored or never finished, and no
 * operation pushed for the item was indexed, deleted or refused by an extension on purpose since. Refused as out of
 * sequence is no loss either where the rows show that an operation made later had arrived: by its orderingId, where the
 * clocks of both can be right.
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

/** Both ids must be of a right clock: one that is ahead or behind makes the newer operation the lower one. */
function isBeaten(operation: ItemOperation, arrived: readonly ItemOperation[]): boolean {
  if (arrived.length === 0 || !isOutOfSequence(operation.lastRow)) return false;
  const made = madeAt(operation.lastRow);
  if (made === null) return false;
  return arrived.some(({ lastRow }) => {
    const other = madeAt(lastRow);
    return other !== null && other > made;
  });
}

/** When an operation was made by its orderingId, epoch ms; null where no id shows or its clock cannot be right. */
function madeAt(row: LogRow): number | null {
  const id = readOrderingId(flattenMeta(row.meta));
  if (id === null || orderingUnit(id) !== 'milliseconds') return null;
  const before = toMs(row.at) - Number(id);
  return before >= -CLOCK_AHEAD_MS && before <= CLOCK_BEHIND_MS ? Number(id) : null;
}

/** Whether the operation ended without its item reaching the index: rejected, errored or unfinished. */
export function hasFailed({ outcome }: ItemOperation): boolean {
  return outcome === 'rejected' || outcome === 'errored' || outcome === 'unfinished';
}

/**
 * A removal that never entered by itself is the work of another operation, a delete older than say: no arrival. What
 * an extension refuses on purpose got where it was meant to.
 */
function hasArrived({ outcome, pushed, lastRow }: ItemOperation): boolean {
  if (outcome === 'rejected') return isRefusedOnPurpose(lastRow);
  return outcome === 'indexed' || (outcome === 'deleted' && pushed);
}

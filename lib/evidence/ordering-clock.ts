import { orderingMoment, orderingUnit } from '@/lib/ordering/ordering-id';
import type { ItemOperation } from './item-operation';
import { flattenMeta, readOrderingId } from './meta';
import { median } from './run';
import { toMs } from './time';

/** What clock made the orderingIds of operations, by their length and by how far they are from their rows. */
export interface OrderingClock {
  /** The units seen, the most frequent first: "milliseconds", "19 digits" where no unit is known by its length. */
  readonly units: readonly string[];
  /** By how much ids are ahead of their rows, median in ms, negative behind; null where they name no moment. */
  readonly aheadMs: number | null;
}

/** Ids are looked for in so many rows of the operations: as many tell what a clock is like. */
const CLOCK_ROWS = 300;
/** Reads the clock of operations from the orderingIds in their last rows; null where these show none. */
export function readClock(operations: readonly ItemOperation[]): OrderingClock | null {
  const units = new Map<string, number>();
  const ahead: number[] = [];
  const step = Math.max(1, Math.floor(operations.length / CLOCK_ROWS));
  for (let at = 0; at < operations.length; at += step) {
    const row = operations[at]?.lastRow;
    const id = row === undefined ? null : readOrderingId(flattenMeta(row.meta));
    if (row === undefined || id === null) continue;
    const unit = orderingUnit(id);
    const name = unit === 'other' ? `${id.length} digits` : unit;
    units.set(name, (units.get(name) ?? 0) + 1);
    const moment = orderingMoment(id);
    if (moment !== null) ahead.push(toMs(moment) - toMs(operations[at]?.startedAt ?? row.at));
  }
  if (units.size === 0) return null;
  const named = [...units].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  return { units: named, aheadMs: median(ahead) };
}

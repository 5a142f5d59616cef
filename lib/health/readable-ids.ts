import { isBatchRow, type LogRow } from '@/lib/evidence/log-row';
import { flattenMeta, readOrderingId } from '@/lib/evidence/meta';

/**
 * Whether log rows show ids that operations could be told apart by. Coveo publishes no key of `meta` for them: where
 * they are missing, which operation beat which cannot be told. Rows are looked at evenly spread.
 */
export interface ReadableIds {
  /** Rows that were looked at: of items, not of batches. */
  readonly looked: number;
  /** How many of them name an orderingId in `meta`. */
  readonly orderingId: number;
  /** How many of them name their item, which is its documentId. */
  readonly item: number;
}

/** So many rows tell. */
const LOOKED_AT = 400;

/** Looks for ids in the rows of items. */
export function readableIds(rows: readonly LogRow[]): ReadableIds {
  const step = Math.max(1, Math.floor(rows.length / LOOKED_AT));
  let looked = 0;
  let orderingId = 0;
  let item = 0;
  for (let at = 0; at < rows.length; at += step) {
    const row = rows[at];
    if (row === undefined || isBatchRow(row)) continue;
    looked++;
    if (row.item !== null) item++;
    if (readOrderingId(flattenMeta(row.meta)) !== null) orderingId++;
  }
  return { looked, orderingId, item };
}

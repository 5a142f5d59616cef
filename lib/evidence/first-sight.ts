import type { Activity } from './activity';
import { type RowCounts, totalRows } from './counts';
import type { Source } from './source';

/** What is known of a source before its log rows are read: from the source, its activities and counts. Plain JSON. */
export interface FirstSight {
  /** The source's name; null where the source was not read. */
  readonly name: string | null;
  /** Coveo's own word for it; null where the source was not read. */
  readonly status: string | null;
  /** Items in the index, as Coveo counts them; null where not read. */
  readonly items: number | null;
  /** Log rows of 14 days, and those of them that are not COMPLETED; null where they were not counted. */
  readonly rows: number | null;
  readonly notCompleted: number | null;
  /** Activities that touch the 14 days, and those that are still open, oldest first. */
  readonly activities: number;
  readonly open: readonly { readonly operation: string; readonly since: string | null }[];
}

/** Puts together what the first calls of a scan say. */
export function firstSight(
  source: Source | null,
  activities: readonly Activity[],
  counts: RowCounts | null,
): FirstSight {
  const rows = counts === null ? null : totalRows(counts);
  return {
    name: source?.name ?? null,
    status: source?.status ?? null,
    items: source?.items ?? null,
    rows,
    notCompleted: rows === null ? null : rows - (counts?.results.COMPLETED ?? 0),
    activities: activities.length,
    open: activities
      .filter(({ state }) => state === 'EXECUTING')
      .map(({ operation, startedAt }) => ({ operation, since: startedAt })),
  };
}

import type { RowCounts } from '@/lib/evidence/counts';
import type { LogRow } from '@/lib/evidence/log-row';

/** Names a slice of a source's log: all rows, or their counts, that one filter leaves of one stretch of time. */
export interface SliceMark {
  readonly kind: 'rows' | 'counts';
  /** A hash of the filter: it may name an item, which is in no key of the store. */
  readonly filter: string;
  /** ISO in UTC; `to` is not included. */
  readonly from: string;
  readonly to: string;
  /** When it was read, by Coveo's clock, and how many rows came on a page then. */
  readonly readAt: string;
  readonly rowsPerPage: number;
  /**
   * Null for what has settled and never changes. Else it ends after what had settled, and is of use only as long as Coveo
   * counts the same rows since then: a hash of that count.
   */
  readonly tail: string | null;
  /** Of a tail: whether it went on to the moment of the reading. */
  readonly open: boolean;
}

/** A slice's content: rows in any order, their secrets removed, or counts. */
export type SliceContent =
  | { readonly kind: 'rows'; readonly rows: readonly LogRow[] }
  | { readonly kind: 'counts'; readonly counts: RowCounts };

/** A slice with what is in it. */
export interface Slice {
  readonly mark: SliceMark;
  readonly content: SliceContent;
}

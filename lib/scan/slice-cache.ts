import type { Slice, SliceContent, SliceMark } from '@/lib/store/slice';

/** Where the slices of one source are kept from scan to scan. It never throws: a store that fails has nothing. */
export interface SliceCache {
  /** What is there, in no order. */
  readonly list: () => Promise<readonly SliceMark[]>;
  /** What is in one of them; null where it has gone. */
  readonly read: (mark: SliceMark) => Promise<SliceContent | null>;
  /** Keeps slices; tails other than `tail` are of no use any more. */
  readonly keep: (slices: readonly Slice[], tail: string | null) => Promise<void>;
}

import type { Slice, SliceContent, SliceMark } from '@/lib/store/slice';

/** Where the slices of one source are kept from scan to scan. It never throws: a store that fails has nothing. */
export interface SliceCache {
  /** What is there, in no order. */
  readonly list: () => Promise<readonly SliceMark[]>;
  /** What is in one of them; null where it has gone. */
  readonly read: (mark: SliceMark) => Promise<SliceContent | null>;
  readonly keep: (kept: KeptSlices) => Promise<void>;
}

/** What a scan leaves for the next one. */
export interface KeptSlices {
  readonly slices: readonly Slice[];
  /** The present tail; others are of no use any more. Left out where it was not looked at: then tails stay. */
  readonly tail?: string | null;
  /** Slices that turned out not to hold. */
  readonly dropped: readonly SliceMark[];
}

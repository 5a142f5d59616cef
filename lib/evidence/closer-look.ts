import type { Bucket } from './bucket';
import type { Read } from './coverage';

/** Row counts of a window in shorter stretches than those of the evidence, so that zooming in shows more. */
export interface CloserLook {
  /** Those in which anything may be, oldest first, none beyond the window; null where one could not be counted. */
  readonly buckets: readonly Bucket[] | null;
  /** Source Logs calls that it made. */
  readonly calls: number;
  readonly reads: readonly Read[];
}

import type { Facts } from './facts';

/** A paste, read once: its text as every span sees it, and the facts of each exchange in it. */
export interface Paste {
  /** Decoded (byte order mark, UTF-16) and without secrets; otherwise as it was pasted. */
  readonly text: string;
  /** What was removed, by kind; kinds in order of name. */
  readonly redactions: readonly { readonly kind: string; readonly count: number }[];
  /** In the order of the text; at least one unless the paste is empty. At most `MAX_EXCHANGES`. */
  readonly exchanges: readonly Facts[];
  /**
   * How many exchanges were not read: beyond the bound, or in what repeats. In a long text these are counted by how many
   * begin in what is kept of the same kind; of like lines that are one exchange, only the pieces that are not shown.
   */
  readonly exchangesLeftOut: number;
}

/** The most exchanges that are read of one paste; a HAR may hold thousands. */
export const MAX_EXCHANGES = 500;
/** So many log rows are kept of one paste; behind them, some of each kind that failed. */
export const MAX_ROWS = 5_000;

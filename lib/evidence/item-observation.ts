import type { PartCoverage, Read } from './coverage';
import type { LogRow } from './log-row';
import type { OrganizationStatus } from './organization';
import type { KeptPush } from './recorded-pushes';
import type { Source } from './source';
import type { TimeWindow } from './time';

/** How a URI is looked for: as it is, as a part, or as a pattern (`*` one or more characters, `?` one). */
export type ItemMatch = 'exact' | 'substring' | 'wildcard';

/** What one call answered: its HTTP status and Coveo's request id, and why nothing came of it where that is so. */
export interface CallAnswer {
  readonly call: string;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly requestId: string | null;
  /** A sentence; null when it was answered well. */
  readonly why: string | null;
}

/** Something that one call reads: null where it was not read, and then the answer says why. */
export interface Answered<T> {
  readonly value: T | null;
  readonly answer: CallAnswer;
}

/** Some rows and whether they are all there are. */
export interface ReadRows {
  /** Oldest first, each guid once. */
  readonly rows: readonly LogRow[];
  readonly part: PartCoverage;
}

/** Another URI that has rows and differs from the one that was asked for as slips do. */
export interface NearItem {
  readonly uri: string;
  /** How it differs, in words that follow "the same". */
  readonly how: string;
  /** How many of the rows that were read are its own. */
  readonly rows: number;
  /** Its newest row. */
  readonly last: LogRow;
}

/** What was observed of one item of a source: plain JSON, with what could not be observed. */
export interface ItemObservation {
  /** Without secrets. */
  readonly uri: string;
  /** The time of Coveo's newest answer. */
  readonly now: string;
  readonly window: TimeWindow;
  readonly source: Answered<Source>;
  readonly organization: Answered<OrganizationStatus>;
  readonly history: ReadRows;
  /** DELETE_OLDER_THAN and DELETE_AND_CHILDREN rows of the source, on whatever item. */
  readonly deletions: ReadRows;
  /** BATCH_FILE rows of the source that did not end in COMPLETED. */
  readonly failedBatches: ReadRows;
  /**
   * DELETE rows at INDEXING in the hour from the deletion that stands nearest before the item's removal; null where
   * there is no such, or where they could not be counted.
   */
  readonly removedAround: number | null;
  /** URIs that are nearly the same; empty unless the item has no row. `part` says how far they were looked for. */
  readonly near: { readonly items: readonly NearItem[]; readonly part: PartCoverage } | null;
  /** Recorded calls that name the item, newest first; left out where none does. */
  readonly recorded?: readonly KeptPush[];
  readonly calls: number;
  readonly reads: readonly Read[];
}

/** Rows of the items that a search found. */
export interface ItemSearch {
  readonly uri: string;
  readonly match: ItemMatch;
  readonly now: string;
  readonly window: TimeWindow;
  readonly source: ItemObservation['source'];
  readonly found: ReadRows;
  readonly calls: number;
  readonly reads: ItemObservation['reads'];
}

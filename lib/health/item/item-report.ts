import type { PartCoverage, Read } from '@/lib/evidence/coverage';
import type { CallAnswer, ItemMatch, NearItem } from '@/lib/evidence/item-observation';
import type { Outcome } from '@/lib/evidence/item-operation';
import type { LogRow } from '@/lib/evidence/log-row';
import type { KeptPush } from '@/lib/evidence/recorded-pushes';
import type { TimeWindow } from '@/lib/evidence/time';
import type { FindingIssue } from '@/lib/health/health';
import type { Claim } from '@/lib/problems/problem';

/** What must go well until an item is found in a search, in the order in which it is asked. */
export const DECIDERS = [
  'token',
  'organization',
  'source',
  'status',
  'container',
  'batch',
  'ordering',
  'validation',
  'permissions',
  'extension',
  'mapping',
  'indexing',
  'deletion',
  'visibility',
] as const;

/** The name of one of them. */
export type DeciderName = (typeof DECIDERS)[number];

/** The problem that a row is, by the one that claims it most surely. */
export interface RowProblem {
  readonly id: string;
  readonly title: string;
  readonly claim: Claim;
  /** The issue of the source that such rows are counted in; null where there is none, or the store cannot tell. */
  readonly issue: FindingIssue | null;
}

/** One question on the item's way: yes, no, or unknown; then `text` says because of what. */
export interface Decider {
  readonly name: DeciderName;
  /** What is asked; yes is the answer that leads on. */
  readonly question: string;
  readonly answer: 'yes' | 'no' | 'unknown';
  readonly text: string;
  /** Rows that prove it, newest first, at most five. */
  readonly rows: readonly LogRow[];
  /** The call whose answer proves it, or whose failure leaves it open. */
  readonly call: CallAnswer | null;
  readonly problem: RowProblem | null;
}

/**
 * Where the item stands, as far as the logs show:
 * - `indexed`: its newest push reached the index; `older version`: an earlier one did, and the newest failed;
 * - `refused`, `unfinished`, `skipped`, `on its way`: where its newest push ended, without one that was indexed before;
 * - `deleted`: by a delete that was pushed for it, or by another operation; `being deleted`: a delete entered;
 * - `never seen`: it has no row; `unknown`: what was read cannot tell.
 */
export type ItemState =
  | 'indexed'
  | 'older version'
  | 'refused'
  | 'unfinished'
  | 'skipped'
  | 'on its way'
  | 'deleted'
  | 'being deleted'
  | 'never seen'
  | 'unknown';

/** A row of the history, and how long after the one before it in its operation; null for the first. */
export interface StageRow {
  readonly row: LogRow;
  readonly afterMs: number | null;
  /** What kind of failure it is; null for what is COMPLETED, and for what went on. */
  readonly problem: RowProblem | null;
}

/** One operation on the item, with its rows oldest first. */
export interface ItemStep {
  readonly operation: string;
  readonly outcome: Outcome;
  /** It was pushed: it entered by itself. Else another operation removed the item. */
  readonly pushed: boolean;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly rows: readonly StageRow[];
  /** As its rows show it, digits; null where they do not. */
  readonly orderingId: string | null;
  /** The moment that the orderingId stands for, ISO; null where its digits tell none. */
  readonly orderingAt: string | null;
}

/** One item, explained: what the item route answers and its page shows. Plain JSON. */
export interface ItemReport {
  readonly kind: 'item';
  readonly uri: string;
  /** The time of Coveo's newest answer. */
  readonly asOf: string;
  /** What was read: everything that Coveo still has. */
  readonly window: TimeWindow;
  readonly source: SourceName;
  readonly state: ItemState;
  /** The answer in one sentence or two, never more than is known. */
  readonly text: string;
  /** Likely where it rests on an inference. */
  readonly confidence: 'certain' | 'likely';
  readonly deciders: readonly Decider[];
  /** Newest first, at most `MAX_STEPS`. */
  readonly steps: readonly ItemStep[];
  readonly stepsTotal: number;
  /** Rows of the item that belong to no operation, newest first. */
  readonly loose: readonly LogRow[];
  /** URIs that are nearly the same and have rows; only where the item has none. */
  readonly near: readonly NearItem[];
  /** Recorded calls that name it, newest first, at most `MAX_ITEM_CALLS` of `recordedTotal`; left out where none does. */
  readonly recorded?: readonly KeptPush[];
  readonly recordedTotal?: number;
  /** What was looked at for them, in a sentence; null where they were not looked for. */
  readonly nearText: string | null;
  readonly assumptions: readonly string[];
  readonly coverage: ItemCoverage;
}

/** The source as far as it could be read. */
export interface SourceName {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly status: string;
}

/** What could be read, part by part. */
export interface ItemCoverage {
  readonly complete: boolean;
  readonly rowsRead: number;
  readonly calls: number;
  /** The item's own rows. */
  readonly history: PartCoverage;
  readonly deletions: PartCoverage;
  readonly failedBatches: PartCoverage;
  readonly reads: readonly Read[];
}

/** Operations of an item that are shown at the most. */
export const MAX_STEPS = 100;
/** Items of a search that are listed at the most. */
export const MAX_MATCHES = 200;

/** An item that a search found. */
export interface MatchedItem {
  readonly uri: string;
  /** How many of the rows that were read are its own. */
  readonly rows: number;
  /** Its newest row. */
  readonly last: LogRow;
}

/** The items that a search found. Plain JSON. */
export interface ItemMatches {
  readonly kind: 'matches';
  readonly uri: string;
  readonly match: ItemMatch;
  readonly asOf: string;
  readonly window: TimeWindow;
  readonly source: SourceName;
  /** Newest row first, at most `MAX_MATCHES`. */
  readonly items: readonly MatchedItem[];
  readonly itemsTotal: number;
  /** How many there are and whether that is all, in a sentence. */
  readonly text: string;
  readonly coverage: Pick<ItemCoverage, 'complete' | 'rowsRead' | 'calls' | 'reads'>;
}

/** What the item route answers. */
export type ItemAnswer = ItemReport | ItemMatches;

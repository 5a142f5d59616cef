import type { Step } from './operation';

/** An item as it is pushed, measured: what the pipeline's rules need to know of it. */
export interface PushedItem {
  documentId: string;
  /** Size of the item in bytes, as the source's total counts it. */
  bytes: number;
  /** Total metadata in bytes, as `metadata-size.ts` counts it. */
  metadataBytes: number;
  /** How many identities its permissions name; absent where it has no valid ones. */
  permissions?: number | undefined;
  /** Steps that a scenario imposes instead of those of an item that is indexed. */
  steps?: readonly Step[];
}

/** A deletion inside a batch. */
export interface PushedDelete {
  documentId: string;
  deleteChildren: boolean;
}

/** What the pipeline remembers of an item, also after it was removed: its last ordering id decides what is late. */
export interface Item {
  documentId: string;
  /** Of the last operation that was let in. */
  lastOrderingId: bigint;
  /** Of the version in the index; null when there is none. */
  indexedOrderingId: bigint | null;
  /** Epoch milliseconds since when it is in the index; meaningless when it is not. */
  indexedAt: number;
  bytes: number;
}

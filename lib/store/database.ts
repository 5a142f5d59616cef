import type { Kysely } from 'kysely';
import type { Engine } from './migrations';
import type { Schema } from './schema';

/** An open database: what reads it, and what writes. */
export interface Database {
  readonly engine: Engine;
  /** For reading only: it sees what was last committed. */
  readonly read: Kysely<Schema>;
  /**
   * Runs a write in one transaction. With libsql, writes of a process wait for each other: a second one beside an open
   * transaction would fail at once. With PostgreSQL one that lost a race is tried again.
   */
  readonly write: <T>(work: (transaction: Kysely<Schema>) => Promise<T>) => Promise<T>;
  /** Why a read or a write failed, when the database itself is to blame; null when it is not. */
  readonly explain: (error: unknown) => StoreFailure | null;
  /** Closes after the writes that were asked for. */
  readonly close: () => Promise<void>;
  /** Closes without waiting, for a process that ends: what is not committed is undone. */
  readonly closeNow: () => void;
}

/** Why a store cannot be used, in a sentence that says what to do. Never holds a password. */
export interface StoreFailure {
  readonly kind: 'in use' | 'not writable' | 'full' | 'damaged' | 'unreachable' | 'newer' | 'unknown';
  readonly text: string;
}

/** An open store, or why there is none. */
export type Opened<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: StoreFailure };

import type { Ledger } from '@/lib/health/health';

/** One counter of the ledger: its word and the only definition it has. */
export interface Counter {
  readonly key: keyof Ledger;
  readonly label: string;
  readonly definition: string;
  /** More of it than usual is bad news; less of it, for those that are not. */
  readonly badWhen: 'up' | 'down' | null;
}

/** The counters as the page shows them, from entry to the index. */
export const COUNTERS: readonly Counter[] = [
  {
    key: 'pushed',
    label: 'Pushed',
    definition: 'Item operations with a COMPLETED row at a STREAMING* or CONSUMING* task.',
    badWhen: 'down',
  },
  {
    key: 'indexed',
    label: 'Indexed',
    definition: 'Item operations with a COMPLETED row at INDEXING.',
    badWhen: 'down',
  },
  {
    key: 'rejected',
    label: 'Rejected',
    definition: 'Item operations whose last row is REJECTED.',
    badWhen: 'up',
  },
  { key: 'errored', label: 'Errored', definition: 'Item operations whose last row is ERROR.', badWhen: 'up' },
  {
    key: 'skipped',
    label: 'Skipped',
    definition: 'Item operations whose last row is SKIPPED.',
    badWhen: null,
  },
  {
    key: 'unfinished',
    label: 'Unfinished',
    definition: 'Item operations that entered, have no last row, and are older than the settling time.',
    badWhen: 'up',
  },
  {
    key: 'deleted',
    label: 'Deleted',
    definition: 'Item operations that delete, with a COMPLETED row at INDEXING.',
    badWhen: null,
  },
  {
    key: 'items',
    label: 'Items now',
    definition: 'Items in the index by Coveo’s own count for the source.',
    badWhen: null,
  },
];

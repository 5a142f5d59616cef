import type { DeciderName, ItemState } from './item-report';

/** What the deciders are called. */
export const DECIDER_WORDS: Readonly<Record<DeciderName, string>> = {
  token: 'Token',
  organization: 'Organization',
  source: 'Source',
  status: 'Status',
  container: 'Container',
  batch: 'Batch',
  ordering: 'Ordering',
  validation: 'Validation',
  permissions: 'Permissions',
  extension: 'Extension',
  mapping: 'Mapping',
  indexing: 'Indexing',
  deletion: 'Deletion',
  visibility: 'Search visibility',
};

/** Where an item stands, in a word or two. */
export const STATE_WORDS: Readonly<Record<ItemState, string>> = {
  indexed: 'Indexed',
  'older version': 'An older version is indexed',
  refused: 'Not indexed',
  unfinished: 'Never came out',
  skipped: 'Skipped',
  'on its way': 'On its way',
  deleted: 'Deleted',
  'being deleted': 'Being deleted',
  'never seen': 'Never seen',
  unknown: 'Not known',
};

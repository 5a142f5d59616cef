import type { Problem } from './problem';

/** Far more items were deleted than this source usually loses (our own; how deletes work is article 171's and 78's). */
export const massDeletion: Problem = {
  id: 'mass-deletion',
  words: {
    title: 'Far more items deleted than usual',
    whatHappened:
      'In a short time many more items were deleted from the source than on other days. Each delete was carried out as it was asked for, so no row shows an error.',
    cause:
      'A delete older than after a run that pushed only part of the content, a delete with `deleteChildren=true` on a short `documentId` (it takes every item whose URI begins with it and a `/`), or a second job that cleans up what the first one pushed.',
    fix: [
      'Stop the job before its next delete.',
      'Look at the rows `DELETE_OLDER_THAN`, `DELETE_AND_CHILDREN` and `DELETE` of that time: which came first, and how many items the run before had pushed.',
      'Compare the run before it with a usual one: if it was smaller, what it left out is what was deleted.',
      'Push the whole content again: Coveo offers no way back for deleted items.',
      'Let the job send its delete older than only after a run that pushed everything, and with an `orderingId` from before its first item.',
    ],
    mistakes: [
      'Sending the delete older than in any case, also after a run that broke off.',
      'Letting two jobs push to one source: the delete older than of one removes the other’s items.',
      'Relying on the default of `deleteChildren`: it is `false` in the API, and `true` in Coveo’s command-line client.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: { title: 'Coveo 78: Push API reference', url: 'https://docs.coveo.com/en/78/' },
    unsure:
      'Which request removed an item is not in its row: it is inferred from the order in time. That deleted items cannot be brought back is inferred, as no call for it is documented.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  later: ['live'],
};

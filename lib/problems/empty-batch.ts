import type { Problem } from './problem';

/** Batches that hold no item; the official JavaScript client pushes one for empty input (seen in its requests). */
export const emptyBatch: Problem = {
  id: 'empty-batch',
  words: {
    title: 'Batches with nothing in them',
    whatHappened:
      'Batches were accepted with `202` that hold no item: neither `addOrUpdate` nor `delete` names any. The job looks busy, and nothing reaches the index.',
    cause:
      'The query or filter of the job returned nothing, its lists stand under names that a batch does not have (`items`, `documents`), or the client sends what is left in its buffer at the end, even if that is nothing.',
    fix: [
      'Save one batch as it is uploaded, and look at its top level: the lists must be named `addOrUpdate` and `delete`.',
      'Ask the job’s log how many items it read before it pushed: with none, the trouble lies before Coveo.',
      'Let the client skip the upload and the call when there is nothing to send.',
      'After a run without items send no delete older than: it would remove what the run did not push.',
    ],
    mistakes: [
      'Counting calls in place of items: a run of empty batches gets nothing but `202`.',
      'Leaving a delete older than in the `finally` of the job, so that it follows a run that read nothing.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: { title: 'Coveo 78: Push API reference', url: 'https://docs.coveo.com/en/78/' },
    unsure:
      'What Coveo does with an empty batch is not documented: that it is accepted and changes nothing is inferred.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  later: ['live', 'pre-flight'],
};

import { ARTICLE_1864 } from './article';
import type { Problem } from './problem';

/** Items that entered the pipeline and left no last row (our own; the stages that are due are inferred). */
export const unaccountedItems: Problem = {
  id: 'unaccounted-items',
  words: {
    title: 'Items that entered and never finished',
    whatHappened:
      'Items entered the pipeline and left no last row: long after this source’s usual time they are neither indexed nor rejected, in error, skipped or deleted.',
    cause:
      'The log does not say. Likely are a stage that is paused or far behind, a fault inside the pipeline, or rows that were never written.',
    fix: [
      'Look up one of the items in the Log Browser by its URI, and note the last stage that it reached.',
      'Ask an administrator whether a stage of the indexing pipeline is paused, and look at Coveo’s status page.',
      'Look whether the items are in the index all the same, in the Content Browser.',
      'Push a few of them again, and watch whether these finish.',
      'If they do not, give Coveo Support the organization, the source, some URIs, the last stage and the time.',
    ],
    mistakes: [
      'Reading the log too early: what was pushed just now has not had its time.',
      'Taking the edge of a window for a loss: rows before and after it are not shown.',
    ],
    actor: 'coveo',
    retryable: true,
    retryAfter: 'once the source’s usual time from push to index has passed',
    article: ARTICLE_1864,
    unsure:
      'Which stages an item must leave a row at is not published; what was due is inferred from the other items of the source.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  later: ['live'],
};

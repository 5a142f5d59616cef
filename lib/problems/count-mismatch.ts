import { ARTICLE_1864 } from './article';
import type { Problem } from './problem';

/** The source holds far fewer items than were indexed, and no error says why (our own). */
export const countMismatch: Problem = {
  id: 'count-mismatch',
  words: {
    title: 'Far fewer items than were indexed',
    whatHappened:
      'The source holds far fewer items than the log shows as indexed, and no refusal, error or delete in the log explains the difference.',
    cause:
      'Different content was pushed under the same `documentId`, so that one item replaced the other; a delete with children or a delete older than removed items without a row for each; or another job works on the same source.',
    fix: [
      'Count the different `documentId` values in the customer’s export, not its lines, and compare that with the source’s number of items.',
      'Look for ids that repeat, also in another case, with another ending or with `?` and `#` parts cut off.',
      'Look for `DELETE_OLDER_THAN` and `DELETE_AND_CHILDREN` rows since the last full run.',
      'Take one item that is missing and read its whole history by its URI.',
      'If ids are unique and nothing was deleted, give Coveo Support both numbers, the source and the time.',
    ],
    mistakes: [
      'Comparing rows with items: the same item leaves several rows, and one more with every push.',
      'Comparing with the number of search results: permissions and query filters hide items that are indexed.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: ARTICLE_1864,
    unsure:
      'Whether each removed item leaves a row is not published, and the source’s number of items may lag behind the log.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  later: ['live'],
};

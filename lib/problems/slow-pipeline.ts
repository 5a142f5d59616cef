import type { Problem } from './problem';

/** Items take far longer from push to index than this source's usually do (our own; the stages are article 1893's). */
export const slowPipeline: Problem = {
  id: 'slow-pipeline',
  words: {
    title: 'Pipeline far slower than usual',
    whatHappened:
      'Items take far longer from push to index than they usually do in this source. Nothing failed: they arrive late.',
    cause:
      'Much work waits in the organization’s queues: a rebuild, a large first load or a job that pushes every item every time. Also likely are an extension, optical character recognition or very large items that take their time, or trouble at Coveo.',
    fix: [
      'See between which stages the time passes: before `PROCESSING` it is waiting, at `EXTENSION` the script, later the items themselves.',
      'Look what else was pushed, rebuilt or refreshed in the organization at that time.',
      'Look at Coveo’s status page.',
      'Wait until the queue is worked off; push what changed, not everything, and use batches.',
      'If it lasts for hours without load, give Coveo Support some items with their first and last row.',
    ],
    mistakes: [
      'Pushing everything once more: it waits behind what is there already.',
      'Looking for new content in search minutes after the push: pipeline and index commits take minutes on a good day.',
    ],
    actor: 'wait',
    retryable: false,
    retryAfter: null,
    article: {
      title: 'Coveo 1893: Coveo indexing pipeline',
      url: 'https://docs.coveo.com/en/1893/',
    },
    unsure:
      'Coveo promises no time from push to index, and its log does not name the cause of a delay: both are inferred.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  later: ['live'],
};

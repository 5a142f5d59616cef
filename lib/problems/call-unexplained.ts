import { ARTICLE_95 } from './article';
import type { Observed, Problem } from './problem';
import { refusedCalls } from './refused-calls';

/** Recorded calls that were refused for a reason that no rule knows, or that got no answer (our own catch-all). */
export const callUnexplained: Problem = {
  id: 'call-unexplained',
  words: {
    title: 'Calls refused or unanswered, reason not recognised',
    whatHappened:
      'A connector recorded calls to the Push API that were refused with a status and code which no rule knows, or that got no answer at all.',
    cause:
      'Not recognised. A call without an answer broke off on its way there or back: a proxy, a firewall, a time-out of the client, a name that was not resolved. A status that Coveo does not use comes from something in between.',
    fix: [
      'Look into the connector’s own log at the time of the calls, and paste what it says under Diagnose.',
      'Record `errorCode` with each call: the status alone tells little.',
      'No answer: make the same call by hand from the same machine, and compare.',
      'If Coveo did answer, give Coveo Support the request id, the time and the organization.',
    ],
    mistakes: [
      'Taking a call without an answer for one that changed nothing: it may have arrived.',
      'Sending at once again what got no answer, many at a time.',
    ],
    actor: 'client',
    retryable: true,
    retryAfter: 'after a look at whether the call has taken effect',
    article: ARTICLE_95,
    unsure: 'What a client writes as code of a failure is its own: the causes named here are inferred.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  live: {
    needs: ['source'],
    fromPart: true,
    ofRecorded: true,
    detect: (observed: Observed) =>
      observed.refused.length === 0
        ? { state: 'clear' }
        : { state: 'found', findings: [refusedCalls(callUnexplained, observed.refused, observed)] },
  },
  later: [],
};

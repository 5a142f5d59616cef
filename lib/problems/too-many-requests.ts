import type { Facts } from '@/lib/paste/facts';
import { type Phrase, phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { limitActivities } from './limit-activities';
import { limitActivityFinding } from './limit-activity-finding';
import { inWords, type LimitWords, limitFinding, limitUse } from './limit-use';
import { isForeign, recognition, saidOf } from './paste-signs';
import type { DecidingRequest, Detection, Observed, Problem, Recognition } from './problem';
import { retryAfterOf } from './retry-after';

/** The words of the limit of calls: then a 429 is not of the limit of items. */
export const TOO_MANY: readonly Phrase[] = [
  phrase('too many requests', 'too many requests'),
  // As Python’s urllib3 says it after its last retry.
  phrase('too many 429', 'too many 429 error responses'),
];

const SIGNS: ErrorSigns = {
  codes: ['THROTTLED_REQUEST'],
  genericCodes: ['TOO_MANY_REQUESTS'],
  statuses: [429],
  fitting: [
    phrase('ThrottleError', 'ThrottleError'),
    phrase('throttle error', 'throttle error'),
    ...TOO_MANY,
    phrase('rate limit exceeded', 'rate limit (?:was |is |has been )?exceeded'),
    phrase('request was throttled', 'request (?:was|is|has been) throttled'),
  ],
  alone: 'likely',
};

/** What limits allow and what was used: it tells the two daily limits apart from throttling (health specification). */
export const DAILY_LIMITS: DecidingRequest = {
  tells:
    '`pushApiMaximumDailyInvocations` at its limit: calls for today are used up; `pushApiMaximumDailyDocumentCount`: items; neither: too fast for the moment, or Coveo is declining work for a while.',
  call: { name: 'limits' },
};

/** The words of items of a day: then it is the other limit. */
export const DAILY_ITEMS_PHRASES = [
  phrase('too many documents today', 'too many documents (?:today|daily|per day|for today)'),
  phrase('daily document limit', 'daily documents? (?:processing )?limit'),
  phrase('daily item processing limit', 'daily items? processing limit'),
];

const WRONG_IF =
  'The calls go on being refused although nothing was sent for some minutes, and no daily limit is reached.';

function recognise(facts: Facts): Recognition | null {
  const { s3 } = facts;
  if (s3?.code?.value === 'SlowDown' && !isForeign(facts)) {
    return recognition(
      {
        confidence: 'likely',
        reasons: ['S3 asks to slow down (SlowDown): uploads came faster than it takes them.'],
        spans: [s3.code.span],
      },
      {
        wrongIf: 'A single upload some minutes later is refused in the same way.',
        retryAfter: retryAfterOf(facts),
      },
    );
  }
  const sign = readSign(facts, SIGNS);
  if (sign === null || saidOf(facts, DAILY_ITEMS_PHRASES) !== null) return null;
  return recognition(sign, {
    reasons: [
      ...sign.reasons,
      sign.by === 'code'
        ? 'Whether calls came too fast, the calls of the day are used up, or Coveo declines work for a while, the text does not tell.'
        : 'Without a code it can be too many calls, too many items for the day, or Coveo declining work for a while: the text does not tell.',
    ],
    wrongIf: WRONG_IF,
    decidedBy: DAILY_LIMITS,
    retryAfter: retryAfterOf(facts),
  });
}

const IN_USE: LimitWords = {
  problem: 'too-many-requests',
  name: 'Daily limit of Push API calls',
  noun: 'call',
  reached:
    'Until the day is over every call is refused with 429 `TOO_MANY_REQUESTS`, and leaves no row: what is missing is only in the client’s own log.',
  near: 'All sources of the organization count together; at the limit, every call is refused until the day is over.',
  impact: 'degraded',
};

/** Found or not checked, never clear: refused calls leave no row. Our own 429s are not looked at. */
function detect(observed: Observed): Detection {
  const { evidence } = observed;
  const use = limitUse(evidence, 'calls');
  if (use !== null && use.state !== 'far') {
    const activities = limitActivities(evidence, 'too-many-requests');
    return { state: 'found', findings: [limitFinding(use, IN_USE, evidence, activities)] };
  }
  const finding = limitActivityFinding(observed, {
    problem: 'too-many-requests',
    title: 'Limit',
    confidenceReason:
      'Coveo’s activities do not say which limit it was: the rate of calls, or the calls or items of that day.',
  });
  if (finding !== null) return { state: 'found', findings: [finding] };
  const { limits, activities } = evidence.coverage.parts;
  // The part that could not be read then says itself that this was not checked.
  if (limits.state !== 'complete' || activities.state !== 'complete') return { state: 'clear' };
  const counted =
    use === null
      ? 'Coveo’s limits name no number of calls a day, counted within the last day.'
      : `Today ${inWords(use, 'call')}.`;
  return {
    state: 'not checked',
    why: `${counted} Calls that were refused for coming too fast leave no row: only the client’s own log tells.`,
  };
}

/** More calls than Coveo takes at the moment, or on the day (articles 63 and 95; capacity management). */
export const tooManyRequests: Problem = {
  id: 'too-many-requests',
  words: {
    title: 'Too many requests',
    whatHappened:
      'Coveo refused the call with 429 `TOO_MANY_REQUESTS`. What it accepted before goes on normally; what it refused is not queued, and must be sent again.',
    cause:
      'The client sends calls faster than they are taken, the number of Push API calls of the day is used up, or so much indexing work is waiting that Coveo declines new items for a while.',
    fix: [
      'Wait as long as the answer’s `Retry-After` header says; without one, wait some seconds and double the wait at each refusal, with a random part so that workers do not return together.',
      'Send batches in place of single items: one batch is a few calls for thousands of items.',
      'Count calls in flight, and lower them: one upload after the other is often fast enough.',
      'If it lasts for hours, read `GET /rest/organizations/{organizationId}/limits/content` for the calls of the day; a higher number is a matter of the licence.',
      'Push again what was refused: keep a list, it is not in the Log Browser.',
    ],
    mistakes: [
      'Retrying at once and in parallel: that keeps the limit reached.',
      'Trusting Coveo’s JavaScript client to upload again: it retries calls to Coveo, not the upload into a container.',
      'Dropping refused items silently: no row of the log will tell of them.',
    ],
    actor: 'wait',
    retryable: true,
    retryAfter:
      'after `Retry-After` where the answer has it; else some seconds, doubled each time; the daily limit not before the next day',
    article: article95('429 - TOO_MANY_REQUESTS'),
    unsure:
      'Coveo publishes neither the rate nor the calls a day (they differ by licence), nor that it sends `Retry-After`. S3’s `SlowDown` is counted here too.',
  },
  signs: { statuses: [429], codes: ['TOO_MANY_REQUESTS', 'THROTTLED_REQUEST'] },
  example: `HTTP/1.1 429 Too Many Requests
Retry-After: 30

{"errorCode": "TOO_MANY_REQUESTS", "message": "Too many requests."}`,
  paste: errorDoor(SIGNS, recognise),
  live: { needs: ['limits', 'activities'], fromPart: true, detect },
  later: [],
};

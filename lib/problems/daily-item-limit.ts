import { ARTICLE_63 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { limitActivities } from './limit-activities';
import { limitActivityFinding } from './limit-activity-finding';
import { inWords, type LimitWords, limitFinding, limitUse } from './limit-use';
import { recognition, saidOf } from './paste-signs';
import type { Detection, Observed, Problem } from './problem';
import { retryAfterOf } from './retry-after';
import { DAILY_ITEMS_PHRASES, DAILY_LIMITS, TOO_MANY } from './too-many-requests';

const SIGNS: ErrorSigns = {
  codes: ['TOO_MANY_DOCUMENTS_DAILY'],
  statuses: [429],
  plain: DAILY_ITEMS_PHRASES,
  alone: 'possible',
};

const IN_USE: LimitWords = {
  problem: 'daily-item-limit',
  name: 'Daily item limit',
  noun: 'item',
  reached:
    'Until the day is over every item is refused with 429 `TOO_MANY_DOCUMENTS_DAILY`, and leaves no row: what is missing is only in the client’s own log.',
  near: 'All sources of the organization count together; at the limit, every item is refused until the day is over.',
  impact: 'degraded',
};

/** Found or not checked, never clear: only today is counted, and refused calls leave no row. */
function detect(observed: Observed): Detection {
  const { evidence } = observed;
  const use = limitUse(evidence, 'dailyItems');
  if (use !== null && use.state !== 'far') {
    const activities = limitActivities(evidence, 'daily-item-limit');
    return { state: 'found', findings: [limitFinding(use, IN_USE, evidence, activities)] };
  }
  const told = limitActivityFinding(observed, {
    problem: 'daily-item-limit',
    title: 'Daily item limit',
    confidenceReason:
      'The activities name TOO_MANY_DOCUMENTS_DAILY; what was refused of this source is not in them.',
  });
  if (told !== null) return { state: 'found', findings: [told] };
  // The part that could not be read then says itself that this was not checked.
  if (evidence.coverage.parts.limits.state !== 'complete') return { state: 'clear' };
  return {
    state: 'not checked',
    why:
      use === null
        ? 'Coveo’s limits name no number of items a day, counted within the last day.'
        : `Today ${inWords(use, 'item')}. Of earlier days nothing is known: refused items leave no row.`,
  };
}

/** The items that the licence lets the Push API process in a day are used up (article 63). */
export const dailyItemLimit: Problem = {
  id: 'daily-item-limit',
  words: {
    title: 'Daily item limit reached',
    whatHappened:
      'Coveo refused the call with 429 `TOO_MANY_DOCUMENTS_DAILY`: the items that the Push API may process for this organization in a day are used up.',
    cause:
      'More items were pushed today than the licence allows. Usually a job pushes everything each time, not only what changed; or two jobs, or a rebuild, came on the same day.',
    fix: [
      'Stop the job: until the day is over every item is refused.',
      'Look up use and limit: the keys that begin with `pushApiMaximumDaily` in `GET /rest/organizations/{organizationId}/limits/content`.',
      'Push only what changed, and full rebuilds rarely, on days of their own.',
      'Push again, on the next day, all that was refused; if the need is real, ask the Coveo representative for a higher limit.',
    ],
    mistakes: [
      'Retrying with ever longer waits: within the day it cannot help.',
      'Confusing it with `TOO_MANY_REQUESTS`, which counts calls: larger batches do not help against this one.',
    ],
    actor: 'client',
    retryable: true,
    retryAfter: 'on the next day',
    article: ARTICLE_63,
    unsure: 'The number of items a day differs by licence, and when the day begins anew is not published.',
  },
  signs: { statuses: [429], codes: ['TOO_MANY_DOCUMENTS_DAILY'] },
  example: `PUT status: 429
PUT response: {"errorCode": "TOO_MANY_DOCUMENTS_DAILY"}`,
  paste: errorDoor({ ...SIGNS, fitting: TOO_MANY }, (facts) => {
    const sign = readSign(facts, SIGNS);
    if (sign === null || (sign.by === 'status' && saidOf(facts, TOO_MANY) !== null)) return null;
    return recognition(sign, {
      reasons: [
        ...sign.reasons,
        ...(sign.by === 'status'
          ? ['A 429 without a code most often counts calls; items of the day are the rarer cause.']
          : []),
      ],
      wrongIf: 'The organization’s limits show that fewer items were processed today than allowed.',
      decidedBy: sign.confidence === 'certain' ? null : DAILY_LIMITS,
      retryAfter: retryAfterOf(facts),
    });
  }),
  live: { needs: ['limits'], fromPart: true, detect },
  later: [],
};

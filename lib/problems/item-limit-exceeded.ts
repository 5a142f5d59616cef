import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { limitActivities } from './limit-activities';
import { limitActivityFinding } from './limit-activity-finding';
import { type LimitWords, limitFinding, limitUse } from './limit-use';
import { recognition } from './paste-signs';
import type { DecidingRequest, Detection, Observed, Problem } from './problem';
import { CODES_OF_412 } from './push-parameters';

const SIGNS: ErrorSigns = {
  codes: ['DOCUMENT_LIMIT_EXCEEDED'],
  statuses: [412],
  plain: [
    phrase('document limit exceeded', 'document limit (?:has been |was |is )?(?:exceeded|reached)'),
    phrase('limit of indexed items', 'indexed item limit'),
  ],
  fitting: [
    phrase('maximum number of documents', 'maximum number of (?:documents|items)'),
    phrase('item limit reached', 'item limit (?:has been |was |is )?(?:exceeded|reached)'),
    phrase(
      'too many documents in index',
      'too many (?:documents|items) in (?:the |your )?(?:index|organi[sz]ation)',
    ),
  ],
  alone: 'possible',
};

const LIMITS: DecidingRequest = {
  tells: 'numberOfDocumentsLimit: where its actualCount is at its limit, this is proved.',
  call: { name: 'limits' },
};

const IN_USE: LimitWords = {
  problem: 'item-limit-exceeded',
  name: 'Item limit',
  noun: 'item',
  reached:
    'Pushes that add items are refused with 412 `DOCUMENT_LIMIT_EXCEEDED`, and leave no row: what is missing is only in the client’s own log.',
  near: 'All sources of the organization count together; at the limit, pushes that add items are refused.',
  impact: 'failing',
};

function detect(observed: Observed): Detection {
  const { evidence } = observed;
  const use = limitUse(evidence, 'items');
  if (use !== null && use.state !== 'far') {
    const activities = limitActivities(evidence, 'item-limit-exceeded');
    return { state: 'found', findings: [limitFinding(use, IN_USE, evidence, activities)] };
  }
  const told = limitActivityFinding(observed, {
    problem: 'item-limit-exceeded',
    title: 'Item limit',
    confidenceReason:
      'The activities name DOCUMENT_LIMIT_EXCEEDED; what was refused of this source is not in them.',
  });
  if (told !== null) return { state: 'found', findings: [told] };
  // The part that could not be read then says itself that this was not checked.
  if (use !== null || evidence.coverage.parts.limits.state !== 'complete') return { state: 'clear' };
  return {
    state: 'not checked',
    why: 'Coveo’s limits name no number of items (`numberOfDocumentsLimit`).',
  };
}

/** The organization holds as many items as its licence allows (articles 63 and 95). */
export const itemLimitExceeded: Problem = {
  id: 'item-limit-exceeded',
  words: {
    title: 'Item limit reached',
    whatHappened:
      'Coveo refused the request with 412 `DOCUMENT_LIMIT_EXCEEDED`: the organization may not index more items. What is in the index stays searchable.',
    cause:
      'The number of items that the licence allows is used up, by all sources of the organization together. Often a source keeps items that nobody pushes any more, or a test source was left behind.',
    fix: [
      'Look up how many items there are and how many are allowed: License in the Administration Console, or `numberOfDocumentsLimit` of `GET /rest/organizations/{organizationId}/limits/content`.',
      'Delete what is not needed: items by a batch with `delete`, old ones by `DELETE …/documents/olderthan`, or a whole source.',
      'Push what was refused again once the count has gone down; deletions take effect after a while.',
      'If the content is all needed, ask the Coveo representative for a higher limit.',
    ],
    mistakes: [
      'Looking only at the source that failed: the limit is the organization’s.',
      'Retrying without deleting: the answer stays the same.',
    ],
    actor: 'administrator',
    retryable: true,
    retryAfter: 'once items were deleted or the limit was raised',
    article: article95('412 - DOCUMENT_LIMIT_EXCEEDED'),
    unsure: 'How much is allowed differs by licence, and where the console shows it has changed over time.',
  },
  signs: { statuses: [412], codes: ['DOCUMENT_LIMIT_EXCEEDED'] },
  example: `HTTP/1.1 412 Precondition Failed
{"errorCode": "DOCUMENT_LIMIT_EXCEEDED", "message": "The document limit has been reached."}`,
  paste: errorDoor(SIGNS, (facts) => {
    const sign = readSign(facts, SIGNS);
    if (sign === null) return null;
    return recognition(sign, {
      reasons: sign.by === 'status' ? [...sign.reasons, CODES_OF_412] : sign.reasons,
      wrongIf: 'The organization’s limits show fewer items than allowed, at the time of the request.',
      decidedBy: sign.confidence === 'certain' ? null : LIMITS,
    });
  }),
  live: { needs: ['limits'], fromPart: true, detect },
  later: [],
};

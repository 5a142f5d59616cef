import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { stepOf } from './mismatch-step';
import { REQUEST_EXPIRED, recognition, saidOf } from './paste-signs';
import { deniedByEvaluation, privilegeToEvaluate } from './privilege-evaluation';
import type { Problem, Recognition } from './problem';

const SIGNS: ErrorSigns = {
  genericCodes: ['ACCESS_DENIED'],
  statuses: [403],
  fitting: [
    phrase('access is denied', 'access (?:is|was) denied'),
    phrase('access denied', 'access denied'),
    phrase('token does not grant', 'token does not (?:grant|have)'),
    phrase('key does not grant', 'key does not (?:grant|have)'),
    phrase('insufficient privileges', 'insufficient (?:privileges?|permissions?)'),
    phrase('lacks privileges', 'lacks (?:the )?(?:required |necessary |sufficient )?privileges?'),
    phrase('lack of privileges', 'lack (?:of )?(?:the )?(?:required |necessary |sufficient )?privileges?'),
    phrase('not enough privileges', 'not (?:have )?(?:enough|sufficient) privileges'),
    phrase('missing privilege', 'missing (?:the )?(?:required )?privileges?'),
  ],
  alone: 'possible',
};

const CANNOT_TELL =
  'A 403 means a missing privilege, or an organization or source id that the token does not reach: the text does not tell which.';

function recognise(facts: Facts): Recognition | null {
  const evaluated = deniedByEvaluation(facts);
  if (evaluated !== null) return evaluated;
  if (saidOf(facts, [REQUEST_EXPIRED]) !== null || isOtherGate(facts)) return null;
  const sign = readSign(facts, SIGNS);
  if (sign === null) return null;
  const misfit = facts.mismatches[0];
  return recognition(sign, {
    confidence: sign.by === 'status' && misfit !== undefined ? 'likely' : sign.confidence,
    reasons: [...sign.reasons, misfit?.text ?? CANNOT_TELL],
    spans: misfit === undefined ? sign.spans : [...sign.spans, misfit.span],
    ...(misfit === undefined ? {} : { inRequest: stepOf(misfit) }),
    wrongIf: 'A privilege evaluation with the same token approves the operation on this source.',
    decidedBy: privilegeToEvaluate(facts),
  });
}

/** The firewall's and the gateway's own 403, and pages of proxies, say nothing about privileges. */
function isOtherGate({ response, messages, codes }: Facts): boolean {
  const coded = codes.some(({ value, from }) => from === 'field' && value.toUpperCase() === 'ACCESS_DENIED');
  const headers = response?.headers ?? [];
  const format = response?.body?.format;
  return (
    headers.some(({ name }) => name === 'x-coveo-waf-action' || name === 'x-amzn-errortype') ||
    format === 'html' ||
    format === 'xml' ||
    (!coded &&
      messages.some(({ value }) => /^(forbidden|missing authentication token)\.?$/i.test(value.trim())))
  );
}

/** The token is known, and may not do what was asked (article 95; privileges of articles 43, 78 and 171). */
export const accessDenied: Problem = {
  id: 'access-denied',
  words: {
    title: 'Access denied',
    whatHappened:
      'Coveo knows the token and refused the operation with 403 `ACCESS_DENIED`: the token may not do this to this organization or source.',
    cause:
      'The API key or user lacks the privilege to edit this source or to view the organization. Or the privilege is there, and the organization or source id in the path is not the one that it is for: that gives the same 403.',
    fix: [
      'Compare the ids in the path with the Administration Console: `organizations/{organizationId}` and `sources/{sourceId}`. A source id begins or ends with its organization’s id.',
      'Ask Coveo with the same token: `POST /rest/privilege/evaluate` for `SOURCE`, `EDIT` and this source; its result code tells a missing privilege from a wrong organization, a read-only one or a blocked address.',
      'Privilege missing: an administrator gives the key Edit on this source and View on the organization, or creates a key from the source’s own page.',
      'Send the request again. The answer is about privileges, so the body need not change.',
    ],
    mistakes: [
      'Using a search or analytics key to push.',
      'Using a key that was created from another source’s page: it edits that source only.',
      'Taking every 403 for this one: the upload address of a file container, the API gateway and the firewall have their own.',
    ],
    actor: 'administrator',
    retryable: false,
    retryAfter: null,
    article: article95('403 - ACCESS_DENIED'),
    unsure:
      'That a wrong organization or source id gives this 403 too comes from a client of Coveo Labs, not from the documentation.',
  },
  signs: { statuses: [403], codes: ['ACCESS_DENIED'] },
  example: `PUT https://api.cloud.coveo.com/push/v1/organizations/myorg/sources/abcdefghijklmnopqrstuvwxyz-myorg/documents/batch?fileId=00000000-0000-4000-8000-000000000001
HTTP/1.1 403 Forbidden
{"message": "Access is denied", "errorCode": "ACCESS_DENIED"}`,
  paste: errorDoor(SIGNS, recognise),
  later: ['live'],
};

import { matchCode } from '@/lib/evidence/meta';
import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { isForeign, recognition, serviceOf } from './paste-signs';
import { countOf } from './phrasing';
import type { Claim, Detection, FailedRow, Observed, Problem, Recognition } from './problem';
import { retryAfterOf } from './retry-after';
import { fromRows, sinceThen } from './row-finding';

const SIGNS: ErrorSigns = {
  genericCodes: [
    'INTERNAL_SERVER_ERROR',
    'SERVICE_UNAVAILABLE',
    'BAD_GATEWAY',
    'GATEWAY_TIMEOUT',
    'INTERNAL_ERROR',
  ],
  statuses: [500, 501, 502, 503, 504],
  plain: [
    phrase('failed due to an internal error', 'failed to process request due to an internal error'),
    phrase('endpoint request timed out', 'endpoint request timed out'),
  ],
  fitting: [
    phrase('server unable to handle the request', 'server is currently unable to handle the request'),
    phrase('internal server error', 'internal server error'),
    phrase('bad gateway', 'bad gateway'),
    phrase('service unavailable', 'service (?:is )?(?:temporarily |currently )?unavailable'),
    phrase('gateway timeout', 'gateway time-?out'),
    phrase('endpoint unreachable', 'endpoint unreachable'),
  ],
  alone: 'certain',
};

/** Codes of S3 for its own trouble. */
const S3_TROUBLE = ['InternalError', 'ServiceUnavailable'];

const WRONG_IF =
  'The same request fails in the same way for hours, while others to the same service succeed: then it is the request.';

function recognise(facts: Facts): Recognition | null {
  const code = facts.s3?.code ?? null;
  if (code !== null && S3_TROUBLE.includes(code.value) && !isForeign(facts)) {
    return recognition(
      {
        confidence: 'likely',
        reasons: [`S3 could not take the upload (${code.value}).`],
        spans: [code.span],
      },
      { wrongIf: WRONG_IF, retryAfter: retryAfterOf(facts) },
    );
  }
  const sign = readSign(facts, SIGNS);
  if (sign === null) return null;
  return recognition(sign, {
    reasons: [...sign.reasons, consequence(facts)],
    wrongIf: WRONG_IF,
    retryAfter: retryAfterOf(facts),
  });
}

/** What a failed call may have done all the same. */
function consequence(facts: Facts): string {
  const method = facts.request?.method?.value.toUpperCase() ?? null;
  const service = serviceOf(facts);
  if (method === 'GET' || service === 'logs')
    return 'It was a read: nothing was changed, and it can be sent again.';
  if (method === null)
    return 'If it was a write, it may have taken effect all the same: look before sending it again.';
  return service === 'upload'
    ? 'It was an upload: send it again while its address is valid.'
    : 'It was a write, which may have taken effect all the same: look in the Log Browser before sending it again.';
}

/** Codes of a service’s own trouble, as the Push API has them, where a row of the log names one. */
const ROW_CODES = ['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE'];

/** Likely at most: an extension may show the code of a service that it asked itself. */
function claim({ meta }: FailedRow): Claim | null {
  return ROW_CODES.some((code) => matchCode(meta, code) !== null) ? 'likely' : null;
}

/** Found or not checked, never clear: a call that ended so leaves no row. What our own reads met is not looked at. */
function detect({ claimed, pipeline }: Observed): Detection {
  if (claimed.length === 0) {
    return {
      state: 'not checked',
      why: 'A push that ended with a status of 500 or above leaves no row: only the client’s own log tells.',
    };
  }
  const { lost, ...seen } = fromRows(claimed, pipeline);
  return {
    state: 'found',
    findings: [
      {
        problem: 'service-error',
        key: '',
        title: `${countOf(claimed.length, 'row')} failed by an internal error of a service`,
        ...seen,
        confidenceReason: 'The rows name the code of an internal error; whose service it was is inferred.',
        count: claimed.length,
        unit: 'rows',
        text: `The rows name ${ROW_CODES.join(' or ')}. ${sinceThen(lost, seen.items.total)} Calls that were refused so left no row at all.`,
        assumptions: [],
      },
    ],
  };
}

/** Trouble inside Coveo, a gateway or AWS, or an error that nobody handled (article 95). */
export const serviceError: Problem = {
  id: 'service-error',
  words: {
    title: 'Service error (5XX)',
    whatHappened:
      'The call ended with a status of 500 or above: something failed behind Coveo’s door, or a gateway in front of it got no answer in time. A write may have taken effect nevertheless.',
    cause:
      'Most often trouble that passes by itself, in the Push API or in AWS. Now and then it is a request that nobody had foreseen, and then it fails each time.',
    fix: [
      'Was it a write: look first whether it took effect (Log Browser, by the item’s URI). An item pushed twice does no harm; a delete or a status sent late may.',
      'Send the same request again after some seconds, then after longer waits.',
      'Look at Coveo’s status page, `status.cloud.coveo.com`, for your region.',
      'If only this request fails, make it smaller until it passes: fewer items, less metadata, no compression.',
      'If it stays, give Coveo Support the time, the organization, the source and the `X-Request-ID` of the answer.',
    ],
    mistakes: [
      'Taking a 504 for “not done”: the gateway stopped waiting, the work may go on.',
      'Losing the status: an HTML page in place of JSON makes some clients fail with a parse error instead.',
      'In the C# SDK, a single item of more than 5 MB gives 500 “Internal server error”: that is its size.',
    ],
    actor: 'coveo',
    retryable: true,
    retryAfter:
      'after some seconds, then with longer waits; a write only after looking whether it took effect',
    article: article95('5XX'),
    unsure:
      'How long such trouble lasts is not known; that a write may have taken effect is inferred from how gateways work.',
  },
  signs: {
    statuses: [500, 502, 503, 504],
    codes: ['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE'],
  },
  example: `PUT https://api.cloud.coveo.com/push/v1/organizations/myorg/sources/abcdefghijklmnopqrstuvwxyz-myorg/documents/batch?fileId=00000000-0000-4000-8000-000000000001
HTTP/1.1 504 Gateway Timeout
{"message": "Endpoint request timed out"}`,
  paste: errorDoor(SIGNS, recognise),
  live: { needs: ['failures'], fromPart: true, claim, detect },
  later: [],
};

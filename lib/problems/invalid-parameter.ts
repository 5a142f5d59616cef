import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign, rivalCode } from './error-signs';
import { isForeign, recognition } from './paste-signs';
import type { Problem, Recognition } from './problem';
import { CODES_OF_412, invalidParameters } from './push-parameters';

const SIGNS: ErrorSigns = {
  genericCodes: ['INVALID_PARAMETER'],
  statuses: [412],
  fitting: [
    phrase('parameter is invalid', 'parameter (?:\\S{1,80} )?(?:is|was) (?:invalid|not valid)'),
    phrase('invalid parameter', 'invalid (?:value for )?(?:the )?(?:query )?parameter'),
    phrase('invalid value for', 'invalid value \\S{1,80} for (?:the )?parameter'),
  ],
  alone: 'possible',
};

const WRONG_IF =
  'Every parameter of the request has the type, or one of the values, that the API’s reference names for it.';

function recognise(facts: Facts): Recognition | null {
  const sign = readSign(facts, SIGNS);
  const faults = invalidParameters(facts);
  if (sign !== null && (sign.by !== 'status' || faults.length > 0)) {
    return recognition(sign, {
      confidence: sign.confidence === 'certain' || faults.length === 0 ? sign.confidence : 'likely',
      reasons: [
        ...sign.reasons,
        ...(faults.length > 0
          ? faults.map(({ text }) => text)
          : [named(facts) ?? 'Which parameter it is, the text does not show.']),
      ],
      spans: [...sign.spans, ...faults.map(({ span }) => span)],
      wrongIf: WRONG_IF,
    });
  }
  if (sign !== null && facts.request?.url == null) {
    return recognition(sign, { reasons: [...sign.reasons, CODES_OF_412], wrongIf: WRONG_IF });
  }
  return fromRequest(facts);
}

/** A request that shows a value which cannot be right, before Coveo has said so. */
function fromRequest(facts: Facts): Recognition | null {
  const { status, request } = facts;
  const isOpen = status === null || status.value === 400 || status.value === 412;
  if (!isOpen || isForeign(facts) || rivalCode(facts, SIGNS) !== null || request?.method == null) return null;
  const faults = invalidParameters(facts);
  if (faults.length === 0) return null;
  return recognition(
    {
      confidence: 'likely',
      reasons: faults.map(({ text }) => text),
      spans: faults.map(({ span }) => span),
    },
    { wrongIf: WRONG_IF },
  );
}

/** The parameter that the error's own message names, in a sentence. */
function named({ messages }: Facts): string | null {
  for (const { value } of messages) {
    const name = /parameter\W{1,4}([A-Za-z][\w.]{0,60})\W{0,3} (?:is|was|must|has)/i.exec(value)?.[1];
    if (name !== undefined) return `The message names the parameter ${name}.`;
  }
  return null;
}

/** A parameter of a Push API call has a value of the wrong type (article 95; types of the Push specification). */
export const invalidParameter: Problem = {
  id: 'invalid-parameter',
  words: {
    title: 'Invalid parameter',
    whatHappened:
      'Coveo refused the request with 412 `INVALID_PARAMETER`: one of the values in it is not of the expected type.',
    cause:
      'Most often a query parameter: a date where a number belongs, a word that is not in the list, or text that lost its encoding on the way.',
    fix: [
      'Read the message: it usually names the parameter.',
      '`orderingId` and `queueDelay` are whole numbers, without a dot, a sign or an exponent; `queueDelay` counts minutes.',
      '`statusType` is `REBUILD`, `REFRESH`, `INCREMENTAL` or `IDLE`; `compressionType` is `UNCOMPRESSED`, `DEFLATE`, `GZIP`, `LZMA` or `ZLIB`; `deleteChildren` is `true` or `false`.',
      'Encode every value for a URL, `documentId` above all: an `&` or `#` in it ends the value.',
    ],
    mistakes: [
      'Sending `orderingId` as a date or with a decimal point, as some languages print large numbers.',
      'Inventing a status such as `REFRESHING` or `DONE`: what the console shows is not what the API takes.',
      'Retrying the request as it is: it will be refused again.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: article95('412 - INVALID_PARAMETER'),
    unsure:
      'Coveo does not list what is invalid in which parameter: the types and values are those of the API’s specification.',
  },
  signs: { statuses: [412], codes: ['INVALID_PARAMETER'] },
  example: `POST https://api.cloud.coveo.com/push/v1/organizations/myorg/sources/abcdefghijklmnopqrstuvwxyz-myorg/status?statusType=REFRESHING
HTTP/1.1 412 Precondition Failed
{"errorCode": "INVALID_PARAMETER", "message": "Parameter 'statusType' is invalid."}`,
  paste: errorDoor(SIGNS, recognise),
  later: ['pre-flight'],
};

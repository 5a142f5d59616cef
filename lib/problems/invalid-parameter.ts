import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor } from './error-signs';
import { type ParameterError, recogniseParameterError } from './parameter-error';
import type { Problem } from './problem';
import { invalidParameters } from './push-parameters';

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

/** The parameter that the error's own message names, in a sentence. */
function named({ messages }: Facts): string | null {
  for (const { value } of messages) {
    const name = /parameter\W{1,4}([A-Za-z][\w.]{0,60})\W{0,3} (?:is|was|must|has)/i.exec(value)?.[1];
    if (name !== undefined) return `The message names the parameter ${name}.`;
  }
  return null;
}

const ERROR: ParameterError = {
  signs: SIGNS,
  wrongIf: WRONG_IF,
  faults: invalidParameters,
  named,
  // A value that cannot be right is wrong in whatever shows it.
  isWhole: () => true,
};

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
  paste: errorDoor(SIGNS, (facts) => recogniseParameterError(facts, ERROR)),
  later: ['pre-flight'],
};

import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor } from './error-signs';
import { type ParameterError, recogniseParameterError } from './parameter-error';
import type { Problem } from './problem';
import { missingParameters } from './push-parameters';

const SIGNS: ErrorSigns = {
  genericCodes: ['MISSING_PARAMETER'],
  statuses: [412],
  fitting: [
    phrase(
      'parameter is missing',
      'parameter (?:\\S{1,80} )?(?:is|was) (?:missing|required|not specified|mandatory)',
    ),
    phrase('missing parameter', 'missing (?:the |a )?(?:required |mandatory )?(?:query )?parameter'),
    phrase(
      'required parameter',
      'required (?:query )?parameter (?:\\S{1,80} )?(?:is|was) (?:missing|not present)',
    ),
  ],
  alone: 'possible',
};

const WRONG_IF =
  'The request as it left had a value for every required parameter of its path, and a body where one is needed.';

/** With these options cURL puts into the query what stands in its data. */
function sendsDataAsQuery({ kind, text, span: [start, end] }: Facts): boolean {
  return (
    kind === 'cURL command' &&
    /\s(?:-G|--get|--url-query)\s/.test(text.slice(start, Math.min(end, start + 10_000)))
  );
}

/** The parameter that the error's own message names, in a sentence; `documentBody` is the body. */
function named({ messages }: Facts): string | null {
  for (const { value } of messages) {
    const name = /parameter\W{1,4}([A-Za-z][\w.]{0,60})\W{0,3} (?:is|was)/i.exec(value)?.[1];
    if (name === 'documentBody') return 'The message names documentBody: the request had no body.';
    if (name !== undefined) return `The message names the parameter ${name}.`;
  }
  return null;
}

const ERROR: ParameterError = {
  signs: SIGNS,
  wrongIf: WRONG_IF,
  faults: missingParameters,
  named,
  // A logged address may be cut: what it lacks proves nothing.
  isWhole: (facts) =>
    (facts.kind === 'cURL command' || facts.kind === 'http exchange') && !sendsDataAsQuery(facts),
};

/** A required parameter, or the body, of a Push API call is not there (article 95; Push specification). */
export const missingParameter: Problem = {
  id: 'missing-parameter',
  words: {
    title: 'Missing parameter',
    whatHappened:
      'Coveo refused the request with 412 `MISSING_PARAMETER`: something that the path requires has no value.',
    cause:
      'A required query parameter was left out, or is empty because a variable was not set; or the request has no body where an item is expected (`documentBody`).',
    fix: [
      'Read the message: it names what is missing. `documentBody` is the body of the request.',
      'Add what the path requires: `documentId` for `…/documents`, `fileId` for `…/documents/batch`, `orderingId` for `…/documents/olderthan`, `statusType` for `…/status`.',
      'Check that the value is not empty, and that nothing of the address was lost: put it in quotes in a shell, or `&` cuts it off.',
      'Send the request again.',
    ],
    mistakes: [
      'Sending `documentId` only in the body: for a single item it belongs into the query.',
      'Sending the batch itself as the body of `…/documents/batch`: it wants a `fileId`, and the batch in the container.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: article95('412 - MISSING_PARAMETER'),
    unsure: null,
  },
  signs: { statuses: [412], codes: ['MISSING_PARAMETER'] },
  example: `PUT https://api.cloud.coveo.com/push/v1/organizations/myorg/sources/abcdefghijklmnopqrstuvwxyz-myorg/documents/batch
HTTP/1.1 412 Precondition Failed
{"message": "Parameter 'fileId' is missing.", "errorCode": "MISSING_PARAMETER"}`,
  paste: errorDoor(SIGNS, (facts) => recogniseParameterError(facts, ERROR)),
  later: ['pre-flight'],
};

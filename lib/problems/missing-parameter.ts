import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign, rivalCode } from './error-signs';
import { isForeign, recognition } from './paste-signs';
import type { Problem, Recognition } from './problem';
import { CODES_OF_412, missingParameters } from './push-parameters';

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

function recognise(facts: Facts): Recognition | null {
  const sign = readSign(facts, SIGNS);
  const faults = missingParameters(facts);
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

/** A whole request that lacks a parameter, before Coveo has said so. A logged address may be cut: it proves nothing. */
function fromRequest(facts: Facts): Recognition | null {
  const { status, request, kind } = facts;
  const isOpen = status === null || status.value === 400 || status.value === 412;
  const isWhole = (kind === 'cURL command' || kind === 'http exchange') && request?.method != null;
  if (!isOpen || !isWhole || isForeign(facts) || rivalCode(facts, SIGNS) !== null) return null;
  if (sendsDataAsQuery(facts)) return null;
  const faults = missingParameters(facts);
  if (faults.length === 0) return null;
  return recognition(
    { confidence: 'likely', reasons: faults.map(({ text }) => text), spans: faults.map(({ span }) => span) },
    { wrongIf: WRONG_IF },
  );
}

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
  paste: errorDoor(SIGNS, recognise),
  later: ['pre-flight'],
};

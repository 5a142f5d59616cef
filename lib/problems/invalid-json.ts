import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { recognition } from './paste-signs';
import type { DecidingRequest, Problem } from './problem';

const SIGNS: ErrorSigns = {
  codes: ['INVALID_JSON'],
  statuses: [400],
  fitting: [
    phrase('invalid JSON', 'invalid json(?! response)'),
    phrase('malformed JSON', 'malformed json'),
    phrase('JSON is invalid', 'json (?:body |payload |document )?is (?:invalid|malformed|not valid)'),
    phrase('body is no JSON', 'body (?:is not|isn.t|could not be parsed as) (?:a )?(?:valid )?json'),
  ],
  alone: 'possible',
};

const PAUSED_OR_JSON: DecidingRequest = {
  tells:
    'If the organization’s lifeCycleState is PAUSED, the 400 came from that; if it is ACTIVE, look at the body that was sent.',
  call: { name: 'organization.status' },
};

/** The body of a Push API call is no JSON, or lacks what an item must have (article 95; item model of article 78). */
export const invalidJson: Problem = {
  id: 'invalid-json',
  words: {
    title: 'Invalid JSON',
    whatHappened:
      'The Push API refused the request with 400 `INVALID_JSON` before anything was queued. The index is unchanged.',
    cause:
      'The body cannot be read as JSON, or an item in it does not have the shape that the API takes: keys that are missing or doubled, or objects nested in the metadata.',
    fix: [
      'Take the very bytes that were sent and run them through a JSON parser: it names the line and column.',
      'Give each item exactly one of `data` (plain text), `compressedBinaryData` (base64, under 5 MB) and `compressedBinaryDataFileId` (5 MB and more).',
      'Keep metadata flat: strings, numbers and arrays of them. No objects, and no key twice: keys that differ only in capitals count as the same.',
      'Write the body with a JSON library as UTF-8, and send the request again.',
    ],
    mistakes: [
      'Putting a batch (`addOrUpdate`, `delete`) into the body of `PUT …/documents`: that path takes one item. A batch goes into a file container first.',
      'Checking the object in the program, and not the text that left it: escaping and encoding go wrong in between.',
      'Putting the container’s id into `compressedBinaryDataFileId` of a batch request: there it belongs into the query parameter `fileId`.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: article95('400 - INVALID_JSON'),
    unsure:
      'Coveo’s article lists required keys without keeping batches and single items apart: which key belongs to which request is inferred.',
  },
  signs: { statuses: [400], codes: ['INVALID_JSON'] },
  example: `PUT /push/v1/organizations/myorg/sources/abcdefghijklmnopqrstuvwxyz-myorg/documents?documentId=https://example.com/1
HTTP/1.1 400 Bad Request
{"message": "Invalid JSON.", "errorCode": "INVALID_JSON"}`,
  paste: errorDoor(SIGNS, (facts) => {
    const sign = readSign(facts, SIGNS);
    if (sign === null) return null;
    const isUnnamed = sign.by === 'status';
    return recognition(sign, {
      reasons: [
        ...sign.reasons,
        ...(isUnnamed
          ? ['A 400 without a code can also come from a paused organization: the text does not tell which.']
          : []),
      ],
      wrongIf:
        'A JSON parser reads the very bytes that were sent, and each item has exactly one kind of body.',
      decidedBy: isUnnamed ? PAUSED_OR_JSON : null,
    });
  }),
  later: ['pre-flight'],
};

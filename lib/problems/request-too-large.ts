import type { Facts, Span } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { isForeign, recognition, saidOf } from './paste-signs';
import { formatCount } from './phrasing';
import type { Problem, Recognition } from './problem';

/** What the official JavaScript client says of a container: it names Coveo's own limit. */
const CONTAINER_LIMIT = phrase('file container size limit', 'file container size limit exceeded');

const SIGNS: ErrorSigns = {
  genericCodes: ['REQUEST_ENTITY_TOO_LARGE', 'REQUEST_TOO_LARGE', 'PAYLOAD_TOO_LARGE', 'CONTENT_TOO_LARGE'],
  statuses: [413],
  plain: [CONTAINER_LIMIT],
  fitting: [
    phrase('request entity too large', 'request entity (?:is )?too large'),
    phrase('payload too large', 'payload (?:is )?too large'),
    phrase('content too large', 'content (?:is )?too large'),
    phrase('request too large', 'request (?:body )?(?:is )?too (?:large|long|big)'),
    phrase('size limit of requests', 'request size limit'),
  ],
  alone: 'certain',
};

const WRONG_IF =
  'The body, as it left, is smaller than the limit of its path: 6 MB for a single item, 256 MB for a file container.';

function recognise(facts: Facts): Recognition | null {
  const tooLarge = tooLargeForS3(facts);
  if (tooLarge !== null) return tooLarge;
  const sign = readSign(facts, SIGNS);
  if (sign === null) return null;
  const length = contentLength(facts);
  return recognition(sign, {
    reasons: [...sign.reasons, limitOf(facts), ...length.reasons],
    spans: [...sign.spans, ...length.spans],
    wrongIf: WRONG_IF,
  });
}

/** S3's own refusal of an upload: the code says it, whatever the status is (S3 answers 400). */
function tooLargeForS3({ s3, ...facts }: Facts): Recognition | null {
  if (s3?.code == null || s3.code.value !== 'EntityTooLarge' || isForeign({ ...facts, s3 })) return null;
  return recognition(
    {
      confidence: 'certain',
      reasons: [
        'S3 refused the upload with EntityTooLarge.',
        'A file container takes 256 MB: make the batches smaller, or compress the one large item.',
      ],
      spans: [s3.code.span],
    },
    { wrongIf: 'The uploaded file is smaller than 256 MB.' },
  );
}

/** Which of the two limits it is: by the service and path that the request went to, where the paste shows them. */
function limitOf(facts: Facts): string {
  const url = facts.request?.url ?? null;
  if (url?.service === 'upload' || saidOf(facts, [CONTAINER_LIMIT]) !== null) {
    return 'It was an upload into a file container, which takes 256 MB.';
  }
  if (url !== null && /\/documents\/?$/.test(url.path)) {
    return 'It was a single item, and such a request takes 6 MB.';
  }
  return 'Whether it was a single item (6 MB a request) or a file container (256 MB), the text does not show.';
}

function contentLength({ request }: Facts): { reasons: string[]; spans: Span[] } {
  const header = request?.headers.find(({ name }) => name === 'content-length');
  return header !== undefined && /^\d{1,15}$/.test(header.value)
    ? { reasons: [`It sent ${formatCount(Number(header.value))} bytes.`], spans: [header.span] }
    : { reasons: [], spans: [] };
}

/** A request over Coveo's size limits (articles 63 and 95); it comes from the gateway or S3, so often without a code. */
export const requestTooLarge: Problem = {
  id: 'request-too-large',
  words: {
    title: 'Request too large',
    whatHappened:
      'The request was refused with 413 because of its size, before anybody looked into it. Nothing was queued.',
    cause:
      'A request for a single item (or a security identity) is over 6 MB, or a file container is over 256 MB. Base64 makes a file a third larger, so a file of 5 MB no longer fits into `compressedBinaryData`.',
    fix: [
      'Single item with 5 MB of content or more: create a file container, upload the content there, and name it by `compressedBinaryDataFileId`.',
      'Batch: split it, each part into a container of its own. Stay well under 256 MB.',
      'One item that is over 256 MB even in a container: compress it, and say so by `compressionType` (`GZIP`, `ZLIB`, `DEFLATE` or `LZMA`).',
      'Many small items: send batches in place of single items, it also spares calls.',
    ],
    mistakes: [
      'Counting the file, not the request: base64, metadata and permissions come on top.',
      'Waiting for a 413 in the C# SDK: it reports a single item of more than 5 MB as 500 “Internal server error”.',
      'Asking for a higher limit before splitting: a container holds thousands of usual items.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: article95('413 - Request Entity Too Large'),
    unsure: 'The specification does not declare 413, so its body may be JSON, HTML, or nothing.',
  },
  signs: { statuses: [413], codes: ['EntityTooLarge', 'REQUEST_ENTITY_TOO_LARGE'] },
  example: `PUT https://api.cloud.coveo.com/push/v1/organizations/myorg/sources/abcdefghijklmnopqrstuvwxyz-myorg/documents?documentId=https://example.com/large.pdf
HTTP/1.1 413 Request Entity Too Large
{"message": "Request Too Long"}`,
  paste: errorDoor(SIGNS, recognise),
  later: ['pre-flight'],
};

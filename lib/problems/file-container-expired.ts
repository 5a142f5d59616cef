import type { Facts, Span } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { isForeign, quoted, REQUEST_EXPIRED, recognition, saidOf } from './paste-signs';
import { formatDuration } from './phrasing';
import type { Claim, Problem, Recognition } from './problem';

const CONTAINER_EXPIRED = [
  phrase('file container expired', 'file container (?:has |is |was )?expired'),
  phrase('uploadUri expired', 'uploadUri (?:has |is |was )?expired'),
];
const ADDRESS_EXPIRED = [
  REQUEST_EXPIRED,
  phrase('presigned URL expired', 'presigned (?:url|uri|address) (?:has |is |was )?expired'),
];

const LIFE = 'The upload address of a file container is valid for 60 minutes.';
const WRONG_IF = 'The upload was sent within 60 minutes of creating its file container.';

function recognise(facts: Facts): Recognition | null {
  if (isForeign(facts)) return null;
  if (facts.s3 !== null) return fromS3(facts, facts.s3);
  return fromLateUpload(facts) ?? fromWords(facts);
}

function fromS3(facts: Facts, s3: NonNullable<Facts['s3']>): Recognition | null {
  const said = saidOf(facts, [REQUEST_EXPIRED]);
  const saysExpired = said !== null || /request has expired/i.test(s3.message?.value ?? '');
  const code = s3.code?.value ?? null;
  const late = s3.lateMs !== null && s3.lateMs > 0;
  if (code === 'ExpiredToken') {
    return recognition(
      {
        confidence: 'likely',
        reasons: ['S3 says ExpiredToken: the credentials that signed the upload address have ended.', LIFE],
        spans: spansOf(s3.code?.span, s3.message?.span),
      },
      { wrongIf: WRONG_IF },
    );
  }
  if (code !== null && code !== 'AccessDenied') return null;
  if (!saysExpired && !late) return null;
  return recognition(
    {
      confidence: code !== null && saysExpired ? 'certain' : 'likely',
      reasons: [
        saysExpired
          ? `S3 refused the upload${code === null ? '' : ` with ${code}`}: “Request has expired”.`
          : 'S3 refused the upload, and its address had expired by then.',
        ...lateness(s3.lateMs),
        LIFE,
      ],
      spans: spansOf(s3.code?.span, s3.message?.span ?? said?.span, s3.expires?.span, s3.serverTime?.span),
    },
    { wrongIf: WRONG_IF },
  );
}

function fromLateUpload({ request, status, codes }: Facts): Recognition | null {
  if (request?.url?.service !== 'upload' || status?.value !== 403) return null;
  const expired = codes.find(({ value }) => value === 'AccessDenied');
  return expired === undefined
    ? null
    : recognition(
        {
          confidence: 'possible',
          reasons: [
            'An upload to a presigned address was refused with AccessDenied; whether it had expired, the text does not show.',
            LIFE,
          ],
          spans: [expired.span, status.span],
        },
        { wrongIf: WRONG_IF },
      );
}

/** The words without S3's XML around them, as clients and people pass them on. */
function fromWords(facts: Facts): Recognition | null {
  const said = saidOf(facts, [...CONTAINER_EXPIRED, ...ADDRESS_EXPIRED]);
  const { status } = facts;
  if (said === null || (status !== null && status.value !== 403 && status.value !== 400)) return null;
  const isContainer = CONTAINER_EXPIRED.some(({ name }) => name === said.name);
  const isUpload = facts.request?.url?.service === 'upload';
  const confidence: Claim | null =
    isContainer || isUpload || facts.coveo !== null || namesAccess(facts)
      ? 'likely'
      : status === null
        ? null
        : 'possible';
  if (confidence === null) return null;
  return recognition(
    {
      confidence,
      reasons: [
        isContainer
          ? `The text says “${quoted(facts, said.span)}”.`
          : `The text says “${quoted(facts, said.span)}”, as S3 answers to an upload address that is too old.`,
        LIFE,
      ],
      spans: spansOf(said.span, status?.span),
    },
    { wrongIf: WRONG_IF },
  );
}

function namesAccess({ codes }: Facts): boolean {
  return codes.some(({ value }) => value === 'ACCESS_DENIED' || value === 'AccessDenied');
}

function lateness(lateMs: number | null): string[] {
  return lateMs === null || lateMs <= 0 ? [] : [`It was used ${formatDuration(lateMs)} after it expired.`];
}

function spansOf(...spans: readonly (Span | undefined)[]): Span[] {
  return spans.flatMap((span) => (span === undefined ? [] : [span]));
}

/** S3 refuses an upload address of a file container that is older than 60 minutes (articles 43 and 95). */
export const fileContainerExpired: Problem = {
  id: 'file-container-expired',
  words: {
    title: 'File container expired',
    whatHappened:
      'The upload into a file container was refused by Amazon S3 with 403 `AccessDenied` and “Request has expired”, as XML. Coveo was not asked, and the batch is not queued.',
    cause:
      'The `uploadUri` of a file container is valid for 60 minutes, and more had passed: the payload was built after the container was created, the upload waited in a queue, was retried for too long, or the address was kept for a later run.',
    fix: [
      'Create a new file container: `POST …/organizations/{organizationId}/files`.',
      'Upload at once to its `uploadUri`, by `PUT`, with exactly its `requiredHeaders`.',
      'Push the batch with the `fileId` of this same container, not of the old one.',
      'Change the order in the client: prepare the whole payload first, then create the container, one for each batch.',
    ],
    mistakes: [
      'Retrying the upload to the same address: it never becomes valid again.',
      'Looking for a missing privilege: this 403 is not about the token.',
      'Blaming the clock of the client: S3 compares its own time with the one in the address.',
    ],
    actor: 'client',
    retryable: true,
    retryAfter: 'at once, with a new file container',
    article: article95('403 - ACCESS_DENIED (Request has expired)'),
    unsure: 'The S3 code `ExpiredToken` is read in the same way; Coveo does not mention it.',
  },
  signs: { statuses: [403], codes: ['AccessDenied', 'ACCESS_DENIED'] },
  example: `HTTP/1.1 403 Forbidden
Content-Type: application/xml

<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>3600</X-Amz-Expires><Expires>2026-11-22T11:00:00Z</Expires><ServerTime>2026-11-22T11:25:40Z</ServerTime><RequestId>0000000000000000</RequestId></Error>`,
  paste: { codes: ['AccessDenied'], phrases: [...CONTAINER_EXPIRED, ...ADDRESS_EXPIRED], recognise },
  later: ['pre-flight'],
};

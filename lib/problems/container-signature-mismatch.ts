import type { Facts } from '@/lib/paste/facts';
import { type Phrase, phrase } from '@/lib/paste/vocabulary';
import { hasSucceeded, isForeign, saidOf, serviceOf } from './paste-signs';
import type { Claim, Problem, Recognition } from './problem';
import { type UploadClue, uploadFaults } from './upload-fault';

/** Codes of Amazon S3 that an upload with the wrong address, headers or method gets, and what each of them means. */
const S3_CODES: Readonly<Record<string, { readonly confidence: Claim; readonly meaning: string }>> = {
  SIGNATUREDOESNOTMATCH: {
    confidence: 'certain',
    meaning:
      'S3 worked out another signature: method, address or signed headers are not those that Coveo signed.',
  },
  AUTHORIZATIONHEADERMALFORMED: {
    confidence: 'certain',
    meaning: 'S3 read an `Authorization` header, which an upload address does not take: it is signed itself.',
  },
  AUTHORIZATIONQUERYPARAMETERSERROR: {
    confidence: 'likely',
    meaning:
      'S3 cannot read the signature in the address: the `uploadUri` was most likely cut or encoded anew.',
  },
  INVALIDACCESSKEYID: {
    confidence: 'likely',
    meaning: 'S3 does not know the key in the address: the `uploadUri` was most likely changed on its way.',
  },
  INVALIDTOKEN: {
    confidence: 'likely',
    meaning:
      'S3 cannot read the security token in the address: the `uploadUri` was most likely changed on its way.',
  },
  REQUESTTIMETOOSKEWED: {
    confidence: 'likely',
    meaning:
      'S3 compared the clock of the sender with its own: most likely the client signs the upload itself, which it must not.',
  },
  METHODNOTALLOWED: {
    confidence: 'likely',
    meaning: 'S3 does not take this method: an upload is a `PUT`.',
  },
};

/** Wordings of S3, and codes as words of a text, each with what it means. The first that stands in a text counts. */
const WORDINGS: readonly { readonly said: Phrase; readonly meaning: string }[] = [
  {
    said: phrase('s3-two-auth-mechanisms', 'only one auth mechanism allowed'),
    meaning:
      'S3 got two proofs of identity: the signature in the address and an `Authorization` header, which must not be sent there.',
  },
  {
    said: phrase('s3-headers-not-signed', 'headers present in the request which were not signed'),
    meaning: 'S3 got headers beyond those that Coveo signed: send the `requiredHeaders` and nothing else.',
  },
];
const NAMED: readonly { readonly said: Phrase; readonly meaning: string }[] = [
  {
    said: phrase('s3-signature-code', 'SignatureDoesNotMatch'),
    meaning: 'The text names S3’s error for a signature that does not fit the request.',
  },
  {
    said: phrase('s3-signature-words', 'request signature we calculated does not match'),
    meaning: 'The text has S3’s words for a signature that does not fit the request.',
  },
  {
    said: phrase('s3-authorization-malformed', 'AuthorizationHeaderMalformed'),
    meaning:
      'The text names S3’s error for an `Authorization` header, which an upload address does not take.',
  },
  {
    said: phrase('s3-time-too-skewed', 'RequestTimeTooSkewed'),
    meaning: 'The text names S3’s error for a clock that differs too much from its own.',
  },
];

/** How Amazon's clients begin an error of a call of their own: no upload to an address that Coveo signed. */
const OWN_CALL = phrase('aws-own-call', 'when calling the [A-Za-z]{2,40} operation');

function recognise(facts: Facts): Recognition | null {
  if (isForeign(facts) || hasSucceeded(facts) || isExpired(facts)) return null;
  const answer = fromAnswer(facts);
  // An answer that names another reason is not about the signature, whatever the request looks like.
  if (answer === null && (facts.s3 !== null || isAnsweredOtherwise(facts))) return null;
  const clues = [...(answer === null ? [] : [answer]), ...uploadFaults(facts)];
  const best = clues.find(({ confidence }) => confidence === 'certain') ?? clues[0];
  if (best === undefined) return null;
  return {
    confidence: best.confidence,
    reasons: clues.map(({ reason }) => reason),
    spans: clues.flatMap(({ spans }) => spans),
    wrongIf:
      facts.s3?.code?.value === 'AccessDenied' && facts.s3.message === null
        ? 'The message, which is cut off here, says that the request has expired.'
        : 'The upload does not go to the `uploadUri` of a Coveo file container, but to a bucket of the customer’s own.',
    decidedBy: null,
    retryAfter: null,
  };
}

function isExpired({ s3, phrases }: Facts): boolean {
  if (s3?.message != null && /expired/i.test(s3.message.value)) return true;
  if (s3?.lateMs != null && s3.lateMs > 0) return true;
  return s3 === null && phrases.some(({ name }) => name === 'request has expired');
}

/** A status that S3 gives for something else: too large, busy, not found. */
function isAnsweredOtherwise({ status }: Facts): boolean {
  return status !== null && status.value !== 400 && status.value !== 403 && status.value !== 405;
}

function fromAnswer(facts: Facts): UploadClue | null {
  const { s3 } = facts;
  const told = clueOf(facts, WORDINGS, s3 === null ? 'likely' : 'certain');
  if (told !== null) return told;
  if (s3 === null) {
    if (saidOf(facts, [OWN_CALL]) !== null && facts.coveo === null) return null;
    return clueOf(
      facts,
      NAMED,
      facts.coveo === null && serviceOf(facts) !== 'upload' ? 'possible' : 'likely',
    );
  }
  const { code, message } = s3;
  if (code === null) return clueOf(facts, NAMED, 'likely');
  const known = S3_CODES[code.value.toUpperCase()];
  if (known !== undefined) {
    return { confidence: known.confidence, reason: known.meaning, spans: [code.span] };
  }
  if (code.value !== 'AccessDenied') return null;
  if (message === null) {
    return {
      confidence: 'possible',
      reason: 'S3 answers AccessDenied, and why is cut off.',
      spans: [code.span],
    };
  }
  return {
    confidence: 'likely',
    reason:
      'S3 answers AccessDenied and does not say that the address has expired: most likely its signature is missing or the headers are not those of the container.',
    spans: [code.span, message.span],
  };
}

function clueOf(facts: Facts, wordings: typeof WORDINGS, confidence: Claim): UploadClue | null {
  for (const { said, meaning } of wordings) {
    const found = saidOf(facts, [said]);
    if (found !== null) return { confidence, reason: meaning, spans: [found.span] };
  }
  return null;
}

/**
 * The upload into a file container is refused by Amazon S3 because address, method or headers are not those that
 * were signed (what the codes mean is S3’s; that these are the causes at Coveo’s containers is inferred).
 */
export const containerSignatureMismatch: Problem = {
  id: 'container-signature-mismatch',
  words: {
    title: 'Upload does not fit its signed address',
    whatHappened:
      'The `PUT` to the `uploadUri` of a file container was refused by Amazon S3, with XML in place of JSON. The address is signed together with the method and certain headers, and what was sent is not what was signed.',
    cause:
      'Most often an `Authorization` header that the client sends everywhere, a missing `x-amz-server-side-encryption`, a `Content-Type` that an HTTP library puts there by itself, `POST` in place of `PUT`, or an address that was decoded, encoded again or cut.',
    fix: [
      'Send exactly the headers that `POST …/files` answered as `requiredHeaders`: today `x-amz-server-side-encryption: AES256` and `Content-Type: application/octet-stream`.',
      'Send no `Authorization` header to the `uploadUri`: take it out of the default headers of the HTTP client.',
      'Use `PUT`, and the `uploadUri` character by character as it was answered.',
      'If S3 names the clock, do not sign the upload yourself: the address carries its signature.',
      'Create a new file container, upload to its address, and only after S3’s `200` push the batch with its `fileId`.',
    ],
    mistakes: [
      'Looking for privileges: S3 knows nothing of Coveo’s tokens and privileges.',
      'Pushing the batch although the upload failed: the container is then empty.',
      'Building the address from its parts, or saving it where `&` becomes `&amp;`.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: { title: 'Coveo 43: Creating a file container', url: 'https://docs.coveo.com/en/43/' },
    unsure:
      'Coveo documents the headers that an upload must carry, not the answers of S3 when they are wrong: which of the causes it was is inferred from S3’s own codes.',
  },
  signs: {
    statuses: [403, 400, 405],
    codes: [
      'SignatureDoesNotMatch',
      'AuthorizationHeaderMalformed',
      'InvalidAccessKeyId',
      'RequestTimeTooSkewed',
    ],
  },
  example: `HTTP/1.1 403 Forbidden
Content-Type: application/xml
Server: AmazonS3

<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided. Check your key and signing method.</Message></Error>`,
  paste: {
    codes: [],
    phrases: [...WORDINGS.map(({ said }) => said), ...NAMED.map(({ said }) => said), OWN_CALL],
    recognise,
  },
  later: [],
};

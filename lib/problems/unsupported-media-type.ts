import type { Facts, HeaderFact } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { recognition, serviceOf } from './paste-signs';
import type { Problem } from './problem';

const SIGNS: ErrorSigns = {
  genericCodes: ['UNSUPPORTED_MEDIA_TYPE'],
  statuses: [415],
  fitting: [
    phrase('media type is not supported', 'media type (?:\\S{1,80} )?is not supported'),
    phrase('unsupported media type', 'unsupported media type'),
    phrase('content type is not supported', 'content(?:-| )type (?:\\S{1,80} )?(?:is )?not supported'),
    phrase('unsupported content type', 'unsupported content(?:-| )type'),
  ],
  alone: 'certain',
};

/** What was sent as Content-Type, against what the service takes; null where the paste does not show it. */
function sentType(facts: Facts): { text: string; header: HeaderFact | null } | null {
  const { request } = facts;
  if (request === null) return null;
  const wanted = serviceOf(facts) === 'upload' ? 'application/octet-stream' : 'application/json';
  const header = request.headers.find(({ name }) => name === 'content-type') ?? null;
  if (header !== null) {
    const isRight = header.value.toLowerCase().startsWith(wanted);
    return {
      text: isRight
        ? `It was sent with Content-Type ${wanted}, which is right: something on the way may have changed it.`
        : `It was sent with Content-Type ${header.value.slice(0, 80)}; this path takes ${wanted}.`,
      header,
    };
  }
  return request.complete
    ? { text: `It was sent without a Content-Type; this path takes ${wanted}.`, header: null }
    : null;
}

/** A request with the wrong Content-Type (article 95; article 43 for uploads). */
export const unsupportedMediaType: Problem = {
  id: 'unsupported-media-type',
  words: {
    title: 'Unsupported media type',
    whatHappened:
      'Coveo refused the request with 415 `UNSUPPORTED_MEDIA_TYPE`: it does not take this kind of body.',
    cause:
      'The `Content-Type` header is not there, or is another one than the path takes. Many tools set one by themselves: `curl -d` sends `application/x-www-form-urlencoded`.',
    fix: [
      'For every call to the Push API set `Content-Type: application/json`.',
      'For the upload into a file container set exactly its `requiredHeaders`: `Content-Type: application/octet-stream` and `x-amz-server-side-encryption: AES256`.',
      'Look at what really leaves (`curl -v`): a library may replace or double the header.',
    ],
    mistakes: [
      'Setting only `Accept`: that is about the answer.',
      'Sending a form (`multipart/form-data`) for a file: the bytes are the body.',
      'Using one set of headers for Coveo and for the upload.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: article95('415 - UNSUPPORTED_MEDIA_TYPE'),
    unsure: null,
  },
  signs: { statuses: [415], codes: ['UNSUPPORTED_MEDIA_TYPE'] },
  example: `> PUT /push/v1/organizations/myorg/sources/abcdefghijklmnopqrstuvwxyz-myorg/documents?documentId=https://example.com/1 HTTP/1.1
> Host: api.cloud.coveo.com
> Authorization: Bearer $COVEO_TOKEN
> Content-Type: application/x-www-form-urlencoded
>
< HTTP/1.1 415 Unsupported Media Type
<
{"errorCode": "UNSUPPORTED_MEDIA_TYPE", "message": "Media type is not supported."}`,
  paste: errorDoor(SIGNS, (facts) => {
    const sign = readSign(facts, SIGNS);
    if (sign === null) return null;
    const sent = sentType(facts);
    return recognition(sign, {
      reasons: [...sign.reasons, sent?.text ?? 'Which Content-Type was sent, the text does not show.'],
      spans: sent?.header ? [...sign.spans, sent.header.span] : sign.spans,
      wrongIf: 'The request as it arrived had the Content-Type that its path takes.',
    });
  }),
  later: ['pre-flight'],
};

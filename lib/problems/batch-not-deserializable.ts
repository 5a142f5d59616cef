import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { bothSpellings, recognition, serviceOf } from './paste-signs';
import type { Problem } from './problem';

const SIGNS: ErrorSigns = {
  codes: ['ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3'],
  statuses: [404],
  plain: [
    phrase('error deserializing batch document', 'error deseriali[sz]ing (?:the )?batch'),
    ...bothSpellings(
      'deserialize batch document from S3',
      'deserialize (?:the |a )?(?:batch )?(?:document|file) from s3',
    ),
    ...bothSpellings(
      'deserializing batch document from S3',
      'deserializing (?:the |a )?(?:batch )?(?:document|file) from s3',
    ),
  ],
  alone: 'possible',
};

/** Coveo could not read the file that a batch refers to (article 95; what to do is inferred). */
export const batchNotDeserializable: Problem = {
  id: 'batch-not-deserializable',
  words: {
    title: 'Batch file could not be read',
    whatHappened:
      'Coveo refused the request with 404 `ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3`: the file it fetched from the container could not be turned into items. None of them was queued.',
    cause:
      'Likely: the file in the container is no valid JSON, was cut while it was uploaded, was never uploaded, or is compressed in a way that the request does not say. Or the `fileId` is of a container that is gone.',
    fix: [
      'Check that the upload (`PUT` to the `uploadUri`) answered 200, with as many bytes as the file has.',
      'Parse the uploaded file as JSON: one object with `addOrUpdate`, `delete`, or both, in UTF-8.',
      'Make sure that `fileId` in `PUT …/documents/batch?fileId=` is the one of that very container, from the same organization and less than an hour old.',
      'Create a new container, upload again, and push. If the file is large, split it: one container takes 256 MB.',
    ],
    mistakes: [
      'Pushing the batch without waiting for the end of the upload.',
      'Going on after a failed upload: some clients ignore its answer and push anyway.',
      'Using one `fileId` twice: a container is removed once its content was forwarded.',
    ],
    actor: 'client',
    retryable: true,
    retryAfter: 'at once, with a new file container',
    article: article95('404 - ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3'),
    unsure:
      'Coveo’s own steps for this error were not found: the causes and steps here are inferred from how file containers work.',
  },
  signs: { statuses: [404], codes: ['ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3'] },
  example: `PUT https://api.cloud.coveo.com/push/v1/organizations/myorg/sources/abcdefghijklmnopqrstuvwxyz-myorg/documents/batch?fileId=00000000-0000-4000-8000-000000000001
HTTP/1.1 404 Not Found
{"errorCode": "ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3"}`,
  paste: errorDoor(SIGNS, (facts) => {
    const sign = readSign(facts, SIGNS);
    if (sign === null) return null;
    if (sign.by !== 'status') {
      return recognition(sign, {
        wrongIf:
          'The file, downloaded or kept, is one JSON object with addOrUpdate or delete, and its upload answered 200.',
      });
    }
    const isBatch = serviceOf(facts) === 'push' && /\/batch\/?$/.test(facts.request?.url?.path ?? '');
    if (!isBatch) return null;
    return recognition(sign, {
      reasons: [
        ...sign.reasons,
        'The request pushes a batch file; a 404 can also mean that the organization is not known.',
      ],
      wrongIf: 'The organization’s id in the path is misspelt, or its region is another one.',
      decidedBy: {
        tells:
          'A 404 here too means that the organization is not found in this region; 200 leaves the batch file.',
        call: { name: 'organization.status' },
      },
    });
  }),
  later: ['pre-flight'],
};

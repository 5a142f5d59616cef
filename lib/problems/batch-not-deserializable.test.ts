import { describe, expect, it } from 'vitest';
import { requestOf, urlOf } from '@/lib/paste/facts-builder';
import { batchNotDeserializable } from './batch-not-deserializable';
import { type Look, lookAt } from './paste-door-under-test';

const CODE = 'ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3';
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: [`The error’s code is \`${CODE}\`.`, 'Its status 404 fits.'],
  spans: [CODE, '404'],
  wrongIf:
    'The file, downloaded or kept, is one JSON object with addOrUpdate or delete, and its upload answered 200.',
  decidedBy: null,
  retryAfter: null,
};
const BATCH = {
  request: requestOf({
    url: urlOf({ path: '/push/v1/organizations/{organization}/sources/{source}/documents/batch' }),
  }),
};

describe('a batch file that could not be read is recognised', () => {
  it('by its code: certain', () => {
    expect(lookAt(batchNotDeserializable, `HTTP/1.1 404 {"errorCode": "${CODE}"}`)).toEqual(BY_CODE);
  });

  it('by its code as a word of a client’s message: likely', () => {
    expect(lookAt(batchNotDeserializable, `failed: ${CODE} for fileId`, { kind: 'prose' })).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: [`The code ${CODE} stands in the text.`],
      spans: [CODE],
    });
  });

  it('by its words: likely', () => {
    const seen = lookAt(batchNotDeserializable, 'Error deserializing batch document from S3');
    expect([seen?.confidence, seen?.spans]).toEqual(['likely', ['Error deserializing batch']]);
  });

  it('as possible by a bare 404 of a batch request, and gives the request that decides', () => {
    expect(lookAt(batchNotDeserializable, 'HTTP/1.1 404 api.cloud.coveo.com', BATCH)).toEqual({
      ...BY_CODE,
      confidence: 'possible',
      reasons: [
        'The status is 404, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
        'The request pushes a batch file; a 404 can also mean that the organization is not known.',
      ],
      spans: ['404'],
      wrongIf: 'The organization’s id in the path is misspelt, or its region is another one.',
      decidedBy: {
        tells:
          'A 404 here too means that the organization is not found in this region; 200 leaves the batch file.',
        call: { name: 'organization.status' },
      },
    });
  });
});

describe('a batch file that could not be read is not claimed', () => {
  it.each([
    'HTTP/1.1 404 api.cloud.coveo.com',
    'HTTP/1.1 404 api.cloud.coveo.com {"errorCode": "ORGANIZATION_NOT_FOUND"}',
    'Error deserializing the user profile',
  ])('of “%s”', (text) => {
    expect(lookAt(batchNotDeserializable, text)).toBeNull();
  });
});

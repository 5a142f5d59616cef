import { describe, expect, it } from 'vitest';
import { refusalProblem } from './refusal-problem';

const BATCH = { method: 'PUT', path: '/push/v1/organizations/acme/sources/x-acme/documents/batch' };
const read = (status: number | null, errorCode: string | null = null, over = {}) => {
  const found = refusalProblem({ ...BATCH, status, errorCode, ...over });
  return found && [found.id, found.confidence];
};

describe('a recorded call that was refused', () => {
  it.each([
    [400, 'INVALID_JSON', 'invalid-json'],
    [401, 'INVALID_TOKEN', 'invalid-token'],
    [401, 'UNAUTHORIZED', 'unauthorized'],
    [403, 'ACCESS_DENIED', 'access-denied'],
    [404, 'ORGANIZATION_NOT_FOUND', 'organization-not-found'],
    [404, 'ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3', 'batch-not-deserializable'],
    [412, 'DOCUMENT_LIMIT_EXCEEDED', 'item-limit-exceeded'],
    [412, 'INVALID_PARAMETER', 'invalid-parameter'],
    [412, 'MISSING_PARAMETER', 'missing-parameter'],
    [412, 'SOURCE_DOES_NOT_EXIST', 'source-does-not-exist'],
    [415, 'UNSUPPORTED_MEDIA_TYPE', 'unsupported-media-type'],
    [429, 'TOO_MANY_REQUESTS', 'too-many-requests'],
    [429, 'TOO_MANY_DOCUMENTS_DAILY', 'daily-item-limit'],
    [500, 'INTERNAL_SERVER_ERROR', 'service-error'],
  ])('with %i %s is %s for certain', (status, code, problem) => {
    expect(read(status, code)).toEqual([problem, 'certain']);
  });

  it.each([
    [401, ['unauthorized', 'possible']],
    [403, ['access-denied', 'possible']],
    [413, ['request-too-large', 'certain']],
    [429, ['too-many-requests', 'likely']],
    [503, ['service-error', 'certain']],
    [418, null],
    [409, null],
  ])('with %i alone is no surer than a pasted answer', (status, expected) => {
    expect(read(status)).toEqual(expected);
  });

  it('is not taken for one that lacks what its path was shortened by', () => {
    const ends = ['/documents', '/documents/batch', '/documents/olderthan', '/status', '/files'];
    expect(ends.map((path) => read(418, null, { path }))).toEqual(ends.map(() => null));
  });

  it('by the store that takes the files is told apart from Coveo', () => {
    expect(read(403, 'AccessDenied', { path: 'https://bucket.s3.amazonaws.com/key' })).toEqual([
      'file-container-expired',
      'possible',
    ]);
  });

  it('got no answer: only what the client calls it can tell', () => {
    expect([read(null), read(null, 'ECONNRESET')]).toEqual([null, null]);
    const text = 'The SSL connection could not be established, see inner exception.';
    expect(read(null, text)).toEqual(['csharp-ssl', 'possible']);
  });
});

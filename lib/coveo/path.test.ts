import { expect, test } from 'vitest';
import { clientUnderTest } from './client-under-test';
import { pathPart, platformUrl, pushUrl } from './path';

test.each([
  ['plain-id', 'plain-id'],
  ['a/b?c#d e%', 'a%2Fb%3Fc%23d%20e%25'],
  ['.', '%252E'],
  ['..', '%252E%252E'],
  ['...', '...'],
])('encodes %s so that it stays one part of the path', (id, part) => {
  expect(pathPart(id)).toBe(part);
  expect(new URL(`https://host/a/${part}/b`).pathname).toBe(`/a/${part}/b`);
});

test('encodes the organization and the query, and leaves out what is not given', () => {
  const { client } = clientUnderTest([], { organization: '../other' });
  const url = pushUrl(client, '/files', {
    documentId: 'https://a/?b=1&c=d e',
    orderingId: null,
    page: 0,
    x: undefined,
  });
  expect(url).toBe(
    'https://api.cloud.coveo.com/push/v1/organizations/..%2Fother/files?documentId=https%3A%2F%2Fa%2F%3Fb%3D1%26c%3Dd+e&page=0',
  );
  expect(platformUrl(client, '/status')).toBe(
    'https://platform.cloud.coveo.com/rest/organizations/..%2Fother/status',
  );
});

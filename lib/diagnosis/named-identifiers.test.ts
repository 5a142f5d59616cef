import { expect, test } from 'vitest';
import { diagnose } from './diagnose';
import { namedIdentifiers } from './named-identifiers';

test('the ids that a report names are given as named, and as written where that differs by more than encoding', () => {
  const uri = `https://shop.example.com/${'a'.repeat(600)}`;
  const text = `PUT https://api.cloud.coveo.com/push/v1/organizations/acmecorp/sources/abcdefghijklmnopqrstuvwxyz-acmecorp/documents?documentId=https%3A%2F%2Fshop.example.com%2F1 HTTP/1.1

HTTP/1.1 412 Precondition Failed

{"errorCode":"INVALID_PARAMETER","message":"x","documentId":"${uri}"}
`;
  const { organization, sources, items } = namedIdentifiers(diagnose(text, { now: null }));
  expect({ organization, sources }).toEqual({
    organization: ['acmecorp'],
    sources: ['abcdefghijklmnopqrstuvwxyz-acmecorp'],
  });
  expect(items).toEqual(['https://shop.example.com/1', `${uri.slice(0, 500)}…`, uri]);
});

test('a text without ids names none', () => {
  expect(namedIdentifiers(diagnose('HTTP/1.1 413 Payload Too Large', { now: null }))).toEqual({
    organization: [],
    sources: [],
    items: [],
  });
});

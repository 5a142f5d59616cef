import { expect, test } from 'vitest';
import { createSecretSearch } from './secret-search.mjs';

const KEY = 'xx0c0ffee0-1234-4abc-8def-9876543210ab';
const SIGNATURE = '5f1e0d9c8b7a695847362514f3e2d1c0b9a89786756453423120ffeeddccbbaa';

function searchUnderTest() {
  const search = createSecretSearch();
  search.plant(KEY, 'key');
  search.plant(SIGNATURE, 'signature');
  return search;
}

test.each([
  ['whole', `{"token":"${KEY}"}`, ['key']],
  ['begun', `Bearer ${KEY.slice(0, 14)}…`, ['key']],
  ['ended', `…${KEY.slice(-13)}`, ['key']],
  ['in base64', Buffer.from(`a:${KEY}`).toString('base64'), ['key']],
  ['in base64 after other characters', Buffer.from(`abc${KEY}def`).toString('base64'), ['key']],
  ['and another', `${KEY} ${SIGNATURE} ${KEY}`, ['key', 'signature']],
  ['not at all', 'xx0c0ffee1-1234-4abc-8def-9876543210ac', []],
  ['cut to what says nothing', KEY.slice(0, 8), []],
])('a secret is found %s', (_, text, found) => {
  expect(searchUnderTest().search(Buffer.from(text))).toEqual(found);
});

test('a secret is found across the edges of pieces', () => {
  const look = searchUnderTest().stream();
  const pieces = [`so far nothing ${KEY.slice(0, 5)}`, KEY.slice(5, 9), `${KEY.slice(9)} and on`];
  expect(pieces.map((piece) => look(Buffer.from(piece)))).toEqual([[], [], ['key']]);
});

test('a secret of few characters is looked for whole, and one that is too short is not', () => {
  const search = createSecretSearch();
  search.plant('xx00000000-0000-4000-8000-000000000000', 'made up');
  search.plant('short', 'short');
  expect([
    search.count(),
    search.search(Buffer.from('xx00000000-0000-4000-8000-000000000001 short')),
    search.search(Buffer.from('xx00000000-0000-4000-8000-000000000000')),
  ]).toEqual([1, [], ['made up']]);
});

test('what all signed tokens begin with is no secret', () => {
  const search = createSecretSearch();
  search.plant('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJlLWJ5dGVz', 'jwt');
  expect(search.search(Buffer.from('eyJhbGciOiJIUzI1NiJ9'))).toEqual([]);
  expect(search.search(Buffer.from('c2lnbmF0dXJlLWJ5dGVz'))).toEqual(['jwt']);
});

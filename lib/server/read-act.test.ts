import { afterEach, beforeEach, expect, it } from 'vitest';
import { actingOn } from './acting-under-test';
import { freshProcess } from './process-store-under-test';
import { readOlderThan } from './read-act';

let clear = async () => {};
beforeEach(async () => {
  clear = await freshProcess();
});
afterEach(() => clear());

it.each([
  [null, '“at” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.'],
  ['2026-11-20T02:00', '“at” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.'],
  [
    '1969-12-31T23:59:59Z',
    'That moment lies before 1970, where epoch milliseconds begin: no orderingId stands for it.',
  ],
])('a delete older than %s is not explained, and nothing is read for it', async (at, detail) => {
  const { wanted, asked } = await actingOn('healthy');
  const before = asked.length;
  const question = {
    access: wanted.access,
    sourceId: wanted.sourceId,
    refresh: false,
    signal: wanted.signal,
  };
  expect(await readOlderThan(at, { ...question, onEvent: () => {} })).toEqual({
    state: 'bad question',
    detail,
  });
  expect(asked.length).toBe(before);
});

import { expect, it } from 'vitest';
import { sharePages } from './read-fairly';

it('every stretch gets its first page, newest first, then its last, then those between', () => {
  expect(sharePages([5, 1, 3], 4)).toEqual([[0, 4], [0], [0]]);
  expect(sharePages([5, 1, 3], 7)).toEqual([[0, 4, 1], [0], [0, 2, 1]]);
  expect(sharePages([5, 1, 3], 2)).toEqual([[0], [0], []]);
  expect(sharePages([2, 2], 100)).toEqual([
    [0, 1],
    [0, 1],
  ]);
});

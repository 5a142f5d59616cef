import { describe, expect, test } from 'vitest';
import { withoutRoom } from './cookie-room';

const cookie = (name: string, length: number) => ({ name, value: 'x'.repeat(length) });
const some = (count: number, length: number) =>
  Array.from({ length: count }, (_, at) => cookie(`pushscope-eu-org${at}`, length));

describe('room for one more connection', () => {
  test.each([
    ['the first', []],
    ['the eighth', some(7, 400)],
    ['one of long tokens that just fits', some(3, 3_040)],
  ])('is there for %s', (_, kept) => {
    expect(withoutRoom(kept, cookie('pushscope-us-new', 3_000))).toBe(null);
  });

  test('is there for one that is made anew, however many there are', () => {
    expect(withoutRoom(some(8, 400), cookie('pushscope-eu-org3', 500))).toBe(null);
  });

  test.each([
    ['the ninth', some(8, 400), cookie('n', 400), /keeps 8 connections, .* Forget one/],
    ['one that makes more than 12 KB', some(3, 3_040), cookie('n', 3_200), /longer than 12 KB together/],
    ['a cookie that browsers would drop', [], cookie('pushscope-us-new', 4_090), /too long for a cookie/],
  ] as const)('is not there for %s, and what to do is said', (_, kept, made, words) => {
    expect(withoutRoom(kept, made)).toMatch(words);
  });
});

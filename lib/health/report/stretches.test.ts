import { expect, it } from 'vitest';
import { inside, lengthOf, merged, outside } from './stretches';

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 10, day, hour)).toISOString();
const stretch = (from: string, to: string) => ({ from, to });
const WINDOW = stretch(at(10), at(20));

it('merges stretches that touch or overlap, and drops empty ones', () => {
  expect(
    merged([
      stretch(at(14), at(15)),
      stretch(at(11), at(12)),
      stretch(at(12), at(13)),
      stretch(at(11), at(11)),
    ]),
  ).toEqual([stretch(at(11), at(13)), stretch(at(14), at(15))]);
});

it('cuts stretches to a window', () => {
  expect(inside([stretch(at(8), at(11)), stretch(at(19), at(22)), stretch(at(1), at(2))], WINDOW)).toEqual([
    stretch(at(10), at(11)),
    stretch(at(19), at(20)),
  ]);
});

it('says what stretches leave of a window: all of it where there are none', () => {
  expect(outside([stretch(at(8), at(11)), stretch(at(13, 6), at(20))], WINDOW)).toEqual([
    stretch(at(11), at(13, 6)),
  ]);
  expect(outside([], WINDOW)).toEqual([WINDOW]);
  expect(outside([stretch(at(1), at(30))], WINDOW)).toEqual([]);
});

it('counts overlapping time once', () => {
  expect(lengthOf([stretch(at(10), at(12)), stretch(at(11), at(13))])).toBe(3 * 24 * 3_600_000);
});

import { expect, it } from 'vitest';
import { windowPlace } from './window-place';

const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T00:00:00.000Z`;
const JUDGED = { from: day(4), to: day(18) };

it('tells a window of which nothing was read from one of which some was', () => {
  expect(windowPlace({ from: day(1), to: day(4) }, JUDGED)).toBe('before');
  expect(windowPlace({ from: day(1), to: day(5) }, JUDGED)).toBe('read');
  expect(windowPlace({ from: day(11), to: day(18) }, JUDGED)).toBe('read');
  expect(windowPlace({ from: day(17), to: day(20) }, JUDGED)).toBe('read');
  expect(windowPlace({ from: day(18), to: day(20) }, JUDGED)).toBe('after');
});

import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/evidence/time';
import { timeLeft } from './time-left';

test.each([
  [0, 'less than a minute'],
  [MINUTE_MS, '1 min'],
  [HOUR_MS - 1, '59 min'],
  [4 * HOUR_MS + 12 * MINUTE_MS, '4 h 12 min'],
  [DAY_MS, '1 d 0 h'],
  [3 * DAY_MS + 4 * HOUR_MS + 59 * MINUTE_MS, '3 d 4 h'],
])('%i ms left are said in the two largest units', (ms, text) => {
  expect(timeLeft(ms)).toBe(text);
});

import { expect, test } from 'vitest';
import { retryAfterMs } from './retry';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');

test.each<[string | null, number | null]>([
  ['0', 0],
  ['2', 2_000],
  [' 1.5 ', 1_500],
  ['Sun, 22 Nov 2026 12:00:07 GMT', 7_000],
  ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
  [null, null],
  ['', null],
  ['-1', null],
  ['soon', null],
  ['2026-11-22', null],
  ['Sun, 99 Nov 2026 12:00:00 GMT', null],
])('Retry-After %s asks for %s ms', (header, ms) => {
  expect(retryAfterMs(header, NOW)).toBe(ms);
});

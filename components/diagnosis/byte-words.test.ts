import { expect, test } from 'vitest';
import { formatBytes } from './byte-words';

test.each([
  [0, '0 bytes'],
  [1023, '1023 bytes'],
  [1024, '1 KB'],
  [8192, '8 KB'],
  [8193, '8.1 KB'],
  [10 * 1024 * 1024, '10 MB'],
  [10 * 1024 * 1024 + 1, '10.1 MB'],
])('%i bytes are %s: rounded up, so that nothing over a limit looks as if it kept it', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

import { expect, it } from 'vitest';
import { retryWords } from './advice';

it.each([
  [false, null, 'Sending the same again does not help.'],
  [true, null, 'Sending it again can help.'],
  [true, 'after 30 s.', 'Sending it again can help: after 30 s.'],
])('says of retryable %j after %j: %s', (retryable, retryAfter, said) => {
  expect(retryWords({ retryable, retryAfter })).toBe(said);
});

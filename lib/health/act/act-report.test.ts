import { expect, it } from 'vitest';
import { isTypedName } from './act-report';

it.each([
  ['Dealer manuals', 'Dealer manuals', true],
  [' Dealer manuals\u00a0', 'Dealer manuals', true],
  // A page shows neither the second space nor the one at the end: nobody could type them.
  ['Dealer manuals', 'Dealer  manuals ', true],
  ['Cafe\u0301', 'Caf\u00e9', true],
  ['dealer manuals', 'Dealer manuals', false],
  ['Dealermanuals', 'Dealer manuals', false],
  ['', 'Dealer manuals', false],
])('%j typed for the source %j: %s', (typed, name, expected) => {
  expect(isTypedName(typed, name)).toBe(expected);
});

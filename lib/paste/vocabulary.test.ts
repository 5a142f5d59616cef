import { expect, it } from 'vitest';
import { phrase } from './vocabulary';

it.each([
  ['organi[sz]ation paused'],
  ['(token) invalid'],
  ['tokens? invalid'],
  [' token'],
  ['token[- ]invalid'],
  ['token|key'],
])('refuses a phrase that could never match: %s', (source) => {
  expect(() => phrase('a phrase', source)).toThrow('The phrase “a phrase”');
});

it.each([
  ['token is invalid', 'Token is\r\n invalid.', true],
  ['token is invalid', 'token “is” invalid', true],
  ['token is invalid', 'token is invalidated', false],
  ['token', 'token', true],
])('%s stands in %j: %j', (source, text, found) => {
  const { word, pattern } = phrase('a phrase', source);
  pattern.lastIndex = 0;
  expect([word, pattern.test(text)]).toEqual(['token', found]);
});

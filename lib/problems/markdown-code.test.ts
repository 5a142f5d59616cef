import { expect, it } from 'vitest';
import { fenced, inlineCode } from './markdown-code';

it.each([
  ['curl', '```sh\ncurl\n```'],
  ['a ```` b', '`````sh\na ```` b\n`````'],
])('no backticks of %j end its block', (text, block) => {
  expect(fenced(text, 'sh')).toBe(block);
});

it.each([
  ['a b', '`a b`'],
  ['a\n`b', '``a `b``'],
  ['`a`', '`` `a` ``'],
])('no backticks or line breaks of %j end its code', (text, code) => {
  expect(inlineCode(text)).toBe(code);
});

import { expect, test } from 'vitest';
import { readContainers } from './json-containers';
import { jsonEnd } from './json-text';
import { parseJson } from './json-value';

test.each<[string, unknown]>([
  ['{"a":[1,true,null,"x"]}', { a: [1, true, null, 'x'] }],
  [String.raw`{\"a\":\"b\\\"c\",\"n\":1}`, { a: 'b"c', n: 1 }],
  [String.raw`{\n  \"a\": {\"b\": 1}\n}`, { a: { b: 1 } }],
  ["{'a': \"it's\", 'n': None}", { a: "it's", n: null }],
  ["{ errorCode: 'X', nested: [ 1, 2 ] }", { errorCode: 'X', nested: [1, 2] }],
  ['{&quot;a&quot;: &quot;b&quot;}', { a: 'b' }],
  ['{"a":"b","c":["d","e', { a: 'b', c: ['d', 'e'] }],
  ['{"a":1,}', { a: 1 }],
])('parses %s', (text, value) => {
  expect(parseJson(text)).toEqual(value);
});

test('a key cannot reach the prototype', () => {
  const value = parseJson('{__proto__: {polluted: 1}, a: 1}');
  expect([value, Object.getPrototypeOf(value) === Object.prototype]).toEqual([{ a: 1 }, true]);
});

test.each([
  ['{"a":"}"} tail', 9, true],
  [String.raw`{\"a\":\"}\"} tail`, 13, true],
  ["{'a': '}'} tail", 10, true],
  ['{"a":"}', 7, false],
  ['{"a":{}', 7, false],
])('finds the end of %s', (text, end, complete) => {
  expect(jsonEnd(text, 0, text.length)).toEqual({ end, complete });
});

test('containers are found with their keys, in prose and where the text breaks off', () => {
  const text = 'see {"A":[{"b":1}]} and { [5 bytes data] {"c":{"d":';
  expect(
    readContainers(text, 0, text.length, 3).map(({ start, end, depth, parent, key, keys, complete }) => [
      text.slice(start, end),
      depth,
      parent,
      key,
      keys,
      complete,
    ]),
  ).toEqual([
    ['{"A":[{"b":1}]}', 0, -1, null, ['a'], true],
    ['[{"b":1}]', 1, 0, 'A', [], true],
    ['{"b":1}', 2, 1, null, [], true],
    ['{ ', 0, -1, null, [], false],
    ['[5 bytes data]', 0, -1, null, [], true],
    ['{"c":{"d":', 0, -1, null, ['c'], false],
    ['{"d":', 1, 5, 'c', [], false],
  ]);
});

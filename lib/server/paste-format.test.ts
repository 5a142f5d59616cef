import { expect, test } from 'vitest';
import { pasteFormat } from './paste-format';

test.each([
  ['text/plain', { kind: 'text', charset: null }],
  ['Text/Plain;charset=UTF-8', { kind: 'text', charset: 'UTF-8' }],
  ['text/plain; format=flowed; charset="iso-8859-1"', { kind: 'text', charset: 'iso-8859-1' }],
  ['text/plain; charset=klingon', null],
  ['application/json', { kind: 'json' }],
  ['application/json; charset=utf-8', { kind: 'json' }],
  ['text/html', null],
  ['application/jsonp', null],
  ['application/x-www-form-urlencoded', null],
  ['', null],
])('content of the type %j is %j', (type, format) => {
  expect(pasteFormat(new Headers({ 'content-type': type }))).toEqual(format);
});

test('compressed content is not read', () => {
  const format = (encoding: string) =>
    pasteFormat(new Headers({ 'content-type': 'text/plain', 'content-encoding': encoding }));
  expect([format('gzip'), format('identity')]).toEqual([null, { kind: 'text', charset: null }]);
});

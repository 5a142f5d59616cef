import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseJson } from './json-text';

it.each([
  ['{"a":1763681759825}', { a: 1763681759825 }],
  ['{"a":9007199254740991}', { a: 9007199254740991 }],
  ['{"a":9007199254740993}', { a: '9007199254740993' }],
  ['[-18446744073709551615, 1]', ['-18446744073709551615', 1]],
  ['{"9007199254740993":"9007199254740993"}', { '9007199254740993': '9007199254740993' }],
])('%s keeps its digits', (text, value) => {
  expect(parseJson(text)).toEqual({ ok: true, value });
});

it('loses no digit of a number, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n }), (before, id) => {
      const text = `[${JSON.stringify(before)},${id},"${id}"]`;
      expect(parseJson(text)).toEqual({ ok: true, value: [before, String(id), String(id)] });
    }),
  );
});

it('says of what is no JSON that it is none', () => {
  expect(parseJson('{"a":90071992547409931')).toEqual({ ok: false });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskIdentifiers } from './mask';

test.each([
  ['in a path', '/organizations/myorg/sources/abc-myorg/', '/organizations/<organization>/sources/<source>/'],
  ['in another source id', 'abcd-myorg myorg-abcd', 'abcd-<organization> <organization>-abcd'],
  ['in another case', 'MyOrg ABC-MYORG', '<organization> <source>'],
  ['percent-encoded', 'uri=https%3A%2F%2Fa.com%2F1 abc%2Dmyorg', 'uri=<item> <source>'],
  ['percent-encoded twice', 'https%253A%252F%252Fa.com%252F1', '<item>'],
  ['escaped in JSON', String.raw`"https:\/\/a.com\/1"`, '"<item>"'],
])('masks ids %s', (_promise, text, masked) => {
  const ids = { organization: ['myorg'], sources: ['abc-myorg'], items: ['https://a.com/1'] };
  expect(maskIdentifiers(text, ids)).toBe(masked);
});

test('numbers several ids of a kind in the order given, and takes the longest first', () => {
  const ids = { organization: ['o'], sources: ['a-o', 'aa-o'], items: [] };
  expect(maskIdentifiers('aa-o a-o O', ids)).toBe('<source-2> <source-1> <organization>');
});

test('finds ids whose own characters are encoded once more', () => {
  const ids = { items: ['https://a.com/x%20y', 'a://\u{1f600}/é'] };
  expect(maskIdentifiers('1 https%3A//a.com/x%2520y 2 a:\\u002f\\u002F\\ud83d\\ude00/%C3%89 3', ids)).toBe(
    '1 <item-1> 2 <item-2> 3',
  );
});

test('leaves a text without the ids, and any text without ids to mask, the same', () => {
  expect(maskIdentifiers('a b', { organization: ['myorg'] })).toBe('a b');
  expect(maskIdentifiers('a b', { organization: [''], sources: [] })).toBe('a b');
});

test('no given id survives, in any case or percent-encoding', () => {
  const id = fc
    .string({ unit: fc.constantFrom(...'abkxyz019-_./:é &='), minLength: 3, maxLength: 30 })
    .filter((text) => /[kxy09]/.test(text));
  const percent = (text: string) =>
    Array.from(new TextEncoder().encode(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const writings = [
    (text: string) => text,
    (text: string) => text.toUpperCase(),
    percent,
    (text: string) => percent(text).replaceAll('%', '%25').toUpperCase(),
    encodeURIComponent,
    (text: string) => encodeURIComponent(encodeURIComponent(text)),
  ];
  fc.assert(
    fc.property(
      fc.uniqueArray(id, { minLength: 3, maxLength: 3 }),
      fc.array(fc.tuple(fc.nat(2), fc.constantFrom(...writings), fc.string({ maxLength: 8 })), {
        maxLength: 8,
      }),
      ([organization = '', source = '', item = ''], parts) => {
        const ids = [organization, source, item];
        const text = parts.map(([index, write, rest]) => `${rest}|${write(ids[index] ?? '')}`).join('');
        const masked = maskIdentifiers(text, {
          organization: [organization],
          sources: [source],
          items: [item],
        });
        const plain = masked.toLowerCase();
        for (const one of ids)
          for (const write of writings) expect(plain).not.toContain(write(one).toLowerCase());
      },
    ),
    { numRuns: 200 },
  );
});

test('stays linear in long runs of what an id begins with', () => {
  // Quadratic work on a million characters would run into the test's time limit.
  for (const unit of ['%25', 'myor', '\\', '&amp;'])
    expect(
      maskIdentifiers(unit.repeat(1_000_000 / unit.length), { organization: ['myorg'], items: ['/&a'] })
        .length,
    ).toBeGreaterThan(0);
  expect(maskIdentifiers('%25'.repeat(300), { items: [`${'%'.repeat(30)}x`] })).toBe('%25'.repeat(300));
});

test('takes as many and as long ids as a recording of a browser holds', () => {
  const items = Array.from({ length: 300 }, (_, n) => `https://example.com/${'folder/'.repeat(70)}${n}`);
  const text = 'hello https://example.com/folder/ '.repeat(10_000);
  expect(maskIdentifiers(`${text}${items[7]}`, { items })).toBe(`${text}<item-8>`);
});

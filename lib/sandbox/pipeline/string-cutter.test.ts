import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createStringCutter, PIECE_BYTES } from './string-cutter';

/** The pieces that a text is handed on in, put together between two cuts; the text comes in chunks of `size` bytes. */
function cut(text: string, size = 65_536): string[] {
  const parts: Uint8Array[][] = [[]];
  const take = createStringCutter(
    (bytes) => parts.at(-1)?.push(bytes.slice()),
    () => parts.push([]),
  );
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) take(bytes.subarray(from, from + size));
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return parts.map((part) => decoder.decode(Buffer.concat(part)));
}

it('leaves a text as it is that has no long string', () => {
  const text = JSON.stringify({ a: ['x'.repeat(PIECE_BYTES), 'y', 1], b: '\\"' });
  expect(cut(text)).toEqual([text]);
});

it('cuts a long string into several, each of them whole', () => {
  const long = 'x'.repeat(PIECE_BYTES);
  expect(cut(`["${long}${long}abc",1]`)).toEqual([`["${long}"`, `"${long}"`, '"abc",1]']);
});

it('cuts long strings of whatever characters and escapes so that together they are the same', () => {
  const unit = fc.oneof(
    fc.constantFrom(
      '\\n',
      '\\"',
      '\\\\',
      '\\u0041',
      '\\ud83d\\ude00',
      '\\ud83d',
      '\\ude00',
      'x',
      'é',
      '€',
      '😀',
      '[',
      ' ',
    ),
  );
  const body = fc
    .tuple(fc.array(unit, { minLength: 1, maxLength: 7 }), fc.integer({ min: 1, max: 6_000 }))
    .map(([units, times]) => units.join('').repeat(times));
  fc.assert(
    fc.property(body, fc.integer({ min: 1, max: 40_000 }), (text, size) => {
      const pieces = cut(`["${text}"]`, size);
      const strings = pieces.map((piece, index) => {
        const begun = index === 0 ? piece : `[${piece}`;
        return String(JSON.parse(index === pieces.length - 1 ? begun : `${begun}]`)[0]);
      });
      expect(strings.join('') === JSON.parse(`"${text}"`)).toBe(true);
      // A pair that was cut would take three bytes for each half.
      const bytes = strings.reduce((total, string) => total + Buffer.byteLength(string), 0);
      expect(bytes).toBe(Buffer.byteLength(JSON.parse(`"${text}"`)));
      for (const string of strings) expect(string.length).toBeLessThanOrEqual(PIECE_BYTES + 4);
    }),
    { numRuns: 40 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countSeen, seenRows, unite } from './seen-rows';

const guids = fc.array(fc.string(), { maxLength: 50 });

test('counts each row once, however often and in whatever order it is seen', () => {
  fc.assert(
    fc.property(guids, guids, (first, second) => {
      const united = unite(seenRows(first), seenRows(second));
      expect(united).toEqual(seenRows([...second, ...first, ...second]));
      expect(countSeen(united)).toBe(new Set([...first, ...second]).size);
    }),
  );
});

test('no rows are no bytes', () => {
  expect(seenRows([])).toEqual(new Uint8Array());
  expect(unite(new Uint8Array(), seenRows(['a']))).toEqual(seenRows(['a']));
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_JSON_DEPTH, readJson } from './json';

describe('a value read as JSON', () => {
  it('is the same for every JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(readJson(value)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is plain JSON whatever it was', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const read = readJson(value);
        expect(JSON.parse(JSON.stringify(read))).toEqual(read);
      }),
    );
  });

  it('is cut off where it is nested too deep to be read', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 20_000; level++) deep = [deep];
    expect(JSON.stringify(readJson(deep))).toBe(
      `${'['.repeat(MAX_JSON_DEPTH)}null${']'.repeat(MAX_JSON_DEPTH)}`,
    );
  });
});

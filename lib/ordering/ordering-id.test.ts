import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOrdering, orderingMoment, orderingUnit } from './ordering-id';

describe('the unit of an orderingId', () => {
  it.each([
    ['1763776800', 'seconds'],
    ['1763776800000', 'milliseconds'],
    ['1763776800000000', 'microseconds'],
    ['63870000000000000', 'ticks'],
    ['638700000000000000', 'ticks'],
    ['7', 'other'],
    ['17637768000000000000', 'other'],
    ['', 'other'],
  ])('of %s is %s', (id, unit) => {
    expect(orderingUnit(id)).toBe(unit);
  });
});

describe('the moment of an orderingId', () => {
  it('is read from seconds and from milliseconds', () => {
    expect(['1763776800', '1763776800000'].map(orderingMoment)).toEqual([
      '2025-11-22T02:00:00.000Z',
      '2025-11-22T02:00:00.000Z',
    ]);
  });

  it.each(['1763776800000000', '638700000000000000', '7', 'abcdefghij', ''])(
    'is not made up for %s',
    (id) => {
      expect(orderingMoment(id)).toBeNull();
    },
  );
});

describe('two orderingIds', () => {
  it('are compared as numbers of any length, not as text', () => {
    expect([compareOrdering('9', '10'), compareOrdering('10', '9'), compareOrdering('7', '07')]).toEqual([
      -1, 1, 0,
    ]);
  });

  it('are told apart where a JavaScript number could not', () => {
    expect(compareOrdering('638700000000000000', '638700000000000001')).toBe(-1);
  });

  it('are ordered like their BigInt values', () => {
    const id = fc.bigInt({ min: 0n, max: 10n ** 20n - 1n });
    fc.assert(
      fc.property(id, id, (a, b) => {
        expect(compareOrdering(String(a), String(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });
});

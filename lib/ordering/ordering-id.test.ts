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
  it('is read from seconds, milliseconds and microseconds', () => {
    expect(['1763776800', '1763776800000', '1763776800123456'].map(orderingMoment)).toEqual([
      '2025-11-22T02:00:00.000Z',
      '2025-11-22T02:00:00.000Z',
      '2025-11-22T02:00:00.123Z',
    ]);
  });

  it('is read from the ticks of .NET', () => {
    expect(orderingMoment('636423001940000000')).toBe('2017-09-29T16:43:14.000Z');
  });

  it.each(['19457712023373612345', '10000000000000000', '7', 'abcdefghij', '-763776800', '1763776800.0', ''])(
    'is not made up for %s',
    (id) => {
      expect(orderingMoment(id)).toBeNull();
    },
  );

  it('is null or an ISO string with a year of four digits, whatever the digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n - 1n }), (id) => {
        const moment = orderingMoment(String(id));
        expect(moment === null || /^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(moment)).toBe(true);
      }),
    );
  });
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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, readDate, toIso, toMs, zonedMs } from './time';

describe('a date from the wire', () => {
  it.each([
    [1555347453376, '2019-04-15T16:57:33.376Z'],
    ['1555347453376', '2019-04-15T16:57:33.376Z'],
    ['2018-05-22T23:35:59.825Z', '2018-05-22T23:35:59.825Z'],
    ['2018-05-22T23:35:59Z', '2018-05-22T23:35:59.000Z'],
    ['2018-05-23T01:35:59.825+02:00', '2018-05-22T23:35:59.825Z'],
    ['2018-05-23T01:35:59.825+0200', '2018-05-22T23:35:59.825Z'],
    ['2018-05-22', '2018-05-22T00:00:00.000Z'],
  ])('%j is read as %s', (value, expected) => {
    expect(readDate(value)).toBe(expected);
  });

  it('without a zone is UTC, whatever the zone of the machine', () => {
    expect(readDate('2018-05-22T23:35:59.825')).toBe('2018-05-22T23:35:59.825Z');
  });

  it.each([
    [''],
    ['yesterday'],
    ['1'],
    ['Tue Nov 17'],
    ['2018-13-45T99:00:00Z'],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [-1],
    [1555347453],
    [9e15],
    [null],
    [undefined],
    [true],
    [{ date: 1555347453376 }],
  ])('%j is no date', (value) => {
    expect(readDate(value)).toBeNull();
  });

  it('is null or an ISO string that sorts as text, for any value at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.date().map(String), fc.maxSafeInteger()), (value) => {
        const read = readDate(value);
        if (read !== null) expect(read).toBe(new Date(read).toISOString());
        expect(read === null || read.length === 24).toBe(true);
      }),
    );
  });
});

describe('a time that says its zone', () => {
  it.each([
    ['2026-11-22T12:00:00Z', '2026-11-22T12:00:00.000Z'],
    ['2026-11-22T12:00z', '2026-11-22T12:00:00.000Z'],
    ['2026-11-22T12:00:00.123456+02:00', '2026-11-22T10:00:00.123Z'],
  ])('%s is %s', (text, expected) => {
    expect(toIso(zonedMs(text))).toBe(expected);
  });

  it.each([
    '',
    '2026-11-22',
    '2026-11-22T12:00:00',
    '2026-13-45T12:00:00Z',
    'Sun 22 Nov 2026 12:00 UTC',
    ' 2026-11-22T12:00Z',
  ])('%j is none', (text) => {
    expect(zonedMs(text)).toBeNaN();
  });
});

describe('a window', () => {
  const window = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T01:00:00.000Z' };

  it('holds its beginning and not its end', () => {
    expect([window.from, '2026-11-22T00:59:59.999Z', window.to].map((at) => isWithin(at, window))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is measured in milliseconds that lead back to the same text', () => {
    expect(toIso(toMs(window.from))).toBe(window.from);
    expect(toMs('no date')).toBeNaN();
  });
});

describe('toMs', () => {
  it('agrees with the engine’s own reading for any moment, and for what is no moment', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
        expect(toMs(date.toISOString())).toBe(date.getTime());
      }),
    );
    const odd = ['2026-13-01T00:00:00.000Z', '2026-02-30T00:00:00.000Z', '2026-01-01T24:00:00.000Z', '', 'x'];
    expect(odd.map(toMs)).toEqual(odd.map((text) => Date.parse(text)));
  });
});

import { describe, expect, it } from 'vitest';
import { formatBrief, formatToSecond, formatZoned, isTimeZone, zonedText } from './zoned-moment';

describe('a moment in somebody’s zone', () => {
  it.each([
    ['2026-11-17T02:00:00.000Z', 'Europe/Paris', 'Tue 17 Nov 2026 03:00 CET'],
    ['2026-07-17T23:30:00.000Z', 'Europe/Paris', 'Sat 18 Jul 2026 01:30 CEST'],
    ['2026-11-17T02:00:00.000Z', 'America/Montreal', 'Mon 16 Nov 2026 21:00 GMT-5'],
    ['2026-11-17T02:00:00.000Z', 'UTC', 'Tue 17 Nov 2026 02:00 UTC'],
    ['at dawn', 'UTC', 'at dawn'],
  ])('%s in %s has its day, its year and its offset', (iso, zone, text) => {
    expect(formatZoned(iso, zone)).toBe(text);
  });

  it('is told short, with its offset or where a heading says the zone, and to the second', () => {
    const iso = '2026-11-17T23:05:09.876Z';
    expect([
      formatBrief(iso, 'Europe/Paris', true),
      formatBrief(iso, 'Europe/Paris', false),
      formatToSecond(iso, 'Europe/Paris'),
      formatToSecond(iso, 'UTC'),
    ]).toEqual(['Wed 18 Nov 00:05 CET', 'Wed 18 Nov 00:05', '18 Nov 00:05:09', '17 Nov 23:05:09']);
  });

  it.each([
    ['Europe/Paris', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['', false],
  ])('%s is a zone: %s', (zone, is) => {
    expect(isTimeZone(zone)).toBe(is);
  });

  it('stands in a sentence in place of UTC, with the year that the weekday tells', () => {
    const near = '2027-01-02T00:00:00.000Z';
    expect(
      zonedText(
        'Since Tue 17 Nov 02:00 UTC, again Fri 1 Jan 23:30 UTC; not Mon 31 Feb 02:00 UTC.',
        'Asia/Tokyo',
        near,
      ),
    ).toBe('Since Tue 17 Nov 2026 11:00 GMT+9, again Sat 2 Jan 2027 08:30 GMT+9; not Mon 31 Feb 02:00 UTC.');
  });
});

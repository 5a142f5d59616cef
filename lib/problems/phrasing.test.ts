import { describe, expect, it } from 'vitest';
import { countOf, formatCount, formatDuration, formatMoment, formatShare, quoteLast } from './phrasing';

describe('words for numbers and times', () => {
  it('count with separators, and in the singular for one', () => {
    expect([
      formatCount(40112),
      countOf(1, 'item'),
      countOf(0, 'item'),
      countOf(412, 'batch', 'batches'),
    ]).toEqual(['40,112', '1 item', '0 items', '412 batches']);
  });

  it('name a moment in UTC, whatever the zone of the machine', () => {
    expect(formatMoment('2026-11-17T23:59:59.000Z')).toBe('Tue 17 Nov 23:59 UTC');
    expect(formatMoment('2026-11-17T00:00:00.000Z')).toBe('Tue 17 Nov 00:00 UTC');
  });

  it.each([
    [40_000, '40 s'],
    [90 * 60_000, '90 min'],
    [26 * 3_600_000, '26 h'],
    [72 * 3_600_000, '3 days'],
  ])('give %d ms in its largest sensible unit: %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it.each([
    [0, 10, '0 %'],
    [5, 0, '0 %'],
    [1, 1000, 'under 1 %'],
    [10, 100, '10 %'],
    [999, 1000, '99 %'],
    [1000, 1000, '100 %'],
  ])('never round the share %d of %d up: %s', (part, whole, text) => {
    expect(formatShare(part, whole)).toBe(text);
  });

  it('end a quotation with one full stop', () => {
    expect([quoteLast('Too large'), quoteLast('Too large.')]).toEqual(['“Too large”.', '“Too large.”']);
  });
});

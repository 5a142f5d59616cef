import { describe, expect, it } from 'vitest';
import { healthWindow, windowMistake } from './window';

const NOW = '2026-11-22T16:54:31.500Z';

describe('the window of a health question', () => {
  it('is the last seven days up to the minute when nothing is asked', () => {
    expect(healthWindow({ from: null, to: null }, NOW)).toEqual({
      from: '2026-11-15T16:54:00.000Z',
      to: '2026-11-22T16:54:00.000Z',
    });
  });

  it('is as asked, in any zone, its end rounded down to the minute', () => {
    expect(healthWindow({ from: '2026-11-20T02:00:00+02:00', to: '2026-11-21T00:00:59Z' }, NOW)).toEqual({
      from: '2026-11-20T00:00:00.000Z',
      to: '2026-11-21T00:00:00.000Z',
    });
  });

  it.each([
    ['yesterday', null, '“from” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.'],
    ['2026-11-20', null, '“from” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.'],
    [
      '2026-11-20T00:00:00',
      null,
      '“from” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.',
    ],
    [
      null,
      '2026-13-45T00:00:00Z',
      '“to” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.',
    ],
    ['2026-11-21T00:00:00Z', '2026-11-20T00:00:00Z', '“from” must be earlier than “to”.'],
    ['2026-11-21T00:00:00Z', '2026-11-21T00:00:30Z', '“from” must be earlier than “to”.'],
    ['2025-11-21T00:00:00Z', null, 'A window is 335 days at most; Coveo keeps its logs for 14.'],
  ])('that makes no sense (%s to %s) gets a sentence', (from, to, sentence) => {
    expect(windowMistake({ from, to }) ?? healthWindow({ from, to }, NOW)).toBe(sentence);
  });

  it('is mistaken by itself only where no clock is needed to know', () => {
    expect(windowMistake({ from: NOW, to: null })).toBe(null);
    expect(windowMistake({ from: NOW, to: '2026-11-21T00:00:00Z' })).toBe(
      '“from” must be earlier than “to”.',
    );
  });
});

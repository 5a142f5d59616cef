import { describe, expect, it } from 'vitest';
import { reportWindow, reportWindowMistake } from './report-window';

const NOW = '2026-11-22T16:54:31.500Z';
const AS_DAY =
  '“from” must be a day, such as 2026-01-31, or a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.';

describe('the window of a report', () => {
  it('is the last 30 days, today among them, when nothing is asked', () => {
    expect(reportWindow({ from: null, to: null }, NOW)).toEqual({
      from: '2026-10-24T00:00:00.000Z',
      to: '2026-11-22T16:54:00.000Z',
    });
  });

  it('has both days that are named, and ends now where the last has not ended', () => {
    expect(reportWindow({ from: '2026-11-01', to: '2026-11-03' }, NOW)).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-04T00:00:00.000Z',
    });
    expect(reportWindow({ from: '2026-11-01', to: '2026-12-24' }, NOW)).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-22T16:54:00.000Z',
    });
    expect(reportWindow({ from: null, to: '2026-11-03' }, NOW)).toEqual({
      from: '2026-10-05T00:00:00.000Z',
      to: '2026-11-04T00:00:00.000Z',
    });
  });

  it('of today is no future in the first minute of the day', () => {
    const today = '2026-11-22';
    expect(reportWindow({ from: today, to: today }, `${today}T00:00:40.000Z`)).toEqual({
      from: `${today}T00:00:00.000Z`,
      to: `${today}T00:01:00.000Z`,
    });
  });

  it('is widened to whole UTC days where times are named', () => {
    expect(reportWindow({ from: '2026-11-01T01:00:00+02:00', to: '2026-11-03T00:00:00Z' }, NOW)).toEqual({
      from: '2026-10-31T00:00:00.000Z',
      to: '2026-11-03T00:00:00.000Z',
    });
  });

  it.each([
    ['yesterday', null, AS_DAY],
    ['2026-13-01', null, AS_DAY],
    ['2026-11-05', '2026-11-03', '“from” must be earlier than “to”.'],
    ['2026-12-01', '2026-12-02', 'This time lies in the future: nothing can be known of it.'],
    ['2025-11-01', null, 'A report is of 366 days at most.'],
  ])('that makes no sense (%s to %s) gets a sentence', (from, to, sentence) => {
    expect(reportWindowMistake({ from, to }) ?? reportWindow({ from, to }, NOW)).toBe(sentence);
  });

  it('is mistaken by itself only where no clock is needed to know', () => {
    expect(reportWindowMistake({ from: '2026-11-01', to: '2026-11-01' })).toBeNull();
    expect(reportWindowMistake({ from: '2026-12-01', to: '2026-12-02' })).toBeNull();
    expect(reportWindowMistake({ from: '2026-11-05', to: '2026-11-03' })).toBe(
      '“from” must be earlier than “to”.',
    );
  });
});

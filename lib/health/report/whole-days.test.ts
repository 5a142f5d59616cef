import { expect, it } from 'vitest';
import { daysIn, dayWindow, lastDays, wholeDays } from './whole-days';

const NOW = '2026-11-22T16:54:31.500Z';

it('widens a window to whole days, and ends the day that has not ended at the minute', () => {
  expect(wholeDays({ from: '2026-11-03T14:00:00Z', to: '2026-11-05T00:00:00Z' }, NOW)).toEqual({
    from: '2026-11-03T00:00:00.000Z',
    to: '2026-11-05T00:00:00.000Z',
  });
  expect(wholeDays({ from: '2026-11-22T14:00:00Z', to: '2026-11-22T15:00:00Z' }, NOW)).toEqual({
    from: '2026-11-22T00:00:00.000Z',
    to: '2026-11-22T16:54:00.000Z',
  });
});

it('names the days that a window touches, its end not among them', () => {
  expect(daysIn({ from: '2026-10-31T23:00:00.000Z', to: '2026-11-02T00:00:00.000Z' })).toEqual([
    '2026-10-31',
    '2026-11-01',
  ]);
  expect(dayWindow('2026-10-31')).toEqual({
    from: '2026-10-31T00:00:00.000Z',
    to: '2026-11-01T00:00:00.000Z',
  });
});

it('gives the last days up to the minute, today among them', () => {
  expect(lastDays(NOW)).toEqual({ from: '2026-10-24T00:00:00.000Z', to: '2026-11-22T16:54:00.000Z' });
});

it.each(['2026-11-22T00:00:00.000Z', '2026-11-22T00:00:40.000Z'])(
  'has today from its first minute on: %s',
  (now) => {
    const today = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T00:01:00.000Z' };
    expect(wholeDays({ from: '2026-11-22T00:00:00Z', to: '2026-11-23T00:00:00Z' }, now)).toEqual(today);
    expect(lastDays(now, 1)).toEqual(today);
    expect(daysIn(lastDays(now, 30))).toHaveLength(30);
  },
);

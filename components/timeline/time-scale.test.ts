import { describe, expect, it } from 'vitest';
import type { Timeline } from '@/lib/timeline/timeline';
import { axisTop, bucketAt, fractionAt, percent, ticks, timeScale, windowOfBuckets } from './time-scale';

const window = { from: '2026-11-16T22:30:00.000Z', to: '2026-11-17T01:30:00.000Z' };
const scale = timeScale(window);
const timeline: Timeline = {
  bucketMs: 3_600_000,
  buckets: [
    '2026-11-16T22:00:00.000Z',
    '2026-11-16T23:00:00.000Z',
    '2026-11-17T00:00:00.000Z',
    '2026-11-17T01:00:00.000Z',
  ],
  incompleteFrom: null,
  lanes: { activities: [], pushes: {}, outcomes: {} },
  marks: [],
};

describe('the time scale', () => {
  it('puts moments inside the window in proportion, and those outside at its edges', () => {
    expect(fractionAt(scale, Date.parse('2026-11-17T00:00:00Z'))).toBe(0.5);
    expect(fractionAt(scale, Date.parse('2026-11-10T00:00:00Z'))).toBe(0);
    expect(fractionAt(scale, Date.parse('2026-11-20T00:00:00Z'))).toBe(1);
    expect(percent(1 / 3)).toBe('33.333%');
  });

  it('finds the bucket under a fraction of the width', () => {
    expect(bucketAt(timeline, scale, 0)).toBe(0);
    expect(bucketAt(timeline, scale, 0.5)).toBe(2);
    expect(bucketAt(timeline, scale, 1)).toBe(3);
    expect(bucketAt({ ...timeline, buckets: [] }, scale, 0.5)).toBe(null);
  });

  it('zooms to whole buckets, and never outside of the window', () => {
    expect(windowOfBuckets(timeline, window, 1, 2)).toEqual({
      from: '2026-11-16T23:00:00.000Z',
      to: '2026-11-17T01:00:00.000Z',
    });
    expect(windowOfBuckets(timeline, window, 0, 3)).toEqual(window);
  });

  it('marks round hours, and says the day where one begins', () => {
    expect(ticks(scale, 4)).toEqual([
      { at: Date.parse('2026-11-16T23:00:00Z'), label: '23:00', major: false },
      { at: Date.parse('2026-11-17T00:00:00Z'), label: 'Tue 17', major: true },
      { at: Date.parse('2026-11-17T01:00:00Z'), label: '01:00', major: false },
    ]);
  });

  it('marks what is round where the clock is, also where it is put back', () => {
    const night = timeScale({ from: '2026-10-24T20:00:00Z', to: '2026-10-25T06:00:00Z' });
    expect(ticks(night, 4, 'Europe/Paris')).toEqual([
      { at: Date.parse('2026-10-24T22:00:00Z'), label: 'Sun 25', major: true },
      { at: Date.parse('2026-10-25T02:00:00Z'), label: '03:00', major: false },
      { at: Date.parse('2026-10-25T05:00:00Z'), label: '06:00', major: false },
    ]);
    const half = timeScale({ from: '2026-11-16T23:00:00Z', to: '2026-11-17T01:00:00Z' });
    expect(
      ticks(half, 2, 'Asia/Kolkata').map(({ at, label }) => [new Date(at).toISOString(), label]),
    ).toEqual([
      ['2026-11-16T23:30:00.000Z', '05:00'],
      ['2026-11-17T00:30:00.000Z', '06:00'],
    ]);
  });

  it('takes longer steps where there is room for few marks', () => {
    const fortnight = timeScale({ from: '2026-11-03T00:00:00Z', to: '2026-11-17T00:00:00Z' });
    expect(ticks(fortnight, 7).map(({ label }) => label)).toEqual([
      'Tue 3',
      'Thu 5',
      'Sat 7',
      'Mon 9',
      'Wed 11',
      'Fri 13',
      'Sun 15',
      'Tue 17',
    ]);
  });

  it('ends the axis at a round number not below the highest count', () => {
    expect([0, 1, 7, 12, 1500, 8400, 10000].map(axisTop)).toEqual([1, 1, 8, 15, 1500, 10000, 10000]);
  });
});

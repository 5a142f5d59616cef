import { describe, expect, it } from 'vitest';
import type { Timeline } from '@/lib/timeline/timeline';
import { highest, outcomeSeries, pushSeries, troubledSeries } from './series';

const timeline: Timeline = {
  bucketMs: 3_600_000,
  buckets: ['2026-11-17T00:00:00.000Z', '2026-11-17T01:00:00.000Z'],
  incompleteFrom: null,
  lanes: {
    activities: [],
    pushes: { TELEPORT: [1, 0], DELETE: [0, 0], ADD: [10, 20] },
    outcomes: { indexed: [9, 18], rejected: [1, 2], deleted: [0, 0] },
  },
  marks: [],
};

describe('the series of a timeline', () => {
  it('keeps an operation that we have no word for, after the known ones', () => {
    expect(pushSeries(timeline)).toEqual([
      { key: 'ADD', label: 'Add', color: 'var(--chart-add)', counts: [10, 20], total: 30 },
      { key: 'TELEPORT', label: 'TELEPORT', color: 'var(--chart-other)', counts: [1, 0], total: 1 },
    ]);
  });

  it('stacks the troubled outcomes at the bottom and leaves out what never occurs', () => {
    expect(outcomeSeries(timeline).map(({ key }) => key)).toEqual(['rejected', 'indexed']);
  });

  it('gives the troubled outcomes a strip of their own', () => {
    expect(troubledSeries(outcomeSeries(timeline)).map(({ key, total }) => [key, total])).toEqual([
      ['rejected', 3],
    ]);
  });

  it('takes the height of a lane from its fullest bucket', () => {
    expect(highest(outcomeSeries(timeline))).toBe(20);
    expect(highest([])).toBe(0);
  });
});

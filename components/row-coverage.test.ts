import { describe, expect, it } from 'vitest';
import type { Read } from '@/lib/evidence/coverage';
import { activityCoverage, rowCoverage, timelineCoverage, unreadStretches } from './row-coverage';

function read(from: string, to: string, state: Read['state'], rows: number, call = 'logs.list'): Read {
  return { call, from: `2026-11-${from}T00:00:00.000Z`, to: `2026-11-${to}T00:00:00.000Z`, state, rows };
}

const WINDOW = { from: '2026-11-10T00:00:00.000Z', to: '2026-11-17T00:00:00.000Z' };

function coverage(reads: Read[], rowsCounted: number | null = 100) {
  return rowCoverage({ rowsCounted, reads }, WINDOW);
}

describe('the coverage of the rows', () => {
  it('is whole when each read of rows went well, whatever else failed', () => {
    expect(coverage([read('10', '12', 'read', 100), read('10', '12', 'refused', 0, 'activities.list')])).toBe(
      'all',
    );
  });

  it('is partial when some were read, and none when not one was', () => {
    expect(coverage([read('10', '11', 'read', 40), read('11', '12', 'refused', 0)])).toBe('some');
    expect(coverage([read('10', '11', 'sampled', 40)])).toBe('some');
    expect(coverage([read('10', '11', 'refused', 0)])).toBe('none');
    expect(coverage([read('10', '11', 'refused', 0, 'logs.facetsStats')], null)).toBe('none');
  });

  it('is that of the window: what was read before it or after it says nothing', () => {
    expect(coverage([read('05', '10', 'read', 40), read('10', '17', 'skipped', 0)])).toBe('none');
    expect(coverage([read('05', '10', 'skipped', 0), read('10', '17', 'read', 40)])).toBe('all');
  });

  it('is whole when Coveo counts no row and so none was asked for', () => {
    expect(coverage([read('10', '12', 'read', 0, 'logs.facetsStats')], 0)).toBe('all');
  });
});

describe('where rows were counted', () => {
  const failures: Read = { ...read('10', '17', 'read', 40), of: 'rows not COMPLETED' };
  const sample: Read = { ...read('12', '13', 'sampled', 40), of: 'a sample' };

  it('the coverage is partial, and a sample leaves no hole', () => {
    expect([coverage([failures, sample]), coverage([sample])]).toEqual(['some', 'some']);
    expect(unreadStretches([failures, sample], WINDOW)).toEqual([]);
  });
});

describe('the coverage of the activities', () => {
  const activities = (from: string, to: string, state: Read['state']) =>
    activityCoverage([read(from, to, state, 0, 'activities.list')], WINDOW);

  it('is whole when they were read for all of the window, partial for a part of it', () => {
    expect(activities('05', '17', 'read')).toBe('all');
    expect(activities('12', '17', 'read')).toBe('some');
  });

  it('is none when they were refused, or asked for another time only', () => {
    expect(activities('05', '17', 'refused')).toBe('none');
    expect(activities('05', '08', 'read')).toBe('none');
  });
});

describe('the coverage of a timeline', () => {
  const TIMELINE = {
    bucketMs: 86_400_000,
    buckets: [],
    incompleteFrom: null,
    lanes: { activities: [], pushes: {}, outcomes: {} },
    marks: [],
  };
  const reads = { rowsCounted: 100, reads: [read('10', '12', 'skipped', 0), read('12', '17', 'read', 100)] };
  const byDay = (...unobserved: { from: string; to: string }[]) =>
    timelineCoverage({ ...TIMELINE, captured: { stretches: [], unobserved } }, reads, WINDOW);

  it('is that of the rows where all are live', () => {
    expect(timelineCoverage(TIMELINE, reads, WINDOW)).toEqual({
      rows: 'some',
      unread: [{ from: '2026-11-10T00:00:00.000Z', to: '2026-11-12T00:00:00.000Z' }],
    });
  });

  it('is what anybody observed where it is told by day', () => {
    const hole = { from: '2026-11-11T00:00:00.000Z', to: '2026-11-12T00:00:00.000Z' };
    expect([byDay(), byDay(hole), byDay(WINDOW)]).toEqual([
      { rows: 'all', unread: [] },
      { rows: 'some', unread: [hole] },
      { rows: 'none', unread: [WINDOW] },
    ]);
  });

  it('has activities that several calls read together', () => {
    const parts = [
      read('09', '12', 'read', 1, 'activities.list'),
      read('12', '17', 'read', 0, 'activities.list'),
    ];
    expect(activityCoverage(parts, WINDOW)).toBe('all');
  });
});

describe('the unread stretches', () => {
  it('are merged where they touch and cut to the window; what else failed is no hole in the rows', () => {
    const reads = [
      read('14', '15', 'sampled', 10),
      read('12', '13', 'read', 10),
      read('09', '11', 'skipped', 0),
      read('11', '12', 'refused', 0),
      read('05', '06', 'skipped', 0),
      read('12', '13', 'refused', 0, 'activities.list'),
    ];
    expect(unreadStretches(reads, WINDOW)).toEqual([
      { from: '2026-11-10T00:00:00.000Z', to: '2026-11-12T00:00:00.000Z' },
      { from: '2026-11-14T00:00:00.000Z', to: '2026-11-15T00:00:00.000Z' },
    ]);
  });
});

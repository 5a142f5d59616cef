import { expect, it } from 'vitest';
import { tableRows } from './table-rows';

it('keeps each bucket in which something was, and makes one row of those in between, by whether they were read', () => {
  const buckets = ['00', '01', '02', '03', '04'].map((hour) => `2026-11-17T${hour}:00:00.000Z`);
  const timeline = {
    bucketMs: 3_600_000,
    buckets,
    incompleteFrom: null,
    lanes: { activities: [], pushes: {}, outcomes: {} },
    marks: [],
  };
  const column = (key: string, counts: number[]) => ({ key, label: key, color: '', counts, total: 1 });
  const columns = [column('ADD', [5, 0, 0, 0, 2]), column('indexed', [4, 1, 0, 0, 2])];
  expect(tableRows(timeline, columns, [])).toEqual([
    { from: '2026-11-17T00:00:00.000Z', buckets: 1, counts: [5, 4], unread: false },
    { from: '2026-11-17T01:00:00.000Z', buckets: 1, counts: [0, 1], unread: false },
    { from: '2026-11-17T02:00:00.000Z', buckets: 2, counts: [0, 0], unread: false },
    { from: '2026-11-17T04:00:00.000Z', buckets: 1, counts: [2, 2], unread: false },
  ]);
  const unread = [{ from: '2026-11-17T03:10:00.000Z', to: '2026-11-17T04:00:00.000Z' }];
  expect(tableRows(timeline, columns, unread).slice(2)).toEqual([
    { from: '2026-11-17T02:00:00.000Z', buckets: 1, counts: [0, 0], unread: false },
    { from: '2026-11-17T03:00:00.000Z', buckets: 1, counts: [0, 0], unread: true },
    { from: '2026-11-17T04:00:00.000Z', buckets: 1, counts: [2, 2], unread: false },
  ]);
});

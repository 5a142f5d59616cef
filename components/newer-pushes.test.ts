import { expect, it } from 'vitest';
import { HOUR_MS } from '@/lib/evidence/time';
import type { Timeline } from '@/lib/timeline/timeline';
import { newerPushes } from './newer-pushes';

const hour = (n: number) => `2026-11-17T${String(n).padStart(2, '0')}:00:00.000Z`;
const WINDOW = { from: hour(0), to: hour(4) };

function timeline(pushes: Timeline['lanes']['pushes']): Timeline {
  return {
    bucketMs: HOUR_MS,
    buckets: [hour(0), hour(1), hour(2), hour(3)],
    incompleteFrom: null,
    lanes: { activities: [], pushes, outcomes: {} },
    marks: [],
  };
}

it('counts the operations in buckets after the run, without batches and delete older than', () => {
  const seen = timeline({ ADD: [600, 0, 0, 1], DELETE: [2, 0, 1, 0], BATCH_FILE: [5, 0, 0, 1] });
  expect(newerPushes(seen, WINDOW, hour(4), '2026-11-17T00:20:00.000Z')).toEqual({
    operations: 2,
    from: hour(3),
    bucketMs: HOUR_MS,
  });
});

it('says nothing when nothing came since, or when the window ends before now', () => {
  const quiet = timeline({ ADD: [600, 0, 0, 0], DELETE_OLDER_THAN: [0, 1, 0, 0] });
  expect(newerPushes(quiet, WINDOW, hour(4), '2026-11-17T00:20:00.000Z')).toBeNull();
  const busy = timeline({ ADD: [600, 0, 0, 9] });
  expect(newerPushes(busy, WINDOW, hour(9), '2026-11-17T00:20:00.000Z')).toBeNull();
});

import { expect, test } from 'vitest';
import type { Timeline } from '@/lib/timeline/timeline';
import { stretchOf } from './timeline-stretch';

const hour = (n: number) => `2026-11-22T0${n}:00:00.000Z`;
const span = { operation: 'REFRESH', state: 'EXECUTED', result: 'SUCCESS', by: null };

test('a stretch of a preserved timeline has the buckets, activities and flags that touch it', () => {
  const timeline: Timeline = {
    bucketMs: 3_600_000,
    buckets: [hour(0), hour(1), hour(2), hour(3)],
    incompleteFrom: null,
    lanes: {
      activities: [
        { ...span, id: 'before', start: hour(0), end: hour(1) },
        { ...span, id: 'inside', start: hour(1), end: hour(2) },
        { ...span, id: 'open', start: hour(0), end: null },
        { ...span, id: 'after', start: hour(3), end: null },
      ],
      pushes: { ADD: [1, 2, 3, 4] },
      outcomes: { indexed: [4, 3, 2, 1] },
    },
    marks: [
      { at: hour(1), kind: 'change', label: 'a' },
      { at: hour(3), kind: 'change', label: 'b' },
    ],
  };
  expect(stretchOf(timeline, { from: hour(1), to: hour(3) })).toEqual({
    bucketMs: 3_600_000,
    buckets: [hour(1), hour(2)],
    incompleteFrom: null,
    lanes: {
      activities: [
        { ...span, id: 'inside', start: hour(1), end: hour(2) },
        { ...span, id: 'open', start: hour(0), end: null },
      ],
      pushes: { ADD: [2, 3] },
      outcomes: { indexed: [3, 2] },
    },
    marks: [{ at: hour(1), kind: 'change', label: 'a' }],
  });
});

test('a stretch of a preserved lane of recorded calls tells of its own buckets', () => {
  const refusal = { status: 429, errorCode: null, problem: null, count: 1 };
  const stretches = [{ from: hour(0), to: hour(3) }];
  const timeline: Timeline = {
    bucketMs: 3_600_000,
    buckets: [hour(0), hour(1), hour(2)],
    incompleteFrom: null,
    lanes: { activities: [], pushes: {}, outcomes: {} },
    marks: [],
    recorded: {
      counts: { accepted: [5, 6, 7], refused: [1, 1, 1] },
      refusals: [0, 1, 2].map((bucket) => ({ ...refusal, bucket })),
      stretches,
    },
  };
  expect(stretchOf(timeline, { from: hour(1), to: hour(3) }).recorded).toEqual({
    counts: { accepted: [6, 7], refused: [1, 1] },
    refusals: [
      { ...refusal, bucket: 0 },
      { ...refusal, bucket: 1 },
    ],
    stretches,
  });
});

import { expect, it } from 'vitest';
import type { ActivitySpan } from '@/lib/timeline/timeline';
import { placeSpans } from './span-rows';

function span(id: string, start: string, end: string | null): ActivitySpan {
  return { id, operation: 'FULL_REFRESH', state: 'EXECUTED', result: 'SUCCESS', start, end, by: null };
}

it('draws spans that overlap in rows of their own, and an open one to now', () => {
  const now = Date.parse('2026-11-17T06:00:00Z');
  const placed = placeSpans(
    [
      span('later', '2026-11-17T03:30:00Z', '2026-11-17T04:00:00Z'),
      span('first', '2026-11-17T00:00:00Z', '2026-11-17T01:00:00Z'),
      span('open', '2026-11-17T02:00:00Z', null),
      span('inside', '2026-11-17T03:00:00Z', '2026-11-17T03:10:00Z'),
    ],
    now,
    0,
  );
  expect(placed.map(({ span: { id }, row }) => [id, row])).toEqual([
    ['first', 0],
    ['open', 0],
    ['inside', 1],
    ['later', 1],
  ]);
});

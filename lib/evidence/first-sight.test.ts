import { expect, it } from 'vitest';
import { buildActivity } from './activity-under-test';
import { buildEvidence } from './evidence-builder';
import { firstSight } from './first-sight';

it('says what source, activities and counts tell before any row is read', () => {
  const open = buildActivity({
    operation: 'REBUILD',
    state: 'EXECUTING',
    result: null,
    startedAt: '2026-11-20T02:00:00.000Z',
  });
  const counts = {
    operations: {},
    results: { COMPLETED: 990, REJECTED: 10 },
    tasks: {},
    sources: { a: 1000 },
  };
  expect(firstSight(buildEvidence().source, [open, buildActivity({})], counts)).toEqual({
    name: 'Articles',
    status: 'PUSH_READY',
    items: null,
    rows: 1000,
    notCompleted: 10,
    activities: 2,
    open: [{ operation: 'REBUILD', since: '2026-11-20T02:00:00.000Z' }],
  });
});

it('takes nothing that was not read for zero', () => {
  expect(firstSight(null, [], null)).toEqual({
    name: null,
    status: null,
    items: null,
    rows: null,
    notCompleted: null,
    activities: 0,
    open: [],
  });
});

import { expect, it } from 'vitest';
import type { Activity } from './activity';
import { buildEvidence } from './evidence-builder';
import { firstSight } from './first-sight';

function activity(different: Partial<Activity>): Activity {
  return {
    id: 'activity',
    operation: 'FULL_REFRESH',
    state: 'EXECUTED',
    result: 'SUCCESS',
    startedAt: null,
    endedAt: null,
    by: null,
    errorCode: null,
    errorDetail: null,
    resourceId: null,
    resourceType: null,
    ...different,
  };
}

it('says what source, activities and counts tell before any row is read', () => {
  const open = activity({
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
  expect(firstSight(buildEvidence().source, [open, activity({})], counts)).toEqual({
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
    status: null,
    items: null,
    rows: null,
    notCompleted: null,
    activities: 0,
    open: [],
  });
});

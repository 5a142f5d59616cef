import { buildActivity } from '@/lib/evidence/activity-under-test';
import { SOURCE_ID } from '@/lib/evidence/evidence-builder';

/** For tests: an activity that tells that a limit was reached, as the sandbox has it. */
export const LIMIT_ACTIVITY = buildActivity({
  id: 'limit-1',
  operation: 'LIMIT_REACHED',
  startedAt: '2026-11-22T04:00:00.000Z',
  endedAt: '2026-11-22T04:00:00.000Z',
  by: { type: 'SYSTEM', name: 'Coveo' },
  resourceId: SOURCE_ID,
  resourceType: 'SOURCE',
});

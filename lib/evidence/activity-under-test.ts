import type { Activity } from './activity';

/** For tests: a refresh that ended well, of which nothing else is known, with what a test wants different. */
export function buildActivity(different: Partial<Activity> = {}): Activity {
  return {
    id: 'activity-1',
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

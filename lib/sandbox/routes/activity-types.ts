import type { Handler } from '../api-call';

/** What the sandbox's activities can be about, with the operations of each. */
const OPERATIONS_OF = {
  SOURCE: ['REBUILD', 'FULL_REFRESH', 'INCREMENTAL_REFRESH', 'LIMIT_REACHED'],
} as const;

/** The kinds of resources and operations that there are activities of. */
export const activityTypesHandlers = {
  'activities.resourceTypes': () => Response.json(Object.keys(OPERATIONS_OF)),
  'activities.operationTypes': () => Response.json(Object.values(OPERATIONS_OF).flat()),
  'activities.resourcesAndOperations': () => Response.json(OPERATIONS_OF),
} as const satisfies Record<string, Handler>;

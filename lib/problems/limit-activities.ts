import { type Activity, LIMIT_OPERATIONS } from '@/lib/evidence/activity';
import type { Evidence } from '@/lib/evidence/evidence';
import { limitUse } from './limit-use';

/** The error code of the Push API that each problem with a limit is known by: an activity that names it is its own. */
const CODES = {
  'item-limit-exceeded': 'DOCUMENT_LIMIT_EXCEEDED',
  'daily-item-limit': 'TOO_MANY_DOCUMENTS_DAILY',
  'too-many-requests': 'TOO_MANY_REQUESTS',
} as const;

/** A problem with a limit. */
export type LimitProblem = keyof typeof CODES;

/** Whether a limit was reached by an activity's own account, and not only nearly. */
export function isReached({ operation }: Activity): boolean {
  return operation !== 'LIMIT_ALMOST_REACHED';
}

/**
 * The activities of the source, and of the organization itself, that tell of a problem's limit, oldest first. Each belongs to one problem. Which limit it was, an
 * activity does not say: it goes to the limit that is reached now, and to calls where none of items is.
 */
export function limitActivities(evidence: Evidence, problem: LimitProblem): Activity[] {
  const unnamed = ownerNow(evidence);
  const all = new Map<string, Activity>();
  for (const activity of [...evidence.activities, ...(evidence.organizationLimits ?? [])]) {
    const isOwn = LIMIT_OPERATIONS.includes(activity.operation) && (named(activity) ?? unnamed) === problem;
    if (isOwn) all.set(activity.id, activity);
  }
  return [...all.values()].sort((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1));
}

function named({ errorCode, errorDetail }: Activity): LimitProblem | null {
  const text = `${errorCode ?? ''} ${errorDetail ?? ''}`;
  if (text.includes(CODES['item-limit-exceeded'])) return 'item-limit-exceeded';
  if (text.includes(CODES['daily-item-limit'])) return 'daily-item-limit';
  return text.includes(CODES['too-many-requests']) ? 'too-many-requests' : null;
}

function ownerNow(evidence: Evidence): LimitProblem {
  if (limitUse(evidence, 'items')?.state === 'reached') return 'item-limit-exceeded';
  if (limitUse(evidence, 'dailyItems')?.state === 'reached') return 'daily-item-limit';
  return 'too-many-requests';
}

import type { Activity } from '@/lib/evidence/activity';
import { type ApiKey, mayEdit } from '@/lib/evidence/api-key';
import type { Evidence } from '@/lib/evidence/evidence';

/** Something that was done between two runs: by whom, what and when. */
export interface ChangeBetween {
  /** When, ISO: the first time where the same was done again. */
  readonly at: string;
  readonly lastAt: string;
  readonly times: number;
  /** Coveo's operation (SOURCE_UPDATE, REBUILD, …), or what happened to an API key. */
  readonly what: string;
  /** Null where Coveo does not say. */
  readonly by: string | null;
  /** Of an activity: SUCCESS, ERROR, ABORT; null while it runs, and for keys. */
  readonly result: string | null;
}

/** The changes between two moments, and what cannot be told. */
export interface ChangesBetween {
  /** Oldest first. */
  readonly changes: readonly ChangeBetween[];
  /** Activities between the two that are routine: the same, by the same, twice or more before. */
  readonly routine: number;
  readonly notKnown: readonly string[];
}

/** So often before, it is routine: a job that opens and closes a refresh each night (an assumption). */
const ROUTINE_TIMES = 2;

/**
 * What people, keys and limits did after `from` and up to `to` (ISO): the source's activities that a user set off, those
 * that tell of a limit, and beginnings and ends of API keys that may edit the source. Changes of keys and licences are
 * no activities of the source.
 */
export function changesBetween(
  evidence: Evidence,
  sourceId: string,
  from: string,
  to: string,
): ChangesBetween {
  const { activities, keys, coverage } = evidence;
  const isBetween = (at: string | null): at is string => at !== null && at > from && at <= to;
  const told = activities.filter((activity) => isBetween(activity.startedAt) && isTold(activity));
  const before = activities.filter(({ startedAt }) => startedAt !== null && startedAt <= from).map(kindOf);
  const isRoutine = (activity: Activity) =>
    !isOfLimit(activity) && before.filter((kind) => kind === kindOf(activity)).length >= ROUTINE_TIMES;
  const changes: ChangeBetween[] = told.flatMap((activity) =>
    isRoutine(activity) || activity.startedAt === null
      ? []
      : [once(activity.startedAt, activity.operation, activity.by?.name ?? null, activity.result)],
  );
  for (const key of keys ?? []) {
    if (!mayEdit(key, sourceId)) continue;
    for (const { at, what } of turnsOf(key)) {
      if (isBetween(at)) changes.push(once(at, `API key “${key.name}” ${what}`, null, null));
    }
  }
  const { state } = coverage.parts.activities;
  return {
    changes: together(changes.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))),
    routine: told.filter(isRoutine).length,
    notKnown: [
      ...(state === 'complete' ? [] : ['Activities (not all read)']),
      ...(keys === null ? ['API keys (not read)'] : []),
    ],
  };
}

function once(at: string, what: string, by: string | null, result: string | null): ChangeBetween {
  return { at, lastAt: at, times: 1, what, by, result };
}

/** The same by the same with the same result is one entry, with how often. Oldest first in and out. */
function together(changes: readonly ChangeBetween[]): ChangeBetween[] {
  const entries = new Map<string, ChangeBetween>();
  for (const change of changes) {
    const key = JSON.stringify([change.what, change.by, change.result]);
    const known = entries.get(key);
    entries.set(key, known ? { ...known, lastAt: change.at, times: known.times + 1 } : change);
  }
  return [...entries.values()];
}

function turnsOf({ createdAt, disabledAt, expiresAt }: ApiKey) {
  return [
    { at: createdAt, what: 'made' },
    { at: disabledAt, what: 'disabled' },
    { at: expiresAt, what: 'expired' },
  ];
}

function isTold(activity: Activity): boolean {
  return activity.by?.type === 'USER' || isOfLimit(activity);
}

function isOfLimit({ operation }: Activity): boolean {
  return operation.startsWith('LIMIT_');
}

function kindOf({ operation, by }: Activity): string {
  return `${operation} ${by?.name ?? ''}`;
}

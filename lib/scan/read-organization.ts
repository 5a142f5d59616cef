import { type ActivitiesPage, latestActivities } from '@/lib/coveo/activities';
import { listApiKeys } from '@/lib/coveo/api-keys';
import type { CallOptions, CallResult } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { getContentLimits } from '@/lib/coveo/limits';
import { evaluateSourceEdit } from '@/lib/coveo/own-privileges';
import { type Activity, isRefresh, LIMIT_OPERATIONS, REFRESH_OPERATIONS } from '@/lib/evidence/activity';
import type { ApiKey } from '@/lib/evidence/api-key';
import { COMPLETE, type OPTIONAL_PARTS, type PartCoverage, type Read } from '@/lib/evidence/coverage';
import type { Limit } from '@/lib/evidence/limit';
import type { PrivilegeEvaluation } from '@/lib/evidence/privilege-evaluation';
import type { TimeWindow } from '@/lib/evidence/time';
import { partOfCall, readOfCall } from './call-coverage';
import type { Done } from './count-rows';
import { failureText } from './failure-text';

/** Nobody waits longer for one attempt: the verdict does not rest on these reads. */
const PATIENCE_MS = 15_000;

/** What was read of the organization that a source may run into; null as long as it has not come. */
export interface OrganizationReads {
  limits: CallResult<readonly Limit[]> | null;
  privileges: CallResult<PrivilegeEvaluation> | null;
  keys: CallResult<readonly ApiKey[]> | null;
  /** The source's latest updates, whenever they were. */
  updates: CallResult<ActivitiesPage> | null;
  /** The latest activities of the whole organization that tell of a limit. */
  limitActivities: CallResult<ActivitiesPage> | null;
}

/** So many of the latest updates tell how often a source is updated. */
const UPDATES_READ = 50;
/** So many of the latest activities that tell of a limit are looked at. */
const LIMIT_ACTIVITIES_READ = 100;

/** A call each, side by side. `reads` fills as they come; `ended` when all have. */
export function readOrganization(
  client: CoveoClient,
  sourceId: string,
  options: CallOptions,
  done: Done,
): { readonly reads: OrganizationReads; readonly ended: Promise<void> } {
  const reads: OrganizationReads = {
    limits: null,
    privileges: null,
    keys: null,
    updates: null,
    limitActivities: null,
  };
  const patient = { ...options, timeoutMs: Math.min(PATIENCE_MS, client.timeoutMs) };
  const ended = Promise.all([
    getContentLimits(client, patient).then((result) => {
      reads.limits = done(result);
    }),
    evaluateSourceEdit(client, sourceId, patient).then((result) => {
      reads.privileges = done(result);
    }),
    listApiKeys(client, patient).then((result) => {
      reads.keys = done(result);
    }),
    latestActivities(
      client,
      { resourceIds: [sourceId], operations: REFRESH_OPERATIONS, perPage: UPDATES_READ },
      patient,
    ).then((result) => {
      reads.updates = done(result);
    }),
    latestActivities(client, { operations: LIMIT_OPERATIONS, perPage: LIMIT_ACTIVITIES_READ }, patient).then(
      (result) => {
        reads.limitActivities = done(result);
      },
    ),
  ]).then(() => {});
  return { reads, ended };
}

/** The parts that these reads are. */
export function partsOfOrganization({
  limits,
  privileges,
  keys,
}: OrganizationReads): Record<(typeof OPTIONAL_PARTS)[number], PartCoverage> {
  return {
    limits: partOf(limits, 'the organization’s limits'),
    privileges: partOf(privileges, 'what it may do'),
    keys: partOf(keys, 'the API keys'),
  };
}

/** The entries that these reads make in the list of what was read; those that have come. */
export function readsOfOrganization(
  { limits, privileges, keys, updates, limitActivities }: OrganizationReads,
  window: TimeWindow,
): Read[] {
  return [
    ...(limits ? [readOfCall(limits, 'limits', window, 0)] : []),
    ...(privileges ? [readOfCall(privileges, 'privilege.evaluate', window, 0)] : []),
    ...(keys ? [readOfCall(keys, 'apikeys.list', window, 0)] : []),
    ...readOfLatest(updates, window, 'The source’s latest updates, whenever they were.'),
    ...readOfLatest(limitActivities, window, 'Activities of the whole organization that tell of a limit.'),
  ];
}

function readOfLatest(result: CallResult<ActivitiesPage> | null, window: TimeWindow, why: string): Read[] {
  if (result === null) return [];
  const read = readOfCall(
    result,
    'activities.latest',
    window,
    result.ok ? result.value.activities.length : 0,
  );
  return [result.ok ? { ...read, why } : read];
}

/** The source's latest updates, oldest first; null where they were not read. */
export function updatesOf({ updates }: OrganizationReads): readonly Activity[] | null {
  return updates?.ok ? oldestFirst(updates.value.activities.filter(isRefresh)) : null;
}

/** What the organization's own activities since the window's beginning tell of limits, oldest first; null where they were not read. */
export function limitsOf(
  { limitActivities }: OrganizationReads,
  window: TimeWindow,
): readonly Activity[] | null {
  if (!limitActivities?.ok) return null;
  // Those of another source may be about what only that source did.
  return oldestFirst(
    limitActivities.value.activities.filter(
      ({ operation, resourceType, startedAt }) =>
        LIMIT_OPERATIONS.includes(operation) &&
        resourceType !== 'SOURCE' &&
        startedAt !== null &&
        startedAt >= window.from,
    ),
  );
}

function oldestFirst(activities: readonly Activity[]): Activity[] {
  return [...activities].sort((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1));
}

function partOf(result: CallResult<unknown> | null, what: string): PartCoverage {
  if (result === null)
    return { ...COMPLETE, state: 'missing', why: 'The answer was given before this was read.' };
  const part = partOfCall(result);
  if (result.ok || (result.failure.status !== 401 && result.failure.status !== 403)) return part;
  return { ...part, why: `This token may not read ${what}: ${failureText(result.failure)}` };
}

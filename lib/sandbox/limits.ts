import type { LimitKey } from './licence';
import type { Organization } from './organization';
import { usageOn } from './pipeline/accept';
import { indexedItems, type Pipeline, presentSources } from './source';

const DAY_MS = 86_400_000;

const dayOf = (now: number) => Math.floor(now / DAY_MS);

/** Items waiting in the queues that were pushed one by one: they count as soon as they are accepted. */
function awaitedItems({ sources }: Organization, now: number): number {
  let items = 0;
  for (const { pipeline } of sources) {
    for (const { call } of pipeline.queue) {
      const isSingle = call.request.type === 'put' || call.request.type === 'delete';
      if (isSingle && call.at <= now && dayOf(call.at) === dayOf(now)) items += 1;
    }
  }
  return items;
}

const READERS: Record<LimitKey, (organization: Organization, now: number) => number> = {
  numberOfDocumentsLimit: ({ sources }, now) =>
    presentSources(sources).reduce((items, source) => items + indexedItems(source, now).count, 0),
  pushApiMaximumDailyInvocations: ({ sources, callsWithoutSource }, now) =>
    sources.reduce(
      (calls, { pipeline }) => calls + usageOn(pipeline, now).calls,
      callsWithoutSource.get(dayOf(now)) ?? 0,
    ),
  pushApiMaximumDailyDocumentCount: (organization, now) =>
    organization.sources.reduce(
      (items, { pipeline }) => items + usageOn(pipeline, now).items,
      awaitedItems(organization, now),
    ),
};

/** How much of a limit is used at `now`; the daily ones begin anew with the organization's UTC day. */
export function usedAt(organization: Organization, now: number, key: LimitKey): number {
  return READERS[key](organization, now);
}

function isReached(organization: Organization, now: number, key: LimitKey): boolean {
  const limit = organization.limits[key];
  // Counting what is in the index takes long where there is much: not when all items ever seen are too few.
  const isFar =
    key === 'numberOfDocumentsLimit' &&
    organization.sources.reduce((items, { pipeline }) => items + pipeline.items.size, 0) < limit;
  return !isFar && usedAt(organization, now, key) >= limit;
}

/** Counts a Push API call that belongs to no source: for a file container, or security identities. */
export function countCallWithoutSource({ callsWithoutSource }: Organization, now: number): void {
  callsWithoutSource.set(dayOf(now), (callsWithoutSource.get(dayOf(now)) ?? 0) + 1);
}

/** The first of these limits that is reached at `now`, or null. */
export function reachedLimit(
  organization: Organization,
  now: number,
  keys: readonly LimitKey[],
): LimitKey | null {
  return keys.find((key) => isReached(organization, now, key)) ?? null;
}

/** Remembers, once in a UTC day, that calls of a source, or of none, were refused for a limit: it shows among the activities. */
export function noteRefusal({ limitNotices }: Pick<Pipeline, 'limitNotices'>, now: number, id: string): void {
  if (!limitNotices.some(({ at }) => dayOf(at) === dayOf(now))) limitNotices.push({ id, at: now });
}

import { z } from 'zod';
import { type Activity, readActivity } from '@/lib/evidence/activity';
import { redact } from '@/lib/redaction/redact';
import type { CallOptions, CallResult } from './call';
import type { CoveoClient } from './client';
import { pathPart, platformUrl } from './path';
import { type Reading, request } from './request';
import { type CallWindow, windowQuery } from './window';

/** Which activities are asked for (`ActivityFacetModel` of the Activity specification). Values are Coveo's own. */
export interface ActivityFilter {
  readonly resourceIds?: readonly string[];
  readonly resourceTypes?: readonly string[];
  readonly operations?: readonly string[];
  readonly states?: readonly string[];
  readonly resultTypes?: readonly string[];
  readonly sections?: readonly string[];
}

/** A page asked for, from 0. Left out: the first, of 100 (of 10 for the latest), as Coveo's own defaults are. */
export interface ActivityPaging {
  readonly page?: number;
  readonly perPage?: number;
}

/** Activities of a window asked for: at most 31 days (`ACTIVITIES_WINDOW_MS`). */
export interface ActivitiesQuery extends ActivityFilter, ActivityPaging {
  readonly window: CallWindow;
}

/** A page of activities as they came. */
export interface ActivitiesPage {
  readonly activities: readonly Activity[];
  readonly hasNextPage: boolean;
  /** Of all pages; null where Coveo does not say. */
  readonly total: number | null;
  /** Entries without an id. */
  readonly unreadable: number;
  /** Activities dropped because they are of other resources than asked for. */
  readonly foreign: number;
}

const PER_PAGE = 100;
const LATEST_PER_PAGE = 10;

/** Lists the activities of a window. Both ends are always sent: Coveo takes a `from` left out as now. */
export function listActivities(
  client: CoveoClient,
  query: ActivitiesQuery,
  options: CallOptions = {},
): Promise<CallResult<ActivitiesPage>> {
  const { page, perPage } = paging(query, PER_PAGE);
  return request(
    client,
    {
      call: 'activities.list',
      method: 'POST',
      url: platformUrl(client, '/activities/public', { ...windowQuery(query.window), page, perPage }),
      json: filter(query),
      retry: 'reads',
      read: (body) => readPage(body, query, page, perPage),
    },
    options,
  );
}

/** Lists the latest activities, whenever they were: the way to one that has been open for more than 31 days. */
export function latestActivities(
  client: CoveoClient,
  query: ActivityFilter & ActivityPaging,
  options: CallOptions = {},
): Promise<CallResult<ActivitiesPage>> {
  const { page, perPage } = paging(query, LATEST_PER_PAGE);
  return request(
    client,
    {
      call: 'activities.latest',
      method: 'POST',
      url: platformUrl(client, '/activities/latest', { page, perPage }),
      json: filter(query),
      retry: 'reads',
      read: (body) => readPage(body, query, page, perPage),
    },
    options,
  );
}

/** Reads one activity. An unknown id is a failure of kind `refused` with Coveo's status. */
export function getActivity(
  client: CoveoClient,
  activityId: string,
  options: CallOptions = {},
): Promise<CallResult<Activity>> {
  return request(
    client,
    {
      call: 'activities.get',
      method: 'GET',
      url: platformUrl(client, `/activities/${pathPart(activityId)}`),
      retry: 'reads',
      read: (body): Reading<Activity> => {
        const activity = readShown(body);
        return activity ? { ok: true, value: activity } : { ok: false, why: 'The answer holds no activity.' };
      },
    },
    options,
  );
}

function paging(query: ActivityPaging, perPage: number) {
  return { page: query.page ?? 0, perPage: query.perPage ?? perPage };
}

function filter(query: ActivityFilter) {
  return {
    resourceIds: query.resourceIds,
    resourceTypes: query.resourceTypes,
    operations: query.operations,
    states: query.states,
    resultTypes: query.resultTypes,
    sections: query.sections,
  };
}

/** An activity whose texts hold no secret: who set it off, and what went wrong. */
function readShown(value: unknown): Activity | null {
  const activity = readActivity(value);
  if (activity === null) return null;
  const { by, errorCode, errorDetail } = activity;
  return {
    ...activity,
    by: by === null ? null : { ...by, name: redact(by.name) },
    errorCode: errorCode === null ? null : redact(errorCode),
    errorDetail: errorDetail === null ? null : redact(errorDetail),
  };
}

const count = z.number().nullish().catch(null);
const wirePage = z.object({ items: z.array(z.unknown()), totalEntries: count, totalPages: count });

function readPage(
  body: unknown,
  query: ActivityFilter,
  page: number,
  perPage: number,
): Reading<ActivitiesPage> {
  const parsed = wirePage.safeParse(body);
  if (!parsed.success) return { ok: false, why: 'The answer holds no list of activities.' };
  const { items, totalEntries, totalPages } = parsed.data;
  const read: Activity[] = [];
  for (const item of items) {
    const activity = readShown(item);
    if (activity) read.push(activity);
  }
  const asked = query.resourceIds ?? [];
  const activities = read.filter(
    ({ resourceId }) => asked.length === 0 || resourceId === null || asked.includes(resourceId),
  );
  return {
    ok: true,
    value: {
      activities,
      hasNextPage:
        typeof totalPages === 'number' ? page + 1 < totalPages : items.length >= Math.max(1, perPage),
      total: totalEntries ?? null,
      unreadable: items.length - read.length,
      foreign: read.length - activities.length,
    },
  };
}

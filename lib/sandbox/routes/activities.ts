import { z } from 'zod';
import type { ApiCall, Handler } from '../api-call';
import { invalidJson, notFound } from '../error-bodies';
import { readJsonObject } from '../json-body';
import { type Page, pageCount, pageOf, readPage } from '../paging';
import type { Activity, Source } from '../source';
import { readTime, refuseSpan } from '../time-span';

const MOST_DAYS = 31;
const MOST_PER_PAGE = 1_000;

const list = z.array(z.string()).optional();

const filterSchema = z.looseObject({
  sections: list,
  operations: list,
  states: list,
  resultTypes: list,
  resourceIds: list,
  resourceTypes: list,
  organizationIds: list,
});

type Filter = z.infer<typeof filterSchema>;

const LIMIT_REACHED = 'LIMIT_REACHED';

/** What an activity's model is made of; not all operations are a source's own. */
type ActivityFacts = Pick<Activity, 'id' | 'startedAt' | 'endedAt' | 'result'> & { operation: string };

/** An activity as Coveo's model has it: dates in epoch milliseconds, end and result absent while it runs. */
export function activityModel(organization: string, source: Source, activity: ActivityFacts, now: number) {
  const { id, operation, startedAt, endedAt, result } = activity;
  const isOfLimit = operation === LIMIT_REACHED;
  return {
    id,
    operation,
    state: endedAt === null ? 'EXECUTING' : 'EXECUTED',
    ...(result && { result }),
    content: {},
    createDate: startedAt,
    startDate: startedAt,
    ...(endedAt !== null && { endDate: endedAt }),
    duration: Math.round(((endedAt ?? now) - startedAt) / 1_000),
    progress: endedAt === null ? 0 : 1,
    triggeredBy: isOfLimit
      ? { id: 'limits', type: 'SYSTEM', displayName: 'Coveo' }
      : { id: `push-key@${organization}`, type: 'USER', displayName: `API key of ${source.name}` },
    organizationId: organization,
    resourceId: source.id,
    resourceName: source.name,
    resourceType: 'SOURCE',
    section: 'CONTENT',
    severity: isOfLimit || result === 'ABORT' ? 'WARNING' : 'INFO',
  };
}

type ActivityModel = ReturnType<typeof activityModel>;

/** A source's activities: its updates, and where its calls were refused for coming too often. */
function factsOf({ pipeline }: Source): ActivityFacts[] {
  const limits = pipeline.limitNotices.map(({ id, at }) => {
    return { id, operation: LIMIT_REACHED, startedAt: at, endedAt: at, result: 'SUCCESS' } as const;
  });
  return [...pipeline.activities, ...limits];
}

function activitiesOf({ organization, now }: ApiCall): ActivityModel[] {
  const { id } = organization.settings;
  return organization.sources
    .flatMap((source) => factsOf(source).map((activity) => activityModel(id, source, activity, now)))
    .sort((a, b) => b.createDate - a.createDate);
}

function includes(values: string[] | undefined, value: string): boolean {
  return values === undefined || values.length === 0 || values.includes(value);
}

function passes(filter: Filter, activity: ActivityModel): boolean {
  return (
    includes(filter.sections, activity.section) &&
    includes(filter.operations, activity.operation) &&
    includes(filter.states, activity.state) &&
    includes(filter.resultTypes, activity.result ?? '') &&
    includes(filter.resourceIds, activity.resourceId) &&
    includes(filter.resourceTypes, activity.resourceType) &&
    includes(filter.organizationIds, activity.organizationId)
  );
}

async function filtered(call: ApiCall): Promise<ActivityModel[] | Response> {
  const body = await readJsonObject(call.request);
  if (body instanceof Response) return body;
  const filter = filterSchema.safeParse(body);
  if (!filter.success) return invalidJson();
  return activitiesOf(call).filter((activity) => passes(filter.data, activity));
}

/** Activities that began in the window; an omitted end of it is the current time, also for `from`, as Coveo documents. */
async function filteredInWindow(call: ApiCall): Promise<ActivityModel[] | Response> {
  const from = readTime(call.url.searchParams, 'from');
  if (from instanceof Response) return from;
  const to = readTime(call.url.searchParams, 'to');
  if (to instanceof Response) return to;
  const span = { from: from ?? call.now, to: to ?? call.now };
  const refused = refuseSpan(span.from, span.to, MOST_DAYS);
  if (refused) return refused;
  const activities = await filtered(call);
  if (activities instanceof Response) return activities;
  return activities.filter(({ createDate }) => createDate >= span.from && createDate <= span.to);
}

function answerPage(activities: ActivityModel[] | Response, page: Page): Response {
  if (activities instanceof Response) return activities;
  return Response.json({
    items: pageOf(activities, page),
    totalEntries: activities.length,
    totalPages: pageCount(activities.length, page),
  });
}

const listActivities: Handler = async (call) => {
  const page = readPage(call.url.searchParams, 100, MOST_PER_PAGE);
  return page instanceof Response ? page : answerPage(await filteredInWindow(call), page);
};

const latestActivities: Handler = async (call) => {
  const page = readPage(call.url.searchParams, 10, MOST_PER_PAGE);
  return page instanceof Response ? page : answerPage(await filtered(call), page);
};

const activityFacets: Handler = async (call) => {
  const activities = await filteredInWindow(call);
  if (activities instanceof Response) return activities;
  const valuesOf = (read: (activity: ActivityModel) => string | undefined) => [
    ...new Set(activities.map(read).filter((value) => value !== undefined)),
  ];
  return Response.json({
    sections: valuesOf(({ section }) => section),
    operations: valuesOf(({ operation }) => operation),
    states: valuesOf(({ state }) => state),
    resultTypes: valuesOf(({ result }) => result),
    resourceIds: valuesOf(({ resourceId }) => resourceId),
    resourceTypes: valuesOf(({ resourceType }) => resourceType),
    organizationIds: valuesOf(({ organizationId }) => organizationId),
  });
};

const getActivity: Handler = (call) => {
  const id = call.param('activity');
  const activity = activitiesOf(call).find((candidate) => candidate.id === id);
  return activity ? Response.json(activity) : notFound(`Activity '${id}'`);
};

/** The Activities API. */
export const activitiesHandlers = {
  'activities.list': listActivities,
  'activities.latest': latestActivities,
  'activities.facets': activityFacets,
  'activities.get': getActivity,
} as const satisfies Record<string, Handler>;

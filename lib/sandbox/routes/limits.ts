import type { ApiCall, Handler } from '../api-call';
import { invalidParameter, notFound } from '../error-bodies';
import type { LimitKey } from '../licence';
import { usedAt } from '../limits';
import { presentSources } from '../source';
import { readTime } from '../time-span';

const DAY_MS = 86_400_000;
const HISTORY_DAYS = 30;
const MOST_HISTORY_DAYS = 366;

const LIMIT_TYPES = ['USAGE', 'TECHNICAL', 'ENTITLEMENT'] as const;

/** How much of a limit is used, as the health specification has it; the time is in epoch milliseconds. */
interface LimitStatus {
  actualCount: number;
  limit: number;
  lastUpdate: number;
}

/** The limits of the section `content`, the only one that has any. */
function contentLimits({ organization, now }: ApiCall): Record<string, LimitStatus> {
  const status = (actualCount: number, limit: number) => ({ actualCount, limit, lastUpdate: now });
  const enforced = (key: LimitKey) => status(usedAt(organization, now, key), organization.limits[key]);
  const dailyItems = enforced('pushApiMaximumDailyDocumentCount');
  return {
    numberOfDocumentsLimit: enforced('numberOfDocumentsLimit'),
    numberOfSourcesLimit: status(presentSources(organization.sources).length, 25),
    numberOfFieldsLimit: status(organization.fields.length, 5_000),
    pushApiMaximumDailyInvocations: enforced('pushApiMaximumDailyInvocations'),
    pushApiMaximumDailyDocumentCount: dailyItems,
    // The name that the specification's example has.
    pushApiMaximumDailyDocumentLimit: dailyItems,
    pushApiFileSizeLimit: status(0, 256 * 1024 * 1024),
  };
}

function typeOf(key: string): (typeof LIMIT_TYPES)[number] {
  if (key === 'numberOfDocumentsLimit') return 'ENTITLEMENT';
  return key.startsWith('pushApiMaximumDaily') ? 'USAGE' : 'TECHNICAL';
}

function allLimits(call: ApiCall): Response {
  const wanted = call.url.searchParams.get('limitType');
  if (wanted !== null && !LIMIT_TYPES.some((type) => type === wanted))
    return invalidParameter('limitType', LIMIT_TYPES.join(', '));
  const limits = Object.entries(contentLimits(call));
  const content = limits.filter(([key]) => wanted === null || typeOf(key) === wanted);
  return Response.json({ content: Object.fromEntries(content) });
}

/** The limit of the path, or why there is none. */
function limitOf(call: ApiCall): LimitStatus | Response {
  const section = call.param('section');
  const key = call.param('key');
  if (section !== 'content') return notFound(`Section '${section}'`);
  return contentLimits(call)[key] ?? notFound(`Limit '${key}'`);
}

const getLimits: Handler = (call) => {
  if (call.param('section') === '') return allLimits(call);
  if (call.param('section') === 'content' && call.param('key') === '')
    return Response.json(contentLimits(call));
  const limit = limitOf(call);
  return limit instanceof Response ? limit : Response.json(limit);
};

/** The limit's value on each day of a span, the last thirty days unless given: licences of the sandbox do not change. */
const getHistory: Handler = (call) => {
  const limit = limitOf(call);
  if (limit instanceof Response) return limit;
  const to = readTime(call.url.searchParams, 'to');
  if (to instanceof Response) return to;
  const from = readTime(call.url.searchParams, 'from');
  if (from instanceof Response) return from;
  const end = to ?? call.now;
  const begin = from ?? end - HISTORY_DAYS * DAY_MS;
  const days = Math.floor((end - begin) / DAY_MS);
  if (days < 0 || days > MOST_HISTORY_DAYS) return invalidParameter('from', 'a time in the year before to');
  const points = Array.from({ length: days + 1 }, (_, day) => begin + day * DAY_MS);
  return Response.json(points.map((date) => ({ date, limitValue: limit.limit })));
};

/** What an organization may have, and how much of it is used. */
export const limitsHandlers = { limits: getLimits, 'limits.history': getHistory } as const satisfies Record<
  string,
  Handler
>;

import 'server-only';
import { isRegion, REGIONS } from '@/lib/coveo/hosts';
import type { IssueLineReport, IssueListReport } from '@/lib/health/issue/issue-report';
import { linkedMoment } from '@/lib/health/shared-link';
import type { IssueState, ListedIssue } from '@/lib/store/issue';
import { type IssueQuery, listIssues as listStored } from '@/lib/store/read-issues';
import { type Asker, connectedPlaces, hasBearer, issueAccess, type Place } from './issue-access';
import { processStore } from './store';

/** Issues in one answer, unless fewer are asked for. */
const MOST = 100;
const USUAL = 50;
/** The days of each issue that a list tells: as long as Coveo keeps the rows (article 1864). */
const DAYS = 14;

/** The list, or why there is none. */
export type IssueListAnswer =
  | { readonly state: 'listed'; readonly list: IssueListReport }
  | { readonly state: 'refused'; readonly status: 400 | 401 | 403 | 404; readonly detail: string };

/**
 * Lists the issues of the organizations that the asker is connected to: of the one that is named, else of all that
 * their cookies connect to, and the demo. With a bearer token region and organization must be named. `now` is ISO.
 */
export async function listIssues(
  asker: Asker,
  query: URLSearchParams,
  { now, signal }: { readonly now: string; readonly signal: AbortSignal },
): Promise<IssueListAnswer> {
  const filters = readFilters(query);
  if (typeof filters === 'string') return { state: 'refused', status: 400, detail: filters };
  const region = named(query, 'region');
  const organization = named(query, 'organization');
  if (region !== null && !isRegion(region)) {
    return refused(400, `There is no region “${region}”. Regions are ${REGIONS.join(', ')}.`);
  }
  if (region !== null && organization !== null) {
    const access = await issueAccess(asker, { region, organization }, signal);
    if (!access.ok) return refused(access.status, access.detail);
    return listed([{ region, organization }], { filters, now });
  }
  if (hasBearer(asker)) {
    return refused(
      400,
      'With a bearer token, name "region" and "organization": a token is of one organization.',
    );
  }
  const asked = (await connectedPlaces(asker)).filter(
    (place) =>
      place.region === (region ?? place.region) &&
      place.organization === (organization ?? place.organization),
  );
  const granted = await Promise.all(asked.map((place) => issueAccess(asker, place, signal)));
  return listed(
    asked.filter((_, at) => granted[at]?.ok === true),
    { filters, now },
  );
}

/** An issue as one line of the answer. */
export function lineReport(line: ListedIssue): IssueLineReport {
  const { id, region, organization, source, sourceName, problem, title, severity, state } = line;
  const { ignoredUntil, regressedAt, count, unit, firstSeen, lastSeen, revision, days } = line;
  return {
    id,
    url: `/i/${id}`,
    region,
    organization,
    source,
    sourceName,
    problem,
    title,
    severity,
    state,
    ignoredUntil,
    regressedAt,
    count,
    unit,
    firstSeen,
    lastSeen,
    revision,
    days,
  };
}

async function listed(
  places: readonly Place[],
  { filters, now }: { readonly filters: Filters; readonly now: string },
): Promise<IssueListAnswer> {
  const { issues, next, days } = await listStored(await processStore(), {
    ...filters,
    places,
    days: { count: DAYS, now },
  });
  const day = now.slice(0, 10);
  return {
    state: 'listed',
    list: { issues: issues.map(lineReport), next, days: days ?? { from: day, to: day } },
  };
}

type Filters = Omit<IssueQuery, 'places'>;

const STATES: readonly IssueState[] = ['open', 'acknowledged', 'resolved', 'ignored'];

/** What is asked for beside the organization, or a sentence that says what is wrong with it. */
function readFilters(query: URLSearchParams): Filters | string {
  const words = query.getAll('state').flatMap((text) => text.split(',').filter((word) => word !== ''));
  const states = STATES.filter((state) => words.includes(state));
  if (words.some((word) => !STATES.some((state) => state === word))) {
    return `“state” is one or several of ${STATES.join(', ')}, with commas between.`;
  }
  const since = named(query, 'since');
  const seenSince = since === null ? null : linkedMoment(since);
  if (since !== null && seenSince === null) {
    return '“since” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.';
  }
  const limit = named(query, 'limit');
  const most = limit === null ? USUAL : Number(limit);
  if (!Number.isInteger(most) || most < 1 || most > MOST) return `“limit” is a number from 1 to ${MOST}.`;
  const source = named(query, 'source');
  const problem = named(query, 'problem');
  const cursor = named(query, 'cursor');
  return {
    limit: most,
    ...(states.length === 0 ? {} : { states }),
    ...(seenSince === null ? {} : { seenSince }),
    ...(source === null ? {} : { source }),
    ...(problem === null ? {} : { problem }),
    ...(cursor === null ? {} : { cursor }),
  };
}

/** A value that says something; PostgreSQL knows no NUL. */
function named(query: URLSearchParams, name: string): string | null {
  return query.get(name)?.replaceAll('\0', '').trim() || null;
}

function refused(status: 400 | 401 | 403 | 404, detail: string): IssueListAnswer {
  return { state: 'refused', status, detail };
}

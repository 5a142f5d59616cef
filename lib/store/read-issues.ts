import type { Selectable } from 'kysely';
import { type Json, readJson } from '@/lib/evidence/json';
import type { Database } from './database';
import type { IssueChange, IssueDayCount, IssueLine, IssueState, ListedIssue, StoredIssue } from './issue';
import type { IssueTable } from './schema';

const DAY_MS = 86_400_000;
/** How many changes of an issue are read: the newest ones, and those without which these cannot be understood. */
export const MOST_CHANGES = 500;

/** Which issues to list. Organizations are those that the asker may see: none are listed without. */
export interface IssueQuery {
  readonly places: readonly { readonly region: string; readonly organization: string }[];
  readonly source?: string;
  readonly problem?: string;
  readonly states?: readonly IssueState[];
  /** Only those seen at this time or later, ISO. */
  readonly seenSince?: string;
  /** From where to go on: what the last answer gave as `next`. */
  readonly cursor?: string;
  readonly limit: number;
  /** So many UTC days are read of each issue, up to that of `now` (ISO); none where it is left out. */
  readonly days?: { readonly count: number; readonly now: string };
}

/** Issues, last seen first, and from where to go on; null when these were all. */
export interface IssuePage {
  readonly issues: readonly ListedIssue[];
  readonly next: string | null;
  /** The first and the last UTC day (`2026-11-22`) of which days were read; null where none were asked for. */
  readonly days: DaySpan | null;
}

/** UTC days as in `2026-11-22`, both of them included. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** Lists issues. A cursor that was made up lists from the beginning. */
export async function listIssues(database: Database, query: IssueQuery): Promise<IssuePage> {
  // Each place and state by itself, so that an index gives its newest: over several at once, all have to be sorted.
  const parts = query.places.flatMap((place) =>
    (query.states ?? [null]).map((state) => linesOf(database, { place, state }, query)),
  );
  const found = await Promise.all(parts);
  const rows = found.flat().sort(lastSeenFirst);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const span = query.days === undefined ? null : daySpan(query.days, shown[0]?.last_seen ?? 0);
  const days = span === null ? new Map() : await daysOf(database, shown, span);
  return {
    issues: shown.map((issue) => ({ ...lineOf(issue), days: days.get(issue.id) ?? [] })),
    next: rows.length > query.limit && last ? `${last.last_seen}-${last.id}` : null,
    days: span === null ? null : { from: dayOf(span.from), to: dayOf(span.to) },
  };
}

/** The first lines of one organization, one more than asked for; of one state, where it is not null. */
function linesOf(
  { read }: Database,
  { place, state }: { readonly place: IssueQuery['places'][number]; readonly state: IssueState | null },
  { source, problem, seenSince, cursor, limit }: IssueQuery,
): Promise<Line[]> {
  const after = readCursor(cursor);
  return read
    .selectFrom('issues')
    .select([
      'id',
      'problem',
      'region',
      'organization',
      'source',
      'source_name',
      'title',
      'severity',
      'unit',
      'state',
      'ignored_until',
      'regressed_at',
      'count',
      'first_seen',
      'last_seen',
      'revision',
    ])
    .where('region', '=', place.region)
    .where('organization', '=', place.organization)
    .$if(source !== undefined, (some) => some.where('source', '=', source ?? ''))
    .$if(problem !== undefined, (some) => some.where('problem', '=', problem ?? ''))
    .$if(state !== null, (some) => some.where('state', '=', state ?? ''))
    .$if(seenSince !== undefined, (some) => some.where('last_seen', '>=', Date.parse(seenSince ?? '')))
    .$if(after !== null, (some) =>
      some
        // Says the same as the next condition, in words in which an index can be entered.
        .where('last_seen', '<=', after?.lastSeen ?? 0)
        .where(({ or, eb }) =>
          or([eb('last_seen', '<', after?.lastSeen ?? 0), eb('id', '>', after?.id ?? '')]),
        ),
    )
    .orderBy('last_seen', 'desc')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
}

/** Days since the Unix epoch. Where this machine's clock is behind Coveo's, the newest issue says which day it is. */
function daySpan({ count, now }: NonNullable<IssueQuery['days']>, newest: number) {
  const to = Math.floor(Math.max(Date.parse(now), newest) / DAY_MS);
  return { from: to - count + 1, to };
}

/** The days of all lines, by issue, in one query. */
async function daysOf(
  { read }: Database,
  lines: readonly Line[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Map<string, IssueDayCount[]>> {
  const days = new Map<string, IssueDayCount[]>();
  if (lines.length === 0) return days;
  const rows = await read
    .selectFrom('issue_days')
    .select(['issue_id', 'day', 'count'])
    .where(
      'issue_id',
      'in',
      lines.map(({ id }) => id),
    )
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('issue_id')
    .orderBy('day')
    .execute();
  for (const { issue_id, day, count } of rows) {
    const known = days.get(issue_id);
    if (known) known.push(dayCount(day, count));
    else days.set(issue_id, [dayCount(day, count)]);
  }
  return days;
}

function dayCount(day: number, count: number): IssueDayCount {
  return { day: dayOf(day), count };
}

function dayOf(day: number): string {
  return iso(day * DAY_MS).slice(0, 10);
}

function lastSeenFirst(a: Line, b: Line): number {
  return b.last_seen - a.last_seen || (a.id < b.id ? -1 : 1);
}

function readCursor(cursor: string | undefined): { lastSeen: number; id: string } | null {
  const parts = /^(\d{1,15})-([a-z0-9]{1,40})$/.exec(cursor ?? '');
  return parts?.[1] && parts[2] ? { lastSeen: Number(parts[1]), id: parts[2] } : null;
}

/** One issue with its days and its history; null when there is none of that id. */
export async function readIssue({ read }: Database, id: string): Promise<StoredIssue | null> {
  const issue = await read.selectFrom('issues').selectAll().where('id', '=', id).executeTakeFirst();
  if (!issue) return null;
  const changesOf = read
    .selectFrom('issue_changes')
    .select(['revision', 'at', 'who', 'kind', 'detail'])
    .where('issue_id', '=', id);
  const [days, changes, opened, begun] = await Promise.all([
    read
      .selectFrom('issue_days')
      .select(['day', 'count'])
      .where('issue_id', '=', id)
      .orderBy('day')
      .execute(),
    changesOf.orderBy('revision', 'desc').limit(MOST_CHANGES).execute(),
    issue.revision > MOST_CHANGES ? changesOf.where('revision', '=', 1).execute() : [],
    issue.revision > MOST_CHANGES
      ? changesOf.where('kind', '=', 'verification-begun').orderBy('revision', 'desc').limit(1).execute()
      : [],
  ]);
  const oldest = changes.at(-1)?.revision ?? 0;
  const history = [
    ...opened,
    ...begun.filter(({ revision }) => revision > 1 && revision < oldest),
    ...changes.reverse(),
  ];
  return {
    ...lineOf(issue),
    fingerprint: issue.fingerprint,
    groupingKey: issue.grouping_key,
    resolvedAt: isoOrNull(issue.resolved_at),
    openedAt: iso(issue.opened_at),
    updatedAt: iso(issue.updated_at),
    captured: parsed(issue.captured),
    newest: parsed(issue.newest),
    days: days.map(({ day, count }) => dayCount(day, count)),
    history: history.map(({ revision, at, who, kind, detail }) => ({
      revision,
      at: iso(at),
      who,
      kind: kindOf(kind),
      detail: parsed(detail),
    })),
  };
}

type Line = Pick<
  Selectable<IssueTable>,
  | 'id'
  | 'problem'
  | 'region'
  | 'organization'
  | 'source'
  | 'source_name'
  | 'title'
  | 'severity'
  | 'unit'
  | 'state'
  | 'ignored_until'
  | 'regressed_at'
  | 'count'
  | 'first_seen'
  | 'last_seen'
  | 'revision'
>;

function lineOf(issue: Line): IssueLine {
  return {
    id: issue.id,
    problem: issue.problem,
    region: issue.region,
    organization: issue.organization,
    source: issue.source,
    sourceName: issue.source_name,
    title: issue.title,
    severity: issue.severity,
    state: stateOf(issue.state),
    ignoredUntil: isoOrNull(issue.ignored_until),
    regressedAt: isoOrNull(issue.regressed_at),
    count: issue.count,
    unit: issue.unit,
    firstSeen: iso(issue.first_seen),
    lastSeen: iso(issue.last_seen),
    revision: issue.revision,
  };
}

const STATES: readonly IssueState[] = ['open', 'acknowledged', 'resolved', 'ignored'];

function stateOf(text: string): IssueState {
  return STATES.find((state) => state === text) ?? 'open';
}

const KINDS: readonly IssueChange['kind'][] = [
  'opened',
  'acknowledged',
  'resolved',
  'ignored',
  'reopened',
  'regressed',
  'note',
  'action',
  'verification-begun',
  'verification-passed',
  'verification-failed',
  'verification-given-up',
];

function kindOf(text: string): IssueChange['kind'] {
  return KINDS.find((kind) => kind === text) ?? 'note';
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : iso(ms);
}

function parsed(text: string): Json {
  const value: unknown = JSON.parse(text);
  return readJson(value);
}

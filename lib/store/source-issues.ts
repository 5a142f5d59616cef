import type { Database } from './database';
import type { IssuePlace } from './issue';

/** An issue as a report lists it. Times are ISO in UTC. */
export interface IssueOfTime {
  readonly id: string;
  readonly problem: string;
  readonly sourceName: string;
  readonly title: string;
  readonly severity: string;
  readonly state: string;
  /** Over all time. */
  readonly count: number;
  readonly unit: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly resolvedAt: string | null;
  readonly regressedAt: string | null;
}

/** The issues of a source that were seen, or resolved, in a stretch of time. */
export interface IssuesOfTime {
  /** Last seen first; at most `limit`. */
  readonly issues: readonly IssueOfTime[];
  readonly total: number;
}

/** Reads the issues of a source that touch a stretch of time (ISO, `to` excluded), whatever their state is now. */
export async function issuesOfTime(
  { read }: Database,
  { region, organization, source }: IssuePlace,
  time: { readonly from: string; readonly to: string },
  limit: number,
): Promise<IssuesOfTime> {
  const [from, to] = [Date.parse(time.from), Date.parse(time.to)];
  const touching = read
    .selectFrom('issues')
    .where('region', '=', region)
    .where('organization', '=', organization)
    .where('source', '=', source)
    .where('first_seen', '<', to)
    .where(({ or, eb }) => or([eb('last_seen', '>=', from), eb('resolved_at', '>=', from)]));
  const [rows, counted] = await Promise.all([
    touching
      .select(['id', 'problem', 'source_name', 'title', 'severity', 'state', 'count', 'unit'])
      .select(['first_seen', 'last_seen', 'resolved_at', 'regressed_at'])
      .orderBy('last_seen', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute(),
    touching.select(({ fn }) => fn.countAll().as('total')).executeTakeFirst(),
  ]);
  return {
    issues: rows.map((row) => ({
      id: row.id,
      problem: row.problem,
      sourceName: row.source_name,
      title: row.title,
      severity: row.severity,
      state: row.state,
      count: row.count,
      unit: row.unit,
      firstSeen: iso(row.first_seen),
      lastSeen: iso(row.last_seen),
      resolvedAt: row.resolved_at === null ? null : iso(row.resolved_at),
      regressedAt: row.regressed_at === null ? null : iso(row.regressed_at),
    })),
    // PostgreSQL counts in bigint, which its driver gives as text.
    total: Number(counted?.total ?? 0),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

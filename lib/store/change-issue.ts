import type { Json } from '@/lib/evidence/json';
import type { Database } from './database';
import type { IssueState } from './issue';

/** What somebody does to an issue. */
export type Change =
  | { readonly kind: 'acknowledged' | 'reopened' }
  | { readonly kind: 'resolved'; readonly proof?: Json }
  | { readonly kind: 'ignored'; readonly until: string | null }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'action'; readonly detail: Json };

/** Who changes which issue, having seen which revision of it. */
export interface ChangeRequest {
  readonly id: string;
  readonly who: string;
  /** When, ISO. */
  readonly at: string;
  /** The revision that they saw. A note needs none, nor what was done at Coveo: they take nothing away. */
  readonly seen: number | null;
  readonly change: Change;
}

/** Done; or somebody else was quicker, and this is how it stands; or there is no such issue. */
export type Changed =
  | { readonly state: 'changed'; readonly revision: number }
  | { readonly state: 'outdated'; readonly revision: number }
  | { readonly state: 'no such issue' };

const NEXT_STATE: Readonly<Partial<Record<Change['kind'], IssueState>>> = {
  acknowledged: 'acknowledged',
  reopened: 'open',
  resolved: 'resolved',
  ignored: 'ignored',
};

/**
 * Changes an issue's state or adds a note, and writes it into its history, in one transaction. Of two who change the
 * state at once the second is told so, and nothing of either is lost.
 */
export async function changeIssue(database: Database, request: ChangeRequest): Promise<Changed> {
  const { id, who, change, seen } = request;
  const at = Date.parse(request.at);
  return database.write(async (transaction) => {
    const issue = await transaction
      .selectFrom('issues')
      .select(['id', 'revision'])
      .where('id', '=', id)
      .$if(database.engine === 'postgres', (query) => query.forUpdate())
      .executeTakeFirst();
    if (!issue) return { state: 'no such issue' };
    if (change.kind !== 'note' && seen !== null && seen !== issue.revision) {
      return { state: 'outdated', revision: issue.revision };
    }
    const revision = issue.revision + 1;
    const state = NEXT_STATE[change.kind];
    await transaction
      .updateTable('issues')
      .set({
        revision,
        updated_at: at,
        ...(state === undefined
          ? {}
          : {
              state,
              resolved_at: state === 'resolved' ? at : null,
              ignored_until:
                change.kind === 'ignored' && change.until !== null ? Date.parse(change.until) : null,
            }),
      })
      .where('id', '=', id)
      .execute();
    await transaction
      .insertInto('issue_changes')
      .values({
        issue_id: id,
        revision,
        at,
        who,
        kind: change.kind,
        detail: JSON.stringify(detailOf(change)),
      })
      .execute();
    return { state: 'changed', revision };
  });
}

function detailOf(change: Change): Json {
  if (change.kind === 'note') return change.text;
  if (change.kind === 'action') return change.detail;
  if (change.kind === 'ignored') return { until: change.until };
  if (change.kind === 'resolved') return change.proof ?? null;
  return null;
}

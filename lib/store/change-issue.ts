import type { Kysely } from 'kysely';
import type { Json } from '@/lib/evidence/json';
import type { Database } from './database';
import type { IssueState } from './issue';
import type { Schema } from './schema';

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
  /** What was seen after this brings a resolved issue back, ISO; `at` where it is left out. */
  readonly resolvedAt?: string;
  /** The revision that they saw. A note needs none, nor what was done at Coveo: they take nothing away. */
  readonly seen: number | null;
  readonly change: Change;
}

/** Notes of one issue: whoever may see it may write them, at the demo anybody, and they must not fill the disk. */
export const MOST_NOTES = 1_000;

/** Done; or somebody else was quicker, and this is how it stands; or it takes no more notes; or there is no such issue. */
export type Changed =
  | { readonly state: 'changed'; readonly revision: number }
  | { readonly state: 'outdated'; readonly revision: number }
  | { readonly state: 'too many notes' }
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
  return database.write((transaction) => changeIssueWithin(transaction, database, request));
}

/** The same, as a part of a transaction that writes more. */
export async function changeIssueWithin(
  transaction: Kysely<Schema>,
  { engine }: Pick<Database, 'engine'>,
  { id, who, change, seen, at: when, resolvedAt }: ChangeRequest,
): Promise<Changed> {
  const issue = await transaction
    .selectFrom('issues')
    .select(['id', 'revision', 'updated_at'])
    .where('id', '=', id)
    .$if(engine === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  if (!issue) return { state: 'no such issue' };
  if (change.kind !== 'note' && seen !== null && seen !== issue.revision) {
    return { state: 'outdated', revision: issue.revision };
  }
  if (change.kind === 'note' && (await isFull(transaction, issue))) return { state: 'too many notes' };
  const revision = issue.revision + 1;
  const state = NEXT_STATE[change.kind];
  // What was done at Coveo may be told later than it was: a history goes one way.
  const at =
    change.kind === 'action' ? Math.max(Date.parse(when), Number(issue.updated_at)) : Date.parse(when);
  await transaction
    .updateTable('issues')
    .set({
      revision,
      updated_at: at,
      ...(state === undefined
        ? {}
        : {
            state,
            resolved_at: state === 'resolved' ? Date.parse(resolvedAt ?? when) : null,
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
}

/** With fewer changes in all there is nothing to count. */
async function isFull(
  transaction: Kysely<Schema>,
  { id, revision }: { readonly id: string; readonly revision: number },
): Promise<boolean> {
  if (revision < MOST_NOTES) return false;
  const { notes } = await transaction
    .selectFrom('issue_changes')
    .select(({ fn }) => fn.countAll().as('notes'))
    .where('issue_id', '=', id)
    .where('kind', '=', 'note')
    .executeTakeFirstOrThrow();
  return Number(notes) >= MOST_NOTES;
}

function detailOf(change: Change): Json {
  if (change.kind === 'note') return change.text;
  if (change.kind === 'action') return change.detail;
  if (change.kind === 'ignored') return { until: change.until };
  if (change.kind === 'resolved') return change.proof ?? null;
  return null;
}

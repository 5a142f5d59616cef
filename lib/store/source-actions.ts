import type { Selectable } from 'kysely';
import { z } from 'zod';
import { type Json, readJson } from '@/lib/evidence/json';
import { changeIssueWithin } from './change-issue';
import type { Database } from './database';
import type { IssuePlace } from './issue';
import type { SourceActionTable } from './schema';
import { lockSource } from './source-lock';

/** What can be done at Coveo to a source. */
export type ActionKind = 'idle' | 'canary' | 'probe';

/** Something that somebody had done to a source. Times are ISO in UTC; what `detail` holds is the business of who stored it. */
export interface StoredAction extends IssuePlace {
  readonly id: string;
  readonly kind: ActionKind;
  readonly at: string;
  readonly who: string;
  /** The issue that it was done for; null for none. */
  readonly issue: string | null;
  /** It has not ended: a canary whose item is not known to be gone. */
  readonly open: boolean;
  /** Which process is at it; null for none. */
  readonly holder: string | null;
  /** Until when that one has it, epoch ms. */
  readonly until: number;
  readonly detail: Json;
  /** What the history of its issue is still to be told; null for nothing. */
  readonly owed: OwedNote | null;
}

/** What the history of an issue is to be told of an action, when (ISO), and under which name. */
export interface OwedNote {
  readonly who: string;
  readonly at: string;
  readonly detail: Json;
}

/** So many actions of a source that have ended are kept, the newest: anybody may make those of the demo. */
export const MOST_ENDED = 200;

/** Begun; or another one of its kind is open on the source, under this id. */
export type ActionBegun =
  | { readonly state: 'begun' }
  | { readonly state: 'another is open'; readonly id: string };

/** Writes an action down before anything is sent. A source has one open action of a kind at a time. */
export async function beginAction(database: Database, action: StoredAction): Promise<ActionBegun> {
  const { id, region, organization, source, kind, who, issue, holder, until } = action;
  return database.write(async (transaction) => {
    await lockSource(transaction, database, action);
    const own = transaction
      .selectFrom('source_actions')
      .where('region', '=', region)
      .where('organization', '=', organization)
      .where('source', '=', source);
    const other = await own.select('id').where('kind', '=', kind).where('open', '=', 1).executeTakeFirst();
    if (other !== undefined) return { state: 'another is open', id: other.id };
    const at = Date.parse(action.at);
    await transaction
      .insertInto('source_actions')
      .values({
        id,
        region,
        organization,
        source,
        kind,
        at,
        who,
        issue,
        open: action.open ? 1 : 0,
        holder,
        until,
        detail: JSON.stringify(action.detail),
        owed: owedText(action.owed),
      })
      .execute();
    const old = await own
      .select('id')
      .where('open', '=', 0)
      .where('owed', 'is', null)
      .orderBy('at', 'desc')
      .orderBy('id')
      .offset(MOST_ENDED)
      .limit(100)
      .execute();
    if (old.length > 0) {
      const ids = old.map((one) => one.id);
      await transaction.deleteFrom('source_actions').where('id', 'in', ids).execute();
    }
    return { state: 'begun' };
  });
}

/** How an action stands by now, told by the process that has it. */
export interface ActionProgress {
  readonly id: string;
  readonly holder: string;
  /** Until when the holder has it on, epoch ms; 0 gives it back. */
  readonly until: number;
  readonly open: boolean;
  readonly detail: Json;
  /** Left out where nothing is owed beside what was. */
  readonly owed?: OwedNote | null;
}

/** Writes how an action stands. False where another process has it by now: then nothing was written. */
export async function updateAction(database: Database, progress: ActionProgress): Promise<boolean> {
  const { id, holder, until, open, detail, owed } = progress;
  return database.write(async (transaction) => {
    const written = await transaction
      .updateTable('source_actions')
      .set({
        detail: JSON.stringify(detail),
        open: open ? 1 : 0,
        until,
        ...(until === 0 ? { holder: null } : {}),
        ...(owed === undefined ? {} : { owed: owedText(owed) }),
      })
      .where('id', '=', id)
      .where('holder', '=', holder)
      .executeTakeFirst();
    return Number(written.numUpdatedRows) > 0;
  });
}

/**
 * Takes an open action that nobody is at any more: whoever was has given it back, has let its time pass, or, with
 * libsql, was another process, for only one at a time has the data folder. False where somebody is at it.
 */
export async function takeAction(
  database: Database,
  id: string,
  { holder, nowMs, until }: { readonly holder: string; readonly nowMs: number; readonly until: number },
): Promise<boolean> {
  return database.write(async (transaction) => {
    const taken = await transaction
      .updateTable('source_actions')
      .set({ holder, until })
      .where('id', '=', id)
      .where('open', '=', 1)
      .where(({ eb, or }) =>
        or([
          eb('holder', 'is', null),
          eb('until', '<=', nowMs),
          ...(database.engine === 'libsql' ? [eb('holder', '!=', holder)] : []),
        ]),
      )
      .executeTakeFirst();
    return Number(taken.numUpdatedRows) > 0;
  });
}

/**
 * Tells the history of its issue what an action owes it, and that it owes nothing any more, in one transaction: so it is
 * told once, whoever comes how often. An issue that has gone is told nothing. False where nothing was owed.
 */
export async function payOwedNote(database: Database, id: string): Promise<boolean> {
  return database.write(async (transaction) => {
    const row = await transaction
      .selectFrom('source_actions')
      .select(['issue', 'owed'])
      .where('id', '=', id)
      .$if(database.engine === 'postgres', (query) => query.forUpdate())
      .executeTakeFirst();
    const owed = readOwed(row?.owed ?? null);
    if (row === undefined || owed === null) return false;
    if (row.issue !== null) {
      const { who, at, detail } = owed;
      const change = { kind: 'action', detail } as const;
      await changeIssueWithin(transaction, database, { id: row.issue, who, at, seen: null, change });
    }
    await transaction.updateTable('source_actions').set({ owed: null }).where('id', '=', id).execute();
    return true;
  });
}

/** The actions of a source: the open ones, then the newest; at most `limit`. */
export async function listActions(
  { read }: Database,
  { region, organization, source }: IssuePlace,
  limit: number,
): Promise<StoredAction[]> {
  const rows = await read
    .selectFrom('source_actions')
    .selectAll()
    .where('region', '=', region)
    .where('organization', '=', organization)
    .where('source', '=', source)
    .orderBy('open', 'desc')
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(actionOf);
}

/** One action; null when there is none of that id. */
export async function readAction({ read }: Database, id: string): Promise<StoredAction | null> {
  const row = await read.selectFrom('source_actions').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : actionOf(row);
}

const owedNote = z.object({ who: z.string(), at: z.string(), detail: z.unknown() });

const KINDS: readonly ActionKind[] = ['idle', 'canary', 'probe'];

function actionOf(row: Selectable<SourceActionTable>): StoredAction {
  const { id, region, organization, source, who, issue, holder } = row;
  const detail: unknown = JSON.parse(row.detail);
  return {
    id,
    region,
    organization,
    source,
    kind: KINDS.find((kind) => kind === row.kind) ?? 'probe',
    at: new Date(Number(row.at)).toISOString(),
    who,
    issue,
    open: row.open === 1,
    holder,
    until: Number(row.until),
    detail: readJson(detail),
    owed: readOwed(row.owed),
  };
}

function owedText(owed: OwedNote | null): string | null {
  return owed === null ? null : JSON.stringify(owed);
}

function readOwed(text: string | null): OwedNote | null {
  if (text === null) return null;
  const note: unknown = JSON.parse(text);
  const { who, at, detail } = owedNote.parse(note);
  return { who, at, detail: readJson(detail) };
}

import 'server-only';
import { randomInt } from 'node:crypto';
import { readJson } from '@/lib/evidence/json';
import { type ActionDetail, readActionDetail, type SourceAction } from '@/lib/health/act/source-action';
import type { IssuePlace, StoredIssue } from '@/lib/store/issue';
import { listActions, type StoredAction } from '@/lib/store/source-actions';
import type { Access } from './access';
import { cleanJson } from './clean-json';
import { processWide } from './process-wide';
import { processStore } from './store';

/** Access that was granted. */
export type Granted = Extract<Access, { ok: true }>;

/** What somebody wants done at Coveo, of which source, and under which name. */
export interface WantedAction {
  readonly access: Granted;
  readonly sourceId: string;
  /** Nobody checks it; null where none was given. */
  readonly who: string | null;
  /** The issue that it is done for, which is of that source; null for none. */
  readonly issue: StoredIssue | null;
  /** The one who asked has gone. Nothing that was sent ends with it. */
  readonly signal: AbortSignal;
}

/** Actions of a source that are shown. */
export const SHOWN_ACTIONS = 50;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new id of an action. */
export function newActionId(): string {
  return Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** Whether a text can be the id of an action. */
export function isActionId(text: string): boolean {
  return /^[a-z0-9]{12}$/.test(text);
}

/** The place of a source, as the store has it. */
export function placeOf({ access, sourceId }: Pick<WantedAction, 'access' | 'sourceId'>): IssuePlace {
  const { region, organization } = access.client;
  return { region, organization, source: sourceId };
}

/** Who did it, as it is shown. */
export function actorOf({ who, access }: Pick<WantedAction, 'who' | 'access'>): string {
  return who ?? `someone connected to ${access.client.organization}`;
}

/** What was done to a source, open ones first, then the newest. `nowMs` is of this machine. */
export async function listSourceActions(place: IssuePlace, nowMs: number): Promise<SourceAction[]> {
  const database = await processStore();
  const { holder } = processWide().acting;
  return (await listActions(database, place, SHOWN_ACTIONS)).map((action) => {
    const isOthers = database.engine === 'postgres' && action.holder !== null && action.holder !== holder;
    return reportAction(action, isOthers && action.until > nowMs);
  });
}

/** An action as it is shown; `elsewhere`: another instance is at it. */
export function reportAction(action: StoredAction, elsewhere = false): SourceAction {
  const { id, kind, at, who, issue, open, detail } = action;
  const running = elsewhere || processWide().acting.running.has(id);
  return { id, kind, at, who, issue, open, running, detail: readActionDetail(detail) };
}

/** What is kept of an action: plain JSON without secrets. */
export function keptDetail(detail: ActionDetail): StoredAction['detail'] {
  return cleanJson(readJson(detail));
}

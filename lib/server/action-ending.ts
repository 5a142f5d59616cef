import 'server-only';
import type { CoveoClient } from '@/lib/coveo/client';
import { MINUTE_MS } from '@/lib/evidence/time';
import type { ActionDetail, SourceAction } from '@/lib/health/act/source-action';
import type { Database } from '@/lib/store/database';
import type { IssuePlace } from '@/lib/store/issue';
import {
  type ActionKind,
  beginAction,
  listActions,
  type OwedNote,
  payOwedNote,
  readAction,
  type StoredAction,
  takeAction,
  updateAction,
} from '@/lib/store/source-actions';
import { errorFacts, log } from './log';
import { processWide } from './process-wide';
import { keptDetail, reportAction, SHOWN_ACTIONS } from './source-actions';
import { processStore } from './store';

/** So long this process has at most what it does in one go: its calls with their retries, and the looks after them. */
export const ACTION_HELD_MS = 15 * MINUTE_MS;

/** How often is tried to store what came of an action, and the wait between. */
const STORE_ATTEMPTS = 3;
const BETWEEN_ATTEMPTS_MS = 1_000;

/** How an issue's history names what was done. */
const NAMES: Readonly<Record<ActionKind, string>> = {
  idle: 'Set IDLE.',
  canary: 'Canary.',
  probe: 'Probed the way to the source.',
};

const INTERRUPTED: Readonly<Record<Exclude<ActionKind, 'canary'>, string>> = {
  idle: 'Pushscope was stopped while the source was set to IDLE: what was answered is not known.',
  probe: 'Pushscope was stopped while the way was probed: what was answered is not known.',
};

/**
 * What the history of an action's issue is to be told at `at` (ISO): what was done, what came of it, and Coveo's request
 * id. Null where it was done for no issue.
 */
export function owedNote(
  { kind, who, issue }: Pick<StoredAction, 'kind' | 'who' | 'issue'>,
  at: string,
  detail: ActionDetail,
): OwedNote | null {
  if (issue === null) return null;
  const requestId = detail.answers[0]?.requestId ?? null;
  const quoted = requestId === null ? '' : ` Coveo’s request id: ${requestId}.`;
  return { who, at, detail: keptDetail({ ...detail, text: `${NAMES[kind]} ${detail.text}${quoted}` }) };
}

/** Tells an issue's history what an action owes it. Where the store fails it stays owed, and whoever looks next pays. */
export async function payNote(id: string): Promise<void> {
  try {
    await payOwedNote(await processStore(), id);
  } catch (error) {
    log('error', 'what was done was not told to its issue yet', errorFacts(error));
  }
}

/** Begins what is done in one go. False where somebody is at one of its kind; one that was left open is ended. */
export async function beginAlone(action: StoredAction, nowMs: number): Promise<boolean> {
  const database = await processStore();
  const begun = await beginAction(database, action);
  if (begun.state === 'begun') return true;
  const other = await readAction(database, begun.id);
  if (other === null || !(await endInterrupted(database, other, nowMs))) return false;
  return (await beginAction(database, action)).state === 'begun';
}

/**
 * Writes down what came of an action, and what its issue is to be told; `at` (ISO) is when, null where it is told
 * nothing. What was sent has been sent: where the store fails each time, the answer that is shown says so.
 */
export async function endAction(
  client: CoveoClient,
  action: StoredAction,
  { detail, at }: { readonly detail: ActionDetail; readonly at: string | null },
): Promise<SourceAction> {
  const { id, holder } = action;
  const owed = at === null ? null : owedNote(action, at, detail);
  const ended = { ...action, open: false, holder: null, until: 0, detail: keptDetail(detail), owed };
  for (let attempt = 0; attempt < STORE_ATTEMPTS; attempt++) {
    if (attempt > 0) await client.sleep(BETWEEN_ATTEMPTS_MS, new AbortController().signal);
    try {
      const progress = { id, holder: holder ?? '', until: 0, open: false, detail: ended.detail, owed };
      await updateAction(await processStore(), progress);
      await payNote(id);
      return reportAction(ended);
    } catch (error) {
      log('error', 'what came of an action was not stored', errorFacts(error));
    }
  }
  const text = `${detail.text} Pushscope’s store failed, so this is kept nowhere: copy what you need.`;
  return reportAction({ ...ended, detail: keptDetail({ ...detail, text }) });
}

/**
 * Ends what a process left open that has ended, canaries apart, and tells issues what they are owed. What cannot be
 * stored is left to whoever looks next. `nowMs` is of this machine.
 */
export async function settleActions(place: IssuePlace, nowMs: number): Promise<void> {
  const database = await processStore();
  for (const action of await listActions(database, place, SHOWN_ACTIONS)) {
    if (action.owed !== null) await payNote(action.id);
    if (!action.open || action.kind === 'canary' || !isFree(database, action, nowMs)) continue;
    try {
      await endInterrupted(database, action, nowMs);
    } catch (error) {
      log('error', 'what was left open was not ended', errorFacts(error));
    }
  }
}

/** Whether nobody is at an open action; `takeAction` decides it for sure. */
function isFree({ engine }: Database, { holder, until }: StoredAction, nowMs: number): boolean {
  const isDead = engine === 'libsql' && holder !== processWide().acting.holder;
  return holder === null || until <= nowMs || isDead;
}

/** False where somebody is at it. */
async function endInterrupted(database: Database, action: StoredAction, nowMs: number): Promise<boolean> {
  const { id, kind, at } = action;
  if (kind === 'canary') return false;
  const { holder } = processWide().acting;
  if (!(await takeAction(database, id, { holder, nowMs, until: nowMs + ACTION_HELD_MS }))) return false;
  const detail = { text: INTERRUPTED[kind], answers: [], canary: null, probe: null };
  const owed = owedNote(action, at, detail);
  await updateAction(database, { id, holder, until: 0, open: false, detail: keptDetail(detail), owed });
  await payNote(id);
  return true;
}

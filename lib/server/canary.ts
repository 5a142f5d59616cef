import 'server-only';
import { toIso } from '@/lib/evidence/time';
import { newCanary } from '@/lib/health/act/canary';
import { type Canary, canaryOf, type SourceAction } from '@/lib/health/act/source-action';
import { quotedFailureText, withRequestId } from '@/lib/scan/failure-text';
import type { IssuePlace } from '@/lib/store/issue';
import {
  beginAction,
  readAction,
  type StoredAction,
  takeAction,
  updateAction,
} from '@/lib/store/source-actions';
import { lookAtSource } from './act-look';
import { owedNote, payNote } from './action-ending';
import { CANARY_HELD_MS, type CanaryRun, canaryDetail, startCanary } from './canary-run';
import { noSourceText } from './no-such-source';
import { processWide } from './process-wide';
import { actorOf, isActionId, keptDetail, placeOf, reportAction, type WantedAction } from './source-actions';
import { processStore } from './store';
import { coveoNow } from './verify-fix-reading';
import { interrupted } from './write-answer';

/** Begun, taken up again or ended, as it stands; or nothing was done, and why. */
export type CanaryOutcome =
  | { readonly state: 'done'; readonly action: SourceAction }
  | { readonly state: 'not done'; readonly status: 400 | 404 | 409 | 502; readonly detail: string };

/** Who wants a canary pushed, or something done with one: its id. */
export interface WantedCanary extends WantedAction {
  readonly id: string;
}

/**
 * Begins a canary: it is written down, and then goes on by itself on the server, also when who asked goes away. A source
 * has one at a time. It is `pushing` when this answers.
 */
export async function beginCanary(wanted: WantedCanary): Promise<CanaryOutcome> {
  const { access, sourceId, id, issue } = wanted;
  const { client } = access;
  if (!isActionId(id)) return notDone(400, 'A canary’s id has twelve small letters or digits.');
  const looked = await lookAtSource(client, sourceId, wanted.signal);
  if (looked.state === 'no such source') {
    return notDone(404, `Nothing was pushed. ${noSourceText(sourceId, looked.answer)}`);
  }
  if (looked.state === 'not told') {
    return notDone(
      502,
      `Nothing was pushed: the source must be known first. ${withRequestId(looked.answer.why ?? '', looked.answer.requestId)}`,
    );
  }
  const { source, visibility } = looked.look;
  if (source.type !== 'PUSH') {
    return notDone(
      409,
      `Nothing was pushed: the source is of the type ${source.type}, and single items go to PUSH only.`,
    );
  }
  const database = await processStore();
  if ((await readAction(database, id)) !== null) {
    return notDone(409, 'There is an action of that id already. Load the page again.');
  }
  const now = looked.look.asOf;
  const canary = newCanary(id, now, visibility === 'SECURED');
  const action: StoredAction = {
    ...placeOf(wanted),
    id,
    kind: 'canary',
    at: now,
    who: actorOf(wanted),
    issue: issue?.id ?? null,
    open: true,
    holder: processWide().acting.holder,
    until: client.now() + CANARY_HELD_MS,
    detail: keptDetail(canaryDetail(canary)),
    owed: null,
  };
  const begun = await beginAction(database, action);
  if (begun.state === 'another is open') {
    return notDone(409, 'A canary of this source is not known to be gone yet: one at a time.');
  }
  start(wanted, action, canary, false);
  return { state: 'done', action: reportAction(action) };
}

/**
 * Takes up a canary that nobody is at any more, with the token of who asks: it is looked for first, then deleted. What
 * was being sent when Pushscope was stopped may have been sent.
 */
export async function resumeCanary(wanted: WantedCanary): Promise<CanaryOutcome> {
  const { client } = wanted.access;
  // What may have been sent is looked for from now on, by Coveo's clock.
  const told = await coveoNow(client, wanted.sourceId, { signal: wanted.signal });
  // Of a source that is gone the Push API says so, and then nothing is left of the canary.
  const failure = told.ok || told.failure.status === 404 ? null : told.failure;
  if (failure !== null) return notDone(502, `Not taken up: ${quotedFailureText(failure)}`);
  const now = told.ok ? told.now : (told.failure.at ?? toIso(client.now()));
  const taken = await take(wanted);
  if ('status' in taken) return taken;
  const { action, canary } = taken;
  const isLeft = canary.state === 'left';
  const who = actorOf(wanted);
  const text = isLeft
    ? `${who} asked to look for it and to delete it once more.`
    : `Pushscope was stopped in the middle. Taken up again for ${who}.`;
  const resumed = {
    ...withNote(uncertain(canary, client.hosts.push, now), now, text),
    // The run's clock starts here: from an old time its first look would end before what came since.
    asOf: now,
  };
  start(wanted, action, resumed, isLeft);
  return { state: 'done', action: reportAction({ ...action, detail: keptDetail(canaryDetail(resumed)) }) };
}

/** Ends a canary that somebody says is gone, although no row says so. That is written down with their name. */
export async function endCanary(wanted: WantedCanary): Promise<CanaryOutcome> {
  const taken = await take(wanted);
  if ('status' in taken) return taken;
  const { action, canary } = taken;
  const at = toIso(wanted.access.client.now());
  const text = `${actorOf(wanted)} looked, and says that it is gone. No row says so.`;
  const detail = canaryDetail({ ...canary, state: 'gone', end: { at, text } });
  const owed = owedNote({ ...action, who: actorOf(wanted) }, at, { ...detail, text });
  const kept = { ...action, open: false, holder: null, until: 0, detail: keptDetail(detail), owed };
  await updateAction(await processStore(), {
    id: action.id,
    holder: processWide().acting.holder,
    until: 0,
    open: false,
    detail: kept.detail,
    owed,
  });
  await payNote(action.id);
  return { state: 'done', action: reportAction(kept) };
}

type NotDone = Extract<CanaryOutcome, { state: 'not done' }>;

/** The open canary of an id on this source, once it is this process's; else why it cannot be had. */
async function take(
  wanted: WantedCanary,
): Promise<{ readonly action: StoredAction; readonly canary: Canary } | NotDone> {
  const database = await processStore();
  const action = isActionId(wanted.id) ? await readAction(database, wanted.id) : null;
  if (action === null || !isOf(action, placeOf(wanted))) return notDone(404, 'There is no such canary.');
  const canary = canaryOf(action.detail);
  if (canary === null || !action.open) return notDone(409, 'It has ended already.');
  const { acting } = processWide();
  const nowMs = wanted.access.client.now();
  const isOwn = acting.running.has(action.id);
  const until = nowMs + CANARY_HELD_MS;
  if (isOwn || !(await takeAction(database, action.id, { holder: acting.holder, nowMs, until }))) {
    return notDone(409, 'Pushscope is at it at this moment.');
  }
  // What it goes on to owe would take the place of what it owes.
  await payNote(action.id);
  return { action, canary };
}

function isOf(action: IssuePlace, place: IssuePlace): boolean {
  return (
    action.region === place.region &&
    action.organization === place.organization &&
    action.source === place.source
  );
}

/** What was being sent is taken for sent, with an answer that is not known. A canary that was left is looked for again. */
function uncertain(canary: Canary, host: string, now: string): Canary {
  const { state, deletions } = canary;
  if (state === 'pushing') {
    return { ...canary, state: 'arriving', push: interrupted('push.document', 'PUT', host, canary.sentAt) };
  }
  if (state === 'deleting') {
    const deletion = interrupted('push.deleteDocument', 'DELETE', host, now);
    return { ...canary, state: 'leaving', deletions: [...deletions, deletion] };
  }
  return state === 'left' ? { ...canary, state: 'leaving', end: null } : canary;
}

function withNote(canary: Canary, at: string, text: string): Canary {
  return { ...canary, notes: [...canary.notes, { at, text }] };
}

function start(wanted: WantedCanary, { id, who, issue }: StoredAction, canary: Canary, again: boolean): void {
  const { access, sourceId } = wanted;
  const run: CanaryRun = { client: access.client, sourceId, id, who, issue, canary, again };
  void startCanary(run);
}

function notDone(status: 400 | 404 | 409 | 502, detail: string): NotDone {
  return { state: 'not done', status, detail };
}

import 'server-only';
import { setSourceStatus } from '@/lib/coveo/push';
import {
  type ActDone,
  isTypedName,
  notPushedText,
  runningText,
  type SourceLook,
  standingText,
} from '@/lib/health/act/act-report';
import type { ActionDetail, WriteAnswer } from '@/lib/health/act/source-action';
import { withRequestId } from '@/lib/scan/failure-text';
import type { StoredAction } from '@/lib/store/source-actions';
import { type Looked, lookAtSource } from './act-look';
import { ACTION_HELD_MS, beginAlone, endAction } from './action-ending';
import { noSourceText } from './no-such-source';
import { processWide } from './process-wide';
import { actorOf, keptDetail, newActionId, placeOf, type WantedAction } from './source-actions';
import { answerOf } from './write-answer';

/** Looks after the write: the status may follow a moment later. */
const LOOKS_AFTER = 3;
const BETWEEN_LOOKS_MS = 2_000;

/** Done, with its answer; or nothing was sent, and why. */
export type IdleOutcome = { readonly state: 'done'; readonly done: ActDone } | NotSent;

interface NotSent {
  readonly state: 'not sent';
  readonly status: 400 | 404 | 409 | 502;
  readonly detail: string;
}

/** Who wants a source set to IDLE, having typed which name, and whether although a push seems to run. */
export interface WantedIdle extends WantedAction {
  readonly confirm: string;
  readonly despitePush: boolean;
}

/**
 * Sets a source to IDLE that was left in an active status, once. It looks first, and sends nothing where no job pushes to
 * the source, where no active status is set, where that cannot be read, or where a push runs or may run and nobody said to
 * do it all the same. Once nobody else can set it, it looks once more before it sends. It looks again afterwards: what is
 * so then counts, not what the write was answered. It is never sent a second time by itself.
 */
export async function setIdle(wanted: WantedIdle): Promise<IdleOutcome> {
  const { access, sourceId, issue, confirm } = wanted;
  const { client } = access;
  const before = await lookFirst(wanted);
  if (before.state === 'not sent') return before;
  const { look } = before;
  if (!isTypedName(confirm, look.source.name)) {
    return notSent(400, `Type the source’s name as it is, “${look.source.name}”: this cannot be undone.`);
  }
  const action: StoredAction = {
    ...placeOf(wanted),
    id: newActionId(),
    kind: 'idle',
    at: look.asOf,
    who: actorOf(wanted),
    issue: issue?.id ?? null,
    open: true,
    holder: processWide().acting.holder,
    until: client.now() + ACTION_HELD_MS,
    detail: keptDetail(detailOf('Being set to IDLE: no answer yet.', [])),
    owed: null,
  };
  if (!(await beginAlone(action, client.now()))) {
    return notSent(409, 'Somebody is setting this source to IDLE at this moment.');
  }
  // Somebody else may have set it between the look and the beginning.
  const still = await lookFirst(wanted);
  if (still.state === 'not sent') {
    await endAction(client, action, { detail: detailOf(still.detail, []), at: null });
    return still;
  }

  // Who asked may go away: what was sent has been sent, and is looked at to the end.
  const stay = new AbortController().signal;
  const status = 'IDLE';
  const answer = answerOf(
    await setSourceStatus(client, { sourceId, status }, { signal: stay }),
    still.look.asOf,
  );
  const after = answer.outcome === 'refused' ? null : await lookAfter(wanted, stay);
  const detail = detailOf(outcomeText(answer, after), [answer]);
  const at = after?.asOf ?? answer.at ?? still.look.asOf;
  return { state: 'done', done: { action: await endAction(client, action, { detail, at }), look: after } };
}

/** How the source is where IDLE may be sent; else why it is not. */
async function lookFirst(wanted: WantedIdle): Promise<Extract<Looked, { state: 'looked' }> | NotSent> {
  const { access, sourceId } = wanted;
  const looked = await lookAtSource(access.client, sourceId, wanted.signal);
  if (looked.state === 'no such source') {
    return notSent(404, `Nothing was sent. ${noSourceText(sourceId, looked.answer)}`);
  }
  if (looked.state === 'not told') {
    return notSent(
      502,
      `Nothing was sent: how the source is must be known first. ${withRequestId(looked.answer.why ?? '', looked.answer.requestId)}`,
    );
  }
  return whyNot(looked.look, wanted) ?? looked;
}

function whyNot(look: SourceLook, { despitePush }: WantedIdle): NotSent | null {
  const foreign = notPushedText(look);
  if (foreign !== null) return notSent(409, `Nothing was sent. ${foreign}`);
  if (look.standing !== 'active') return notSent(409, `Nothing was sent. ${standingText(look)}`);
  const running = runningText(look);
  if (running !== null && !despitePush) return notSent(409, `Nothing was sent. ${running}`);
  return null;
}

async function lookAfter({ access, sourceId }: WantedIdle, signal: AbortSignal): Promise<SourceLook | null> {
  let last: SourceLook | null = null;
  for (let look = 0; look < LOOKS_AFTER; look++) {
    if (look > 0) await access.client.sleep(BETWEEN_LOOKS_MS, signal);
    const looked = await lookAtSource(access.client, sourceId, signal);
    if (looked.state !== 'looked') continue;
    last = looked.look;
    if (last.standing === 'idle') return last;
  }
  return last;
}

function outcomeText(answer: WriteAnswer, after: SourceLook | null): string {
  if (answer.outcome === 'refused') return answer.text;
  const said = answer.status === null ? 'No sure answer came.' : `Coveo answered ${answer.status}.`;
  if (after === null) return `${answer.text} How the source is now could not be read. It was not sent again.`;
  if (after.standing === 'idle') {
    return answer.outcome === 'accepted'
      ? `${said} The source is ${after.source.status}: no active status is set any more.`
      : `${said} It took effect all the same: the source is ${after.source.status}, and no active status is set any more.`;
  }
  if (after.standing === 'not known') {
    return `${said} Whether it took effect is not known. ${standingText(after)} It was not sent again.`;
  }
  return answer.outcome === 'accepted'
    ? `${said} A moment later it still showed: ${standingText(after)}`
    : `${said} It has not taken effect so far: ${standingText(after)} It was not sent again.`;
}

function detailOf(text: string, answers: readonly WriteAnswer[]): ActionDetail {
  return { text, answers: [...answers], canary: null, probe: null };
}

function notSent(status: 400 | 404 | 409 | 502, detail: string): NotSent {
  return { state: 'not sent', status, detail };
}

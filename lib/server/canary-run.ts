import 'server-only';
import type { CoveoClient } from '@/lib/coveo/client';
import { listLogs } from '@/lib/coveo/logs';
import { deleteItem, pushItem } from '@/lib/coveo/push';
import { DAY_MS, MINUTE_MS, toIso, toMs } from '@/lib/evidence/time';
import {
  type CanaryLook,
  canaryItem,
  canaryPace,
  canaryText,
  seeArrival,
  seeLeaving,
} from '@/lib/health/act/canary';
import type { ActionDetail, Canary } from '@/lib/health/act/source-action';
import { PROBLEMS } from '@/lib/problems/problems';
import { quotedFailureText } from '@/lib/scan/failure-text';
import { updateAction } from '@/lib/store/source-actions';
import { errorFacts, log } from './log';
import { processWide } from './process-wide';
import { keptDetail, noteInIssue } from './source-actions';
import { onStop } from './stopping';
import { processStore } from './store';
import { answerOf } from './write-answer';

/** So long this process has a canary after each step: longer than one look can take. */
export const CANARY_HELD_MS = 5 * MINUTE_MS;
/** Rows before its push are not its own; clocks may differ by so much. */
const MARGIN_MS = 2 * MINUTE_MS;
/** The logs answer for a week at most (Source Logs specification). */
const LONGEST_LOOK_MS = 7 * DAY_MS;
/** A canary has a handful of rows. */
const ROWS = 100;
/** Looks that one run makes at most, whatever the clocks say. */
const MOST_LOOKS = 500;

/** What a run is about. The token is in the client, and nowhere else. */
export interface CanaryRun {
  readonly client: CoveoClient;
  readonly sourceId: string;
  /** The action, as it is in the store. */
  readonly id: string;
  readonly who: string;
  readonly issue: string | null;
  readonly canary: Canary;
  /** The canary was left, and somebody asked to delete it once more. */
  readonly again: boolean;
}

/** Runs a canary on, apart from whoever asked for it: their leaving does not end it. */
export function startCanary(run: CanaryRun): Promise<void> {
  const { running } = processWide().acting;
  const stopping = new AbortController();
  const stay = onStop(() => stopping.abort());
  const going = runCanary(run, stopping.signal)
    .catch((error: unknown) => log('error', 'a canary broke', errorFacts(error)))
    .finally(() => {
      stay();
      running.delete(run.id);
    });
  running.set(run.id, going);
  return going;
}

/** Whether a step was written down: not where the store failed, nor where another process has the canary by now. */
type Saved = 'saved' | 'store failed' | 'another has it';

/**
 * Pushes a canary, follows it, deletes it and follows that, each step written down before and after. A write is never
 * sent twice without having looked in between. Where the store fails it goes on looking, and sends nothing until it could
 * write down what it is about to send. Where Pushscope is stopped it gives the canary back to whoever comes next.
 */
async function runCanary(run: CanaryRun, signal: AbortSignal): Promise<void> {
  const database = await processStore();
  const { holder } = processWide().acting;
  const pace = canaryPace(run.client.region);
  const clock = coveoClock(run.client, run.canary.asOf);
  let { canary, again } = run;
  const save = async (until: number): Promise<Saved> => {
    const open = canary.state !== 'gone';
    const detail = keptDetail(canaryDetail(canary));
    try {
      const isOwn = await updateAction(database, { id: run.id, holder, until, open, detail });
      return isOwn ? 'saved' : 'another has it';
    } catch (error) {
      log('error', 'a step of a canary was not stored', errorFacts(error));
      return 'store failed';
    }
  };
  // Who began the canary has written it down.
  let saved: Saved = 'saved';
  for (let looks = 0; looks < MOST_LOOKS && !signal.aborted; looks++) {
    const before = canary.state;
    // A write is sent once its state is stored: whoever comes after a crash knows that it may have been sent.
    if (canary.state === 'pushing' && saved === 'saved') canary = await push(run, canary, clock);
    else if (canary.state === 'deleting' && saved === 'saved') {
      canary = await remove(run, canary, clock);
      again = false;
    } else if (isFollowing(canary)) {
      const look = await lookFor(run.client, run.sourceId, canary, clock);
      canary =
        canary.state === 'arriving'
          ? seeArrival(canary, look, pace, PROBLEMS)
          : seeLeaving(canary, look, pace, again);
    }
    saved = await save(isOver(canary) ? 0 : run.client.now() + CANARY_HELD_MS);
    if (saved === 'another has it') return;
    if (saved === 'saved' && isOver(canary)) break;
    const isWaiting = saved === 'store failed' || (canary.state === before && isFollowing(canary));
    if (isWaiting) await run.client.sleep(pace.lookMs, signal);
  }
  if (!isOver(canary) || saved !== 'saved') saved = await save(0);
  if (!isOver(canary) || saved !== 'saved') return;
  await noteInIssue(run.issue, {
    who: run.who,
    at: canary.end?.at ?? canary.asOf,
    detail: noteOf(canary),
  });
}

/** What is kept of a canary. */
export function canaryDetail(canary: Canary): ActionDetail {
  const answers = [...(canary.push === null ? [] : [canary.push]), ...canary.deletions];
  return { text: canaryText(canary), answers, canary, probe: null };
}

function isFollowing({ state }: Canary): boolean {
  return state === 'arriving' || state === 'leaving';
}

function isOver({ state }: Canary): boolean {
  return state === 'gone' || state === 'left';
}

async function push(run: CanaryRun, canary: Canary, clock: CoveoClock): Promise<Canary> {
  const { client, sourceId } = run;
  const { uri: documentId, orderingId, secured } = canary;
  const item = canaryItem(secured);
  const result = await pushItem(client, { sourceId, documentId, item, orderingId });
  const answer = answerOf(result, clock.now());
  clock.heard(answer.at);
  const at = answer.at ?? clock.now();
  if (answer.outcome !== 'refused') return { ...canary, push: answer, state: 'arriving', asOf: at };
  return {
    ...canary,
    push: answer,
    state: 'gone',
    asOf: at,
    arrival: { end: 'refused', at, text: `The push was refused. ${answer.text}`, problem: null },
    end: { at, text: 'There is nothing to delete.' },
  };
}

async function remove(run: CanaryRun, canary: Canary, clock: CoveoClock): Promise<Canary> {
  const { client, sourceId } = run;
  // At least the push's own: a lower one would be out of sequence (article 147).
  const pushed = BigInt(canary.orderingId);
  const now = BigInt(toMs(clock.now()));
  const orderingId = now > pushed ? now : pushed + 1n;
  const result = await deleteItem(client, { sourceId, documentId: canary.uri, orderingId });
  const answer = answerOf(result, clock.now());
  clock.heard(answer.at);
  return {
    ...canary,
    deletions: [...canary.deletions, answer],
    state: 'leaving',
    asOf: answer.at ?? canary.asOf,
  };
}

async function lookFor(
  client: CoveoClient,
  sourceId: string,
  { uri, sentAt }: Canary,
  clock: CoveoClock,
): Promise<CanaryLook> {
  const to = toMs(clock.now()) + MARGIN_MS;
  const from = Math.max(toMs(sentAt) - MARGIN_MS, to - LONGEST_LOOK_MS);
  const read = await listLogs(
    { ...client, attempts: 1 },
    {
      window: { from: toIso(from), to: toIso(to) },
      sourceIds: [sourceId],
      documentId: uri,
      page: 0,
      perPage: ROWS,
    },
  );
  clock.heard(read.ok ? read.receipt.at : read.failure.at);
  const asOf = clock.now();
  if (read.ok) return { rows: read.value.rows, asOf, unread: null, hopeless: false };
  const { status } = read.failure;
  const hopeless = status === 401 || status === 403 || status === 404;
  return { rows: [], asOf, unread: quotedFailureText(read.failure), hopeless };
}

/** Coveo's time: that of its last answer, and what has passed here since. */
interface CoveoClock {
  readonly now: () => string;
  readonly heard: (at: string | null) => void;
}

function coveoClock(client: CoveoClient, begun: string): CoveoClock {
  let last = { at: toMs(begun), here: client.now() };
  return {
    now: () => toIso(last.at + Math.max(0, client.now() - last.here)),
    heard: (at) => {
      if (at !== null) last = { at: toMs(at), here: client.now() };
    },
  };
}

function noteOf(canary: Canary): ActionDetail {
  const id = canary.push?.requestId ?? null;
  const detail = canaryDetail(canary);
  return { ...detail, text: `Canary. ${detail.text}${id === null ? '' : ` Coveo’s request id: ${id}.`}` };
}

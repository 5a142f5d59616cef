import 'server-only';
import { MINUTE_MS } from '@/lib/evidence/time';
import { canaryPace, canaryText, cutShort, seeArrival, seeLeaving } from '@/lib/health/act/canary';
import type { ActionDetail, Canary } from '@/lib/health/act/source-action';
import { PROBLEMS } from '@/lib/problems/problems';
import { type OwedNote, updateAction } from '@/lib/store/source-actions';
import { owedNote, payNote } from './action-ending';
import { type CanaryCalls, coveoClock, deleteCanary, lookForCanary, pushCanary } from './canary-calls';
import { errorFacts, log } from './log';
import { processWide } from './process-wide';
import { keptDetail } from './source-actions';
import { onStop } from './stopping';
import { processStore } from './store';

/** So long this process has a canary after each step: longer than one look can take. */
export const CANARY_HELD_MS = 5 * MINUTE_MS;
/** Looks that one run makes at most, whatever the clocks say. */
const MOST_LOOKS = 500;
/** Once Pushscope is being stopped: a push that is under way is waited for so long, */
const STOP_PUSH_MS = 1_000;
/** and so long the last write of a canary may take, counted from then, for all canaries together. */
const STOP_MS = 3_000;

/** What a run is about. */
export interface CanaryRun extends CanaryCalls {
  /** The action, as it is in the store. */
  readonly id: string;
  readonly who: string;
  readonly issue: string | null;
  readonly canary: Canary;
  /** The canary was left, and somebody asked to delete it once more. */
  readonly again: boolean;
}

/** What ends parts of a run when Pushscope is being stopped: each aborts once, in this order. */
interface Stopping {
  /** Now: looks and waits. */
  readonly asked: AbortSignal;
  /** A moment later: a push that is under way. */
  readonly late: AbortSignal;
  /** At the last: a deletion. */
  readonly last: AbortSignal;
}

/** Runs a canary on, apart from whoever asked for it: their leaving does not end it. */
export function startCanary(run: CanaryRun): Promise<void> {
  const { running } = processWide().acting;
  const [asked, late, last] = [new AbortController(), new AbortController(), new AbortController()];
  const stay = onStop(() => {
    asked.abort();
    run.client.deadline(STOP_PUSH_MS).addEventListener('abort', () => late.abort(), { once: true });
    run.client.deadline(STOP_MS).addEventListener('abort', () => last.abort(), { once: true });
  });
  const going = runCanary(run, { asked: asked.signal, late: late.signal, last: last.signal })
    .catch((error: unknown) => log('error', 'a canary broke', errorFacts(error)))
    .finally(() => {
      stay();
      running.delete(run.id);
    });
  running.set(run.id, going);
  return going;
}

/** Waits until this process is at a canary no more: for the end of the server, which must not cut its deletion off. */
export async function canaryRest(id: string): Promise<void> {
  await processWide().acting.running.get(id);
}

/** Whether a step was written down: not where the store failed, nor where another process has the canary by now. */
type Saved = 'saved' | 'store failed' | 'another has it';

/**
 * Pushes a canary, follows it, deletes it and follows that, each step written down before and after. A write is never
 * sent twice without having looked in between. Where the store fails it goes on looking, and sends nothing until it could
 * write down what it is about to send. Where Pushscope is being stopped, the canary is deleted at once, and given back to
 * whoever comes next, who follows that.
 */
async function runCanary(run: CanaryRun, stop: Stopping): Promise<void> {
  const database = await processStore();
  const { holder } = processWide().acting;
  const pace = canaryPace(run.client.region);
  const clock = coveoClock(run.client, run.canary.asOf);
  let { canary, again } = run;
  const save = async (until: number): Promise<Saved> => {
    const open = canary.state !== 'gone';
    const detail = canaryDetail(canary);
    // Left out where there is nothing to tell: what it owes from before stays.
    const owed = isOver(canary) ? { owed: noteOf(run, canary, detail) } : {};
    try {
      const progress = { id: run.id, holder, until, open, detail: keptDetail(detail), ...owed };
      return (await updateAction(database, progress)) ? 'saved' : 'another has it';
    } catch (error) {
      log('error', 'a step of a canary was not stored', errorFacts(error));
      return 'store failed';
    }
  };
  const held = () => run.client.now() + CANARY_HELD_MS;
  // Who began the canary has written it down.
  let saved: Saved = 'saved';
  for (let looks = 0; looks < MOST_LOOKS && !stop.asked.aborted; looks++) {
    const before = canary.state;
    // A write is sent once its state is stored: whoever comes after a crash knows that it may have been sent.
    if (canary.state === 'pushing' && saved === 'saved')
      canary = await pushCanary(run, canary, clock, stop.late);
    else if (canary.state === 'deleting' && saved === 'saved') {
      canary = await deleteCanary(run, canary, clock, stop.last);
      again = false;
    } else if (isFollowing(canary)) {
      const look = await lookForCanary(run, canary, clock, stop.asked);
      if (stop.asked.aborted) break;
      canary =
        canary.state === 'arriving'
          ? seeArrival(canary, look, pace, PROBLEMS)
          : seeLeaving(canary, look, pace, again);
    }
    saved = await save(isOver(canary) ? 0 : held());
    if (saved === 'another has it') return;
    if (saved === 'saved' && isOver(canary)) break;
    const isWaiting = saved === 'store failed' || (canary.state === before && isFollowing(canary));
    if (isWaiting) await run.client.sleep(pace.lookMs, stop.asked);
  }
  const isCut = stop.asked.aborted && !isOver(canary);
  if (isCut) canary = cutShort(canary, clock.now());
  if (isCut && canary.state === 'deleting') {
    saved = await save(held());
    if (saved === 'another has it') return;
    if (saved === 'saved') canary = await deleteCanary(run, canary, clock, stop.last);
  }
  if (isCut || !isOver(canary) || saved !== 'saved') saved = await save(0);
  if (isOver(canary) && saved === 'saved') await payNote(run.id);
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

function noteOf({ who, issue }: CanaryRun, { end, asOf }: Canary, detail: ActionDetail): OwedNote | null {
  return owedNote({ kind: 'canary', who, issue }, end?.at ?? asOf, detail);
}

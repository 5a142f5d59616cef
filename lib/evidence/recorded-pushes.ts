import type { RecordedPush } from './recorded-push';
import { RUN_GAP_MS } from './run';
import { type TimeWindow, toMs } from './time';

/** What is known of a source's calls beside Coveo's logs. */
export interface RecordedPushes {
  /** Oldest first, each once. */
  readonly pushes: readonly KeptPush[];
  /** The time that was recorded, oldest first: only in it a call that is not there was not made. */
  readonly stretches: readonly TimeWindow[];
}

/** A recorded push as it is kept, with the problem that it was refused for. */
export interface KeptPush extends RecordedPush {
  /** The same for the same call, however often it was sent. */
  readonly id: string;
  /** The known problem that a refusal shows; null where it shows none, and for what was not refused. */
  readonly problem: RefusalProblem | null;
}

/** What was sent at once and is kept: a paste, an example, or what a connector sent together. Times are ISO. */
export interface Sending {
  /** When it was taken; no other sending of the source has the same. */
  readonly takenAt: string;
  readonly lines: number;
  /** Of its first and of its last line. */
  readonly from: string;
  readonly to: string;
}

/** Which recorded lines of a source are forgotten: all, those of sendings, or those of a time. */
export type Forgetting =
  | { readonly which: 'all' }
  | { readonly which: 'sent'; readonly takenAt: readonly string[] }
  | { readonly which: 'between'; readonly window: TimeWindow };

/** What is between two lines that are less apart counts as recorded: what is forgotten of a time is of so long. */
export const LEAST_FORGOTTEN_MS = RUN_GAP_MS;

/** What a refused call's answer is recognised as, by the paste door of that problem. */
export interface RefusalProblem {
  readonly id: string;
  readonly title: string;
  readonly confidence: 'certain' | 'likely' | 'possible';
}

/**
 * The time that a recorder covers: from the first to the last line of each stretch, where nothing was silent for an
 * hour. It is an assumption that a recorder posts a line for each call; a line that it is alive counts too. `moments`
 * are ISO, in any order.
 */
export function recordedStretches(moments: readonly string[]): TimeWindow[] {
  const stretches: { from: string; to: string }[] = [];
  for (const at of [...moments].sort()) {
    const last = stretches.at(-1);
    if (last !== undefined && toMs(at) - toMs(last.to) <= RUN_GAP_MS) last.to = at;
    else stretches.push({ from: at, to: at });
  }
  return stretches;
}

/** Whether the whole of a window was recorded. */
export function isRecorded({ stretches }: RecordedPushes, { from, to }: TimeWindow): boolean {
  return stretches.some((stretch) => stretch.from <= from && stretch.to >= to);
}

/** The recorded time within a window, oldest first. */
export function recordedWithin({ stretches }: RecordedPushes, window: TimeWindow): TimeWindow[] {
  return stretches.flatMap(({ from, to }) => {
    if (to < window.from || from >= window.to) return [];
    return [{ from: from < window.from ? window.from : from, to: to > window.to ? window.to : to }];
  });
}

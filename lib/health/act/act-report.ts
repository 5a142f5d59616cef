import type { CallAnswer } from '@/lib/evidence/item-observation';
import type { SourceAction } from './source-action';

/** What is so at a source before something is done to it. Times are ISO in UTC, Coveo's. */
export interface SourceLook {
  readonly asOf: string;
  readonly source: {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly status: string;
  };
  /** Who may find its items: SECURED, PRIVATE or SHARED; null where Coveo does not tell. */
  readonly visibility: string | null;
  /** The refresh that is open, where one is. */
  readonly refresh: {
    readonly operation: string;
    readonly startedAt: string | null;
    readonly by: string | null;
  } | null;
  /** Whether an active status is set: by the source's own status, or by an activity that is open. */
  readonly standing: 'active' | 'idle' | 'not known';
  /** Rows of items that entered in the last minutes; null where they were not read. */
  readonly entering: {
    readonly rows: number;
    /** Not all rows were counted. */
    readonly more: boolean;
    readonly newest: string | null;
    readonly minutes: number;
  } | null;
  /** What could not be read. */
  readonly notRead: readonly CallAnswer[];
}

/** What the page to act on a source shows: the answer of `GET /api/o/{region}/{organization}/s/{source}/act`. */
export interface ActReport {
  readonly look: SourceLook;
  /** Until when writing is on for who asks; null where it is off. */
  readonly writingUntil: string | null;
  /** The id that the next canary will have, so that its request can be shown before it is sent. */
  readonly nextCanary: string;
}

/** What came of something that was done: the action as it stands, and how the source is since. */
export interface ActDone {
  readonly action: SourceAction;
  readonly look: SourceLook | null;
}

/** How the source's status is, in a sentence. */
export function standingText({ source, refresh, standing }: SourceLook): string {
  const open =
    refresh === null
      ? ''
      : ` An activity ${refresh.operation} is open${refresh.startedAt === null ? '' : ` since ${refresh.startedAt.slice(0, 16).replace('T', ' ')} UTC`}${refresh.by === null ? '' : `, by ${refresh.by}`}.`;
  if (standing === 'not known') return 'Which status the source has could not be read.';
  if (standing === 'idle') return `The source is ${source.status}: no active status is set.`;
  return `The source is ${source.status}.${open}`;
}

/** Whether a push seems to run now, in a sentence; null where nothing speaks for it, or where that was not read. */
export function runningText({ entering }: SourceLook): string | null {
  if (entering === null || entering.rows === 0) return null;
  const rows = `${entering.more ? 'more than ' : ''}${entering.rows} ${entering.rows === 1 ? 'row' : 'rows'}`;
  return `A push seems to run now: ${rows} of items that entered in the last ${entering.minutes} minutes. Setting IDLE under it ends its activity, and its items go on.`;
}

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
    /** Jobs push to it; else Coveo fills it by itself. */
    readonly pushEnabled: boolean;
  };
  /** Who may find its items: SECURED, PRIVATE or SHARED; null where Coveo does not tell. */
  readonly visibility: string | null;
  /** The refresh that is open, where one is. */
  readonly refresh: {
    readonly operation: string;
    readonly startedAt: string | null;
    readonly by: string | null;
  } | null;
  /** Whether an active status is set: by the source's own status, or by an activity that is open; `idle` only where both were read. */
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

/** What was done to a source, open ones first: the answer of `GET /api/o/{region}/{organization}/s/{source}/act/canary`. */
export interface ActionsReport {
  readonly actions: readonly SourceAction[];
  /** Until when writing is on for who asks; null where it is off. */
  readonly writingUntil: string | null;
}

/** What came of something that was done: the action as it stands, and how the source is since. */
export interface ActDone {
  readonly action: SourceAction;
  readonly look: SourceLook | null;
}

/**
 * Whether what was typed is a source's name. White space is one space and none at the ends, as a page shows it, and a
 * letter with its accent is the same however it is written.
 */
export function isTypedName(typed: string, name: string): boolean {
  const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return plain(typed) === plain(name);
}

/** The call that reads the activities of a source. */
const ACTIVITIES = 'activities.latest';

/** How the source's status is, in a sentence. */
export function standingText({ source, refresh, standing, notRead }: SourceLook): string {
  const open =
    refresh === null
      ? ''
      : ` An activity ${refresh.operation} is open${refresh.startedAt === null ? '' : ` since ${refresh.startedAt.slice(0, 16).replace('T', ' ')} UTC`}${refresh.by === null ? '' : `, by ${refresh.by}`}.`;
  if (standing === 'not known') {
    return notRead.some(({ call }) => call === ACTIVITIES)
      ? `The source is ${source.status}. Its activities could not be read: whether a refresh is open is not known.`
      : `The source is ${source.status}, and no refresh of it is known to be open.`;
  }
  if (standing === 'idle') return `The source is ${source.status}: no active status is set.`;
  return `The source is ${source.status}.${open}`;
}

/** Why the status of a source is not for us to set, in a sentence; null where it is pushed to. */
export function notPushedText({ source }: SourceLook): string | null {
  if (source.pushEnabled) return null;
  return `The source is of the type ${source.type} and not open to pushes: Coveo itself sets its status.`;
}

/** Whether a push runs or may run now, in a sentence, also where that was not read; null where nothing speaks for it. */
export function runningText({ entering }: SourceLook): string | null {
  if (entering === null) {
    return 'Whether a push runs now is not known: the logs could not be read. Setting IDLE under one ends its activity, and its items go on.';
  }
  if (entering.rows === 0) return null;
  const rows = `${entering.more ? 'more than ' : ''}${entering.rows} ${entering.rows === 1 ? 'row' : 'rows'}`;
  return `A push seems to run now: ${rows} of items that entered in the last ${entering.minutes} minutes. Setting IDLE under it ends its activity, and its items go on.`;
}

import pLimit from 'p-limit';
import type { CallFailure, CallOptions, CallResult } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { type LogsPage, type LogsQuery, listLogs } from '@/lib/coveo/logs';
import type { Read } from '@/lib/evidence/coverage';
import type { LogRow } from '@/lib/evidence/log-row';
import type { TimeWindow } from '@/lib/evidence/time';
import { failureText } from './failure-text';
import { ROWS_PER_PAGE } from './plan';

/**
 * What came of reading some windows: the rows, and one entry for each window that says how it went. It fills while the
 * windows are read, so that it can be looked at meanwhile.
 */
export interface RowsRead {
  readonly rows: LogRow[];
  /** In the order of the windows. */
  readonly reads: Read[];
  /** Rows without a readable date. */
  unreadable: number;
  /** The first call that failed; null when all went well. */
  failure: CallFailure | null;
}

/** Windows of which nothing was read yet. */
export function unread(windows: readonly TimeWindow[]): RowsRead {
  const reads = windows.map((window): Read => ({ ...skipped(window, 0), why: 'Not read yet.' }));
  return { rows: [], reads, unreadable: 0, failure: null };
}

/** How rows are read. */
export interface RowsReading {
  readonly sourceId: string;
  readonly filter?: Omit<LogsQuery, 'window' | 'sourceIds'>;
  /** No further page is asked for once so many rows have come, those of other sources and repeated ones included. */
  readonly rowBudget: number;
  /** Source Logs calls at a time. */
  readonly concurrency: number;
  /** What earlier readings of the same scan ran into; this one adds to it. */
  readonly trouble: Trouble;
  /** Told of each call that ended, with the rows that it brought. */
  readonly onCall: (result: CallResult<unknown>, rows: number) => void;
}

/** What the readings of one scan ran into: they end together. */
export interface Trouble {
  /** Windows in a row that ended by a failure. */
  inARow: number;
  /** The failure after which nothing more is asked. */
  over: CallFailure | null;
}

/** A scan asks no further rows after so many windows in a row that failed: each costs minutes of waiting. */
const FAILURES_IN_A_ROW = 2;

/**
 * Reads all pages of each window of `into`, in their order, and fills it. A refusal that would meet every further call too (a 4xx, or a
 * server that asks to be left alone), and two failures in a row, end the reading; what was not read is in `reads` as
 * skipped, with the reason. Never throws for Coveo's failures.
 */
export async function readRows(
  client: CoveoClient,
  reading: RowsReading,
  into: RowsRead,
  options: CallOptions,
): Promise<void> {
  const { trouble } = reading;
  const { rows, reads } = into;
  let taken = 0;
  into.failure = trouble.over;
  const limit = pLimit(reading.concurrency);

  const readWindow = async (window: TimeWindow): Promise<Read> => {
    const known = new Set<string>();
    const left = (why: string): Read => ({ ...skipped(window, known.size), why });
    for (let page = 0; ; page++) {
      if (trouble.over) return left(`Not asked: ${failureText(trouble.over)}`);
      if (options.signal?.aborted) return left('Stopped before it was read.');
      if (taken >= reading.rowBudget) return left(`The budget of ${reading.rowBudget} rows was used up.`);
      const answer = await listLogs(
        client,
        { window, sourceIds: [reading.sourceId], ...reading.filter, page, perPage: ROWS_PER_PAGE },
        options,
      );
      if (!answer.ok) {
        reading.onCall(answer, 0);
        if (answer.failure.kind === 'aborted') return left('Stopped while it was read.');
        into.failure ??= answer.failure;
        trouble.inARow++;
        if (isHopeless(answer.failure) || trouble.inARow >= FAILURES_IN_A_ROW)
          trouble.over ??= answer.failure;
        return refused(window, known.size, answer.failure);
      }
      const fresh = answer.value.rows.filter(({ guid }) => !known.has(guid));
      for (const row of fresh) {
        known.add(row.guid);
        rows.push(row);
      }
      taken += answer.value.rows.length + answer.value.foreign;
      into.unreadable += answer.value.unreadable;
      reading.onCall(answer, fresh.length);
      if (!answer.value.hasNextPage || fresh.length === 0) trouble.inARow = 0;
      const read = { call: 'logs.list', ...window, rows: known.size };
      if (!answer.value.hasNextPage) return { ...read, state: 'read' };
      if (fresh.length === 0) return { ...read, state: 'sampled', why: noProgress(answer.value) };
    }
  };

  const readInto = async ({ from, to }: Read, place: number) => {
    reads[place] = await readWindow({ from, to });
  };
  await Promise.all(reads.map((entry, place) => limit(() => readInto(entry, place))));
}

/** Why a window is left at a page that brought nothing new, though more is said to follow: it would never end. */
function noProgress({ rows, foreign, unreadable }: LogsPage): string {
  if (rows.length > 0) return 'Coveo answered rows that it had answered before, and said that more follow.';
  if (foreign > 0) return 'Coveo answered rows of other sources only, and said that more follow.';
  if (unreadable > 0) return 'Coveo answered rows without a readable date only, and said that more follow.';
  return 'Coveo answered an empty page, and said that more follow.';
}

/** Whether every further call would fail too, or may not be made yet: a 429 that says when to come back. */
function isHopeless(failure: CallFailure): boolean {
  const { status } = failure;
  if (status === 429) return failure.attempts.at(-1)?.retryAfter != null;
  return failure.kind === 'unreachable' || (status !== null && status >= 400 && status < 500);
}

function skipped(window: TimeWindow, rows: number): Read {
  return { call: 'logs.list', ...window, state: rows > 0 ? 'sampled' : 'skipped', rows };
}

function refused(window: TimeWindow, rows: number, failure: CallFailure): Read {
  return {
    call: failure.call,
    ...window,
    state: rows > 0 ? 'sampled' : 'refused',
    rows,
    request: `${failure.method} ${failure.url}`,
    ...(failure.status === null ? {} : { status: failure.status }),
    ...(failure.requestId === null ? {} : { requestId: failure.requestId }),
    why: failureText(failure),
  };
}

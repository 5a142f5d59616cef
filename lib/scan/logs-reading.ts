import pLimit, { type LimitFunction } from 'p-limit';
import type { CallFailure, CallOptions, CallResult } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { LOGS_WINDOW_MS } from '@/lib/coveo/window';
import { HOUR_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { LOGS_CALLS_AT_A_TIME, type ScanBudget } from './budget';
import { failureText } from './failure-text';
import type { KnownSlices } from './known-slices';

/** Rows asked for on one page; Coveo publishes no maximum, so fewer may come. */
export const ROWS_PER_PAGE = 1000;

/** A server that answers fewer rows a page than this, though more follow, is taken for one with so small a cap the second time. */
const SMALLEST_PAGE = 10;

/** A scan asks no further rows after so many windows in a row that failed: each costs minutes of waiting. */
const FAILURES_IN_A_ROW = 2;

/** After so many calls in a row that took too long, each of which is a minute of waiting, what is asked shrinks faster. */
const MANY_SLOW = 3;

/** The Source Logs calls of one scan: what they may still cost, and the pace that Coveo lets them have. */
export interface LogsReading {
  readonly client: CoveoClient;
  readonly sourceId: string;
  readonly options: CallOptions;
  readonly budget: ScanBudget;
  /** Told of each call that ended, with the rows that it brought. */
  readonly onCall: (result: CallResult<unknown>, rows: number) => void;
  /** Told of rows that need not be asked from Coveo. */
  onKept: (rows: number) => void;
  /** What need not be asked from Coveo; null where nothing is kept. */
  known: KnownSlices | null;
  /** When the seconds of the budget are over, epoch ms of the client's clock. */
  readonly endsAt: number;
  /** Every Source Logs call waits for its turn here. */
  readonly turns: LimitFunction;
  calls: number;
  /** Rows that came, those of other sources and repeated ones included. */
  rows: number;
  /** The page size that the server allows, as far as it is known. */
  rowsPerPage: number;
  /** The size of the last page that was too small to tell; 0 before there was one. */
  smallPage: number;
  /** The longest stretch that is asked at once: it halves with each time-out, down to an hour. */
  longestMs: number;
  /** Calls in a row that took too long, with none answered between. */
  slowInARow: number;
  /** Windows in a row that ended by a failure. */
  failuresInARow: number;
  /** The failure after which nothing more is asked. */
  over: CallFailure | null;
  /** Why the present step is not gone on with, though there is budget: the plan has changed. Null: it is. */
  leave: () => string | null;
}

/** Begins the Source Logs calls of a scan; the seconds of its budget count from `startedAt`, by the client's clock. */
export function beginReading(
  client: CoveoClient,
  sourceId: string,
  options: CallOptions,
  budget: ScanBudget,
  startedAt: number,
  onCall: LogsReading['onCall'],
): LogsReading {
  const turns = pLimit(LOGS_CALLS_AT_A_TIME);
  const isSlow = (status: number | null) => status === null || status === 429 || status === 504;
  return {
    client,
    sourceId,
    options: {
      ...options,
      onWait: (wait) => {
        if (isSlow(wait.status)) turns.concurrency = 1;
        options.onWait?.(wait);
      },
    },
    budget,
    onCall,
    onKept: () => {},
    known: null,
    endsAt: startedAt + budget.seconds * 1000,
    turns,
    calls: 0,
    rows: 0,
    rowsPerPage: ROWS_PER_PAGE,
    smallPage: 0,
    longestMs: LOGS_WINDOW_MS,
    slowInARow: 0,
    failuresInARow: 0,
    over: null,
    leave: () => null,
  };
}

/** Why no further call may be made, in a sentence; null where one may. */
export function whyOver(reading: LogsReading): string | null {
  const { budget, options, client } = reading;
  if (reading.over) return `Not asked: ${failureText(reading.over)}`;
  if (options.signal?.aborted) return 'Stopped before it was read.';
  if (reading.rows >= budget.rows) return `The budget of ${budget.rows} rows was used up.`;
  if (reading.calls >= budget.calls) return `The budget of ${budget.calls} Source Logs calls was used up.`;
  if (client.now() >= reading.endsAt) return `The budget of ${budget.seconds} seconds was used up.`;
  return reading.leave();
}

/** Makes one Source Logs call and learns from how it went: fewer at a time after 429, 504 and time-outs. */
export async function callLogs<T>(
  reading: LogsReading,
  window: TimeWindow,
  call: (options: CallOptions) => Promise<CallResult<T>>,
): Promise<CallResult<T>> {
  reading.calls++;
  // A window that can be halved is not asked again as it is: what takes too long once does so again. Nor is the shortest
  // one, where those before it took too long.
  const isAskedOnce = halves(window) !== null || isTooSlowNow(reading);
  const result = await call(isAskedOnce ? { ...reading.options, retry: 'throttle-only' } : reading.options);
  if (result.ok) reading.slowInARow = 0;
  else if (isTooSlow(result.failure)) askShorter(reading, window);
  if (!result.ok && (isTooSlow(result.failure) || result.failure.status === 429)) {
    reading.turns.concurrency = 1;
  }
  return result;
}

/** Whether a call might have been answered in time had it asked for less. */
function isTooSlow(failure: CallFailure): boolean {
  return failure.kind === 'timeout' || failure.status === 504;
}

/** Whether many calls in a row took too long, none answered between. */
export function isSlowForLong(reading: LogsReading): boolean {
  return reading.slowInARow >= MANY_SLOW;
}

/** Whether the last calls took too long: what is of use only item by item is not gone on with, a minute each. */
export function isTooSlowNow(reading: LogsReading): boolean {
  return reading.slowInARow > 1;
}

/** Whether a window is asked anew in halves after this failure, before it is given up. */
export function canShrink(failure: CallFailure, window: TimeWindow): boolean {
  return isTooSlow(failure) && halves(window) !== null;
}

/** Notes that a window was given up: two in a row, or what every further call would meet too, end the reading. */
export function giveUp(reading: LogsReading, failure: CallFailure): void {
  if (failure.kind === 'aborted') return;
  reading.failuresInARow++;
  if (isHopeless(failure) || reading.failuresInARow >= FAILURES_IN_A_ROW) reading.over ??= failure;
}

/** Whether every further call would fail too, or may not be made yet: a 429 that says when to come back. */
function isHopeless(failure: CallFailure): boolean {
  const { status } = failure;
  if (status === 429) return failure.attempts.at(-1)?.retryAfter != null;
  return failure.kind === 'unreachable' || (status !== null && status >= 400 && status < 500);
}

/** Learns the server's own page size from a page that came with fewer entries than asked for, though more follow. */
export function learnPageSize(reading: LogsReading, entries: number, hasNextPage: boolean): void {
  if (!hasNextPage || entries === 0 || entries >= reading.rowsPerPage) return;
  if (entries >= SMALLEST_PAGE || entries === reading.smallPage) reading.rowsPerPage = entries;
  reading.smallPage = entries;
}

/** A window in two parts that meet at a whole hour, newest first; null for one of an hour or less. */
export function halves({ from, to }: TimeWindow): readonly [TimeWindow, TimeWindow] | null {
  const [start, end] = [toMs(from), toMs(to)];
  if (end - start <= HOUR_MS) return null;
  const floor = Math.floor((start + end) / 2 / HOUR_MS) * HOUR_MS;
  const middle = floor > start ? floor : floor + HOUR_MS;
  if (middle >= end) return null;
  return [
    { from: toIso(middle), to },
    { from, to: toIso(middle) },
  ];
}

/** The parts in which a window may be asked now, newest first: after time-outs it is halved before it is asked. */
export function asPaced(reading: LogsReading, window: TimeWindow): readonly TimeWindow[] {
  if (toMs(window.to) - toMs(window.from) <= reading.longestMs) return [window];
  const parts = halves(window);
  return parts === null ? [window] : parts.flatMap((part) => asPaced(reading, part));
}

/** Notes, still within its turn, that a window took too long: none is asked longer than its half, a quarter after many. */
function askShorter(reading: LogsReading, window: TimeWindow): void {
  reading.slowInARow++;
  const half = Math.max(...(halves(window) ?? [window]).map(({ from, to }) => toMs(to) - toMs(from)));
  const longest = isSlowForLong(reading) ? half / 2 : half;
  reading.longestMs = Math.max(HOUR_MS, Math.min(reading.longestMs, longest));
}

/** The parts in which a window that took too long is asked anew. */
export function shrunk(reading: LogsReading, window: TimeWindow): readonly TimeWindow[] {
  return (halves(window) ?? [window]).flatMap((part) => asPaced(reading, part));
}

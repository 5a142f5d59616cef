import type { CallFailure } from '@/lib/coveo/call';
import { countLogs, type LogsQuery } from '@/lib/coveo/logs';
import { addCounts, type RowCounts, totalRows } from '@/lib/evidence/counts';
import type { Read } from '@/lib/evidence/coverage';
import { DAY_MS, type TimeWindow, toMs } from '@/lib/evidence/time';
import { readOfCall } from './call-coverage';
import {
  asPaced,
  callLogs,
  canShrink,
  giveUp,
  isSlowForLong,
  type LogsReading,
  shrunk,
  whyOver,
} from './logs-reading';

/** What came of counting one window. */
export interface WindowCounted {
  /** Null where it, or a part of it, could not be counted. */
  readonly counts: RowCounts | null;
  readonly reads: readonly Read[];
  readonly failure: CallFailure | null;
}

/** No rows. */
export const NOTHING: RowCounts = { operations: {}, results: {}, tasks: {}, sources: {} };

/** Asks Coveo to count a source's rows of one window; what takes too long is counted in parts. Never throws for its failures. */
export async function countLive(
  reading: LogsReading,
  window: TimeWindow,
  filter: Pick<LogsQuery, 'tasks'> = {},
): Promise<WindowCounted> {
  const paced = asPaced(reading, window);
  if (paced.length > 1) return countParts(reading, paced, filter);
  const answer = await reading.turns(async () => {
    const why = whyOver(reading);
    if (why !== null) return why;
    // While it waited for its turn, as long a stretch may have taken too long.
    if (asPaced(reading, window).length > 1) return null;
    const query = { window, sourceIds: [reading.sourceId], ...filter };
    return callLogs(reading, window, (options) => countLogs(reading.client, query, options));
  });
  if (answer === null) return countLive(reading, window, filter);
  if (typeof answer === 'string') {
    const read: Read = { call: 'logs.facetsStats', ...window, state: 'skipped', rows: 0, why: answer };
    return { counts: null, reads: [read], failure: null };
  }
  reading.onCall(answer, 0);
  if (answer.ok) {
    const read = readOfCall(answer, 'logs.facetsStats', window, totalRows(answer.value));
    return { counts: answer.value, reads: [read], failure: null };
  }
  const { failure } = answer;
  if (canShrink(failure, window) && isWorthHalving(reading, window)) {
    return countParts(reading, shrunk(reading, window), filter);
  }
  // Rows may be read where they may not be counted, unless Coveo asks to be left alone.
  if (failure.status === 429) giveUp(reading, failure);
  return { counts: null, reads: [readOfCall(answer, 'logs.facetsStats', window, 0)], failure };
}

/**
 * Where call after call takes more than a minute, counting in parts of less than a day would take the whole scan. A single
 * stretch that is too much is halved, however short.
 */
function isWorthHalving(reading: LogsReading, { from, to }: TimeWindow): boolean {
  return toMs(to) - toMs(from) > 2 * DAY_MS || !isSlowForLong(reading);
}

async function countParts(
  reading: LogsReading,
  windows: readonly TimeWindow[],
  filter: Pick<LogsQuery, 'tasks'>,
): Promise<WindowCounted> {
  let counts: RowCounts | null = NOTHING;
  let failure: CallFailure | null = null;
  const reads: Read[] = [];
  for (const [at, window] of windows.entries()) {
    const part = await countLive(reading, window, filter);
    counts = counts && part.counts && addCounts(counts, part.counts);
    failure ??= part.failure;
    reads.push(...part.reads);
    if (counts !== null) continue;
    // Nor are the others counted then.
    const left = windows[at + 1];
    const oldest = windows.at(-1);
    if (left !== undefined && oldest !== undefined) reads.push(notAsked(oldest.from, left.to));
    break;
  }
  return { counts, reads, failure };
}

/** Counts are of use together only: one that fails ends the others. */
export const NOT_COUNTED = 'Not asked: what was asked before it could not be counted.';

/** The entry of what was not asked for because of that. */
export function notAsked(from: string, to: string): Read {
  return { call: 'logs.facetsStats', from, to, state: 'skipped', rows: 0, why: NOT_COUNTED };
}

import pLimit from 'p-limit';
import type { CallFailure } from '@/lib/coveo/call';
import type { Read } from '@/lib/evidence/coverage';
import type { LogRow } from '@/lib/evidence/log-row';
import type { TimeWindow } from '@/lib/evidence/time';
import { asPaced, canShrink, type LogsReading, shrunk, whyOver } from './logs-reading';
import { readKnown } from './read-known';
import { ofRows, type RowsFilter } from './read-slice';

/**
 * What came of reading some windows: the rows, and an entry for each window that says how it went (several where it
 * was halved). It fills while the windows are read, so that it can be looked at meanwhile.
 */
export interface RowsRead {
  readonly rows: LogRow[];
  /** In the order of the windows. */
  readonly reads: Read[];
  /** Rows without a readable date. */
  unreadable: number;
  /** The first call that failed and was not made up for; null when all went well. */
  failure: CallFailure | null;
}

/** Windows of which nothing was read yet. */
export function unread(windows: readonly TimeWindow[], filter: RowsFilter = {}): RowsRead {
  const reads = windows.map((window) =>
    notRead(window, filter, 'The answer was given before these rows were read.'),
  );
  return { rows: [], reads, unreadable: 0, failure: null };
}

function notRead(window: TimeWindow, filter: RowsFilter, why: string): Read {
  return { call: 'logs.list', ...window, ...ofRows(filter), state: 'skipped', rows: 0, why };
}

/**
 * Reads the windows of `into` whole, in their order, and fills it. A window that takes too long is halved, and so are
 * those after it. A refusal that would meet every further call too (a 4xx, or a server that asks to be left alone), and
 * two failures in a row, end the reading, and so does its budget; what was not read is in `reads` as skipped, with the
 * reason. Never throws for Coveo's failures.
 */
export async function readRows(reading: LogsReading, into: RowsRead, filter: RowsFilter): Promise<void> {
  into.failure = reading.over;
  const windows = into.reads.map(({ from, to }): TimeWindow => ({ from, to }));
  const parts = into.reads.map((read) => [read]);

  // What took too long is asked anew one window after the other: no length is tried twice at the cost of two time-outs.
  const slowly = pLimit(1);
  const readPart = async (window: TimeWindow, isAlone = false): Promise<Read[]> => {
    const why = whyOver(reading);
    if (why !== null) return [notRead(window, filter, why)];
    const paced = asPaced(reading, window);
    if (paced.length > 1) return readParts(paced, isAlone);
    const slice = await readKnown(reading, window, filter, (rows) => into.rows.push(...rows));
    if (slice.end === 'whole') reading.failuresInARow = 0;
    const { failure } = slice;
    if (failure !== null && canShrink(failure, window)) {
      const again = () => readParts(shrunk(reading, window), true);
      return isAlone ? again() : slowly(again);
    }
    into.unreadable += slice.unreadable;
    into.failure ??= failure;
    return [...slice.reads];
  };
  const readParts = async (windows: readonly TimeWindow[], isAlone: boolean): Promise<Read[]> => {
    const reads: Read[] = [];
    for (const window of windows) reads.push(...(await readPart(window, isAlone)));
    return reads;
  };

  // As many at a time as calls may be made at a time: then windows are read in their order.
  let next = 0;
  const readNext = async (): Promise<void> => {
    for (let place = next++; place < windows.length; place = next++) {
      const window = windows[place];
      if (window === undefined) return;
      // Older windows wait for those that are asked anew.
      await slowly(async () => {});
      parts[place] = await readPart(window);
      into.reads.splice(0, into.reads.length, ...parts.flat());
    }
  };
  await Promise.all(Array.from({ length: reading.turns.concurrency }, readNext));
}

import type { CallFailure, CallResult } from '@/lib/coveo/call';
import { countLogs, type LogsQuery } from '@/lib/coveo/logs';
import { addCounts, type RowCounts, totalRows } from '@/lib/evidence/counts';
import { COMPLETE, type PartCoverage, type Read } from '@/lib/evidence/coverage';
import type { TimeWindow } from '@/lib/evidence/time';
import { partOfFailure, readOfCall } from './call-coverage';
import { asPaced, callLogs, canShrink, giveUp, type LogsReading, shrunk, whyOver } from './logs-reading';
import { type CountedSegment, segments } from './plan';

/** Told of each call as it ends; gives its result back. */
export type Done = <T>(result: CallResult<T>) => CallResult<T>;

/** What came of counting one window. */
export interface WindowCounted {
  /** Null where it, or a part of it, could not be counted. */
  readonly counts: RowCounts | null;
  readonly reads: readonly Read[];
  readonly failure: CallFailure | null;
}

const NOTHING: RowCounts = { operations: {}, results: {}, tasks: {}, sources: {} };

/** Counts a source's rows of one window; what takes too long is counted in halves. Never throws for Coveo's failures. */
export async function countWindow(
  reading: LogsReading,
  window: TimeWindow,
  filter: Pick<LogsQuery, 'tasks'> = {},
): Promise<WindowCounted> {
  const paced = asPaced(reading, window);
  if (paced.length > 1) return countParts(reading, paced, filter);
  const answer = await reading.turns(async () => {
    const why = whyOver(reading);
    if (why !== null) return why;
    const query = { window, sourceIds: [reading.sourceId], ...filter };
    return callLogs(reading, window, (options) => countLogs(reading.client, query, options));
  });
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
  if (canShrink(failure, window)) return countParts(reading, shrunk(reading, window), filter);
  // Rows may be read where they may not be counted, unless Coveo asks to be left alone.
  if (failure.status === 429) giveUp(reading, failure);
  return { counts: null, reads: [readOfCall(answer, 'logs.facetsStats', window, 0)], failure };
}

async function countParts(
  reading: LogsReading,
  windows: readonly TimeWindow[],
  filter: Pick<LogsQuery, 'tasks'>,
): Promise<WindowCounted> {
  let counts: RowCounts | null = NOTHING;
  let failure: CallFailure | null = null;
  const reads: Read[] = [];
  for (const window of windows) {
    const part = await countWindow(reading, window, filter);
    counts = counts && part.counts && addCounts(counts, part.counts);
    failure ??= part.failure;
    reads.push(...part.reads);
  }
  return { counts, reads, failure };
}

/** A source's row counts, in stretches of at most seven days; null where one could not be counted. */
export interface RowsCounted {
  readonly counts: RowCounts | null;
  readonly segments: readonly CountedSegment[] | null;
  readonly part: PartCoverage;
  readonly reads: readonly Read[];
}

/** Counts a source's rows, in as many calls as the window has stretches of seven days. */
export async function countRows(reading: LogsReading, window: TimeWindow): Promise<RowsCounted> {
  const answers = await Promise.all(
    segments(window).map(async (segment) => ({ segment, ...(await countWindow(reading, segment)) })),
  );
  const reads = answers.flatMap((answer) => answer.reads);
  const counted = answers.flatMap(({ segment, counts }) =>
    counts === null ? [] : [{ window: segment, counts }],
  );
  if (counted.length === answers.length) {
    const counts = counted.reduce((sum, one) => addCounts(sum, one.counts), NOTHING);
    return { counts, segments: counted, part: COMPLETE, reads };
  }
  const failure = answers.find((answer) => answer.failure !== null)?.failure ?? null;
  const why = reads.find(({ state }) => state !== 'read')?.why ?? 'The rows were not counted.';
  const part: PartCoverage = failure ? partOfFailure(failure) : { ...COMPLETE, state: 'missing', why };
  return { counts: null, segments: null, part, reads };
}

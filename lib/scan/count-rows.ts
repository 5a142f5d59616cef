import type { CallFailure, CallResult } from '@/lib/coveo/call';
import type { LogsQuery } from '@/lib/coveo/logs';
import { LOGS_WINDOW_MS } from '@/lib/coveo/window';
import { addCounts, type RowCounts, totalRows } from '@/lib/evidence/counts';
import { COMPLETE, type PartCoverage, type Read } from '@/lib/evidence/coverage';
import type { TimeWindow } from '@/lib/evidence/time';
import { partOfFailure } from './call-coverage';
import { countLive, NOT_COUNTED, NOTHING, notAsked, type WindowCounted } from './count-live';
import { coverCounts, groupPieces, type Piece } from './cover';
import {
  acceptTail,
  beforeEmptyTail,
  coverKnown,
  dropTails,
  dropWithin,
  filterKey,
  fromStore,
  isKeptTail,
  isKnownEmpty,
  isSameCount,
  type KnownSlice,
  type KnownSlices,
  keepKnown,
  slicesOf,
  tailBeginnings,
} from './known-slices';
import { asPaced, type LogsReading } from './logs-reading';
import { type CountedSegment, segments } from './plan';

/** Told of each call as it ends; gives its result back. */
export type Done = <T>(result: CallResult<T>) => CallResult<T>;

/**
 * Counts a source's rows of one window; what takes too long is counted in halves, and what is kept is not asked from
 * Coveo. Never throws for Coveo's failures.
 */
export async function countWindow(
  reading: LogsReading,
  window: TimeWindow,
  filter: Pick<LogsQuery, 'tasks'> = {},
): Promise<WindowCounted> {
  const { known } = reading;
  if (known === null) return countLive(reading, window, filter);
  const asked = beforeEmptyTail(known, window);
  if (asked === null) return { counts: NOTHING, reads: [], failure: null };
  const key = filterKey(filter);
  const pieces = await coverKnown(known, (slices) => coverCounts(asked, slices), 'counts', key);
  let counts: RowCounts | null = NOTHING;
  let failure: CallFailure | null = null;
  const reads: Read[] = [];
  for (const { window: piece, kept } of pieces) {
    if (kept?.content.kind === 'counts') {
      const { content } = kept;
      counts &&= addCounts(counts, content.counts);
      reads.push({
        call: 'logs.facetsStats',
        ...piece,
        state: 'read',
        rows: totalRows(content.counts),
        why: fromStore([kept.slice]),
      });
      continue;
    }
    if (await isEmptyAt(known, piece, filter)) {
      keepKnown(known, key, piece, { kind: 'counts', counts: NOTHING });
      continue;
    }
    for (const part of asPaced(reading, piece).toReversed()) {
      const one = await countLive(reading, part, filter);
      if (one.counts !== null) keepKnown(known, key, part, { kind: 'counts', counts: one.counts });
      counts = counts && one.counts && addCounts(counts, one.counts);
      failure ??= one.failure;
      reads.push(...one.reads);
      // A sum with a part missing is of no use, and the calls are needed to read rows.
      if (counts === null) return { counts, reads: [...reads, ...notCounted(part, asked)], failure };
    }
  }
  return { counts, reads, failure };
}

/** Without a filter Coveo is always asked: what it counts in all is what everything else is compared with. */
async function isEmptyAt(
  known: KnownSlices,
  window: TimeWindow,
  { tasks = [] }: Pick<LogsQuery, 'tasks'>,
): Promise<boolean> {
  const [task, ...others] = tasks;
  return task !== undefined && others.length === 0 && isKnownEmpty(known, window, task);
}

/**
 * Counts what came after what has settled, and so learns whether a kept tail still holds: one call, and one more where
 * it does not. Where Coveo does not say, nothing of the tail is known.
 */
async function countTail(reading: LogsReading, known: KnownSlices): Promise<readonly Read[]> {
  const reads: Read[] = [];
  for (const from of tailBeginnings(known)) {
    const tail = await countLive(reading, { from, to: known.end }, {});
    reads.push(...tail.reads);
    if (tail.counts === null) {
      // So short a stretch does not time out for its length.
      reading.longestMs = LOGS_WINDOW_MS;
      break;
    }
    if (from !== known.settledTo && !isKeptTail(known, from, tail.counts)) continue;
    acceptTail(known, from, tail.counts);
    return reads;
  }
  dropTails(known);
  return reads;
}

/** What of a window was not asked for after a part of it could not be counted; parts are asked oldest first. */
function notCounted(part: TimeWindow, window: TimeWindow): Read[] {
  return part.to < window.to ? [notAsked(part.to, window.to)] : [];
}

/** A source's row counts, in stretches of at most seven days; null where one could not be counted. */
export interface RowsCounted {
  readonly counts: RowCounts | null;
  readonly segments: readonly CountedSegment[] | null;
  readonly part: PartCoverage;
  readonly reads: readonly Read[];
}

/** Counts a source's rows, in as many calls as the window has stretches of seven days, and where some are kept in fewer. */
export async function countRows(reading: LogsReading, window: TimeWindow): Promise<RowsCounted> {
  const { known } = reading;
  const tail = known === null ? [] : await countTail(reading, known);
  const checked = known === null ? [] : await checkKept(reading, known, window);
  const stretches = stretchesOf(known, window);
  const answers = await Promise.all(
    stretches.map(async (segment) => {
      const one = await countWindow(reading, segment);
      if (one.counts === null) reading.leave = () => NOT_COUNTED;
      return { segment, ...one };
    }),
  );
  reading.leave = () => null;
  const reads = [...tail, ...checked, ...answers.flatMap((answer) => answer.reads)];
  const counted = answers.flatMap(({ segment, counts }) =>
    counts === null ? [] : [{ window: segment, counts }],
  );
  if (counted.length === answers.length) {
    const counts = counted.reduce((sum, one) => addCounts(sum, one.counts), NOTHING);
    return { counts, segments: counted, part: COMPLETE, reads };
  }
  // That counts time out does not tell how long a stretch of rows may be.
  reading.longestMs = LOGS_WINDOW_MS;
  const failure = answers.find((answer) => answer.failure !== null)?.failure ?? null;
  const why = reads.find(({ state }) => state !== 'read')?.why ?? 'The rows were not counted.';
  const part: PartCoverage = failure ? partOfFailure(failure) : { ...COMPLETE, state: 'missing', why };
  return { counts: null, segments: null, part, reads };
}

/**
 * Counts anew, in stretches of at most seven days, what is kept as counted: where Coveo counts other rows now, because
 * some came late, all that is kept of the stretch is given up.
 */
async function checkKept(reading: LogsReading, known: KnownSlices, window: TimeWindow): Promise<Read[]> {
  const settled = { from: window.from, to: known.settledTo };
  const kept = slicesOf(known, 'counts', filterKey({})).filter(({ mark }) => mark.tail === null);
  const reads: Read[] = [];
  let stretch: Piece<KnownSlice>[] = [];
  const check = async () => {
    for (const part of groupPieces(stretch, LOGS_WINDOW_MS)) {
      const before = await countWindow(reading, part);
      const { counts, reads: more } = await countLive(reading, part, {});
      reads.push(...more);
      if (counts === null || before.counts === null) continue;
      if (!isSameCount(counts, before.counts)) dropWithin(known, part);
      keepKnown(known, filterKey({}), part, { kind: 'counts', counts });
    }
    stretch = [];
  };
  for (const piece of coverCounts(settled, kept)) {
    if (piece.kept === null) await check();
    else stretch.push(piece);
  }
  await check();
  return reads;
}

/** Stretches of at most seven days in which a window is counted under a filter, meeting where kept counts of it do. */
export function stretchesOf(
  known: KnownSlices | null,
  window: TimeWindow,
  filter: Pick<LogsQuery, 'tasks'> = {},
): TimeWindow[] {
  if (known === null) return segments(window);
  const pieces = coverCounts(window, slicesOf(known, 'counts', filterKey(filter)));
  return groupPieces(pieces, LOGS_WINDOW_MS);
}

import type { Bucket } from './bucket';
import { addCounts, type RowCounts } from './counts';
import { COMPLETE } from './coverage';
import type { Counted } from './evidence';
import type { TimeWindow } from './time';

/** For tests: what happened in a stretch. Each push leaves a row where it enters and one at INDEXING, a removal the latter. */
export interface BuiltStretch extends TimeWindow {
  readonly added?: number;
  readonly updated?: number;
  readonly removed?: number;
}

/** For tests: the parts of evidence whose rows were counted in stretches, and failures and batches read. */
export const COUNTED_PARTS = {
  histories: { ...COMPLETE, state: 'partial', why: 'Too many rows.' },
  buckets: COMPLETE,
} as const;

/** For tests: the counts of these stretches, oldest first. */
export function buildCounted(stretches: readonly BuiltStretch[], timed: readonly string[] = []): Counted {
  const buckets: Bucket[] = stretches.map(({ from, to, added = 0, updated = 0, removed = 0 }) => ({
    from,
    to,
    counts: countsOf(
      { ADD: 2 * added, UPDATE: 2 * updated, DELETE: removed },
      { CONSUMING: added + updated, INDEXING: added + updated + removed },
    ),
  }));
  const all = buckets.map(({ counts }) => counts).reduce(addCounts, countsOf({}, {})).operations;
  const entry = { ADD: (all.ADD ?? 0) / 2, UPDATE: (all.UPDATE ?? 0) / 2 };
  return {
    buckets,
    stages: { entryTask: 'CONSUMING', all, entry, end: { ...entry, DELETE: all.DELETE ?? 0 } },
    lookedUp: [],
    timed,
  };
}

function countsOf(operations: Record<string, number>, tasks: Record<string, number>): RowCounts {
  const rows = Object.values(tasks).reduce((sum, n) => sum + n, 0);
  return { operations, results: { COMPLETED: rows }, tasks, sources: {} };
}

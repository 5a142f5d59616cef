import type { RowCounts } from '@/lib/evidence/counts';
import { toMs } from '@/lib/evidence/time';
import { coverCounts, coverRows, type Piece } from './cover';
import { beforeEmptyTail, filterKey, type KnownSlices, slicesOf } from './known-slices';
import {
  type CountedSegment,
  countBatches,
  countFailures,
  MOST_BUCKETS,
  type PlannedScan,
  type PlanStep,
  type ScanPlan,
} from './plan';
import { NOT_COMPLETED, OF_BATCHES } from './read-counted';
import type { RowsFilter } from './read-slice';

/** The plan as a viewer is told it: without the Source Logs calls that need not be made, because what they read is kept. */
export function warmPlan(
  { plan, slices }: PlannedScan,
  segments: readonly CountedSegment[],
  known: KnownSlices | null,
): ScanPlan {
  if (known === null) return plan;
  // A stretch in which Coveo counts none of a kind is not asked for it.
  const having = (count: (counts: RowCounts) => number) =>
    segments.flatMap(({ window, counts }) => (count(counts) > 0 ? [window] : []));
  const failures = () => openOf(known, having(countFailures), NOT_COMPLETED);
  const batches = () => openOf(known, having(countBatches), OF_BATCHES);
  const callsOf = ({ reads, calls }: PlanStep): number => {
    if (reads === 'rows') {
      const open = openOf(known, slices, {});
      return Math.min(calls, open.pieces + Math.ceil(open.share * Math.max(0, calls - slices.length)));
    }
    if (reads === 'failures') return Math.ceil(calls * failures().share);
    if (reads === 'batches') return Math.ceil(calls * batches().share);
    if (reads === 'buckets') return Math.min(calls, openStretches(known, segments, calls));
    // What follows from the others is known where these are.
    const isKept =
      openStretches(known, segments, MOST_BUCKETS / 2) + failures().pieces + batches().pieces === 0;
    return isKept ? 0 : calls;
  };
  const steps = plan.steps.map((step) => ({ ...step, calls: callsOf(step) }));
  return { ...plan, steps, calls: steps.reduce((sum, { calls }) => sum + calls, 0) };
}

/** What of some windows is to be read from Coveo: in how many pieces, and what share of their time. */
function openOf(
  known: KnownSlices,
  windows: readonly { readonly from: string; readonly to: string }[],
  filter: RowsFilter,
): { readonly pieces: number; readonly share: number } {
  const kept = slicesOf(known, 'rows', filterKey(filter));
  let pieces = 0;
  let [openMs, allMs] = [0, 0];
  for (const window of windows) {
    allMs += toMs(window.to) - toMs(window.from);
    const asked = beforeEmptyTail(known, window);
    if (asked === null) continue;
    for (const piece of coverRows(asked, kept)) {
      if (piece.kept !== null) continue;
      pieces++;
      openMs += msOf(piece);
    }
  }
  return { pieces, share: allMs === 0 ? 0 : openMs / allMs };
}

/**
 * Stretches whose rows have to be counted by Coveo, of so many: at least those of which nothing is kept. What this scan
 * itself has counted in all tells nothing of shorter stretches.
 */
function openStretches(known: KnownSlices, segments: readonly CountedSegment[], most: number): number {
  const fresh = new Set([...known.fresh.values()].map(({ mark }) => mark));
  const kept = slicesOf(known, 'counts', filterKey({})).filter(({ mark }) => !fresh.has(mark));
  return Math.max(openCounts(known, segments), most - kept.length);
}

/** Stretches of which no count is kept. */
function openCounts(known: KnownSlices, segments: readonly CountedSegment[]): number {
  const kept = slicesOf(known, 'counts', filterKey({}));
  let open = 0;
  for (const { window } of segments) {
    const asked = beforeEmptyTail(known, window);
    if (asked !== null) open += coverCounts(asked, kept).filter((piece) => piece.kept === null).length;
  }
  return open;
}

function msOf({ window }: Piece<unknown>): number {
  return toMs(window.to) - toMs(window.from);
}

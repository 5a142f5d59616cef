import type { ItemOperation } from '@/lib/evidence/item-operation';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { earlierRuns, isRefused, median, noOutcomes, type Run } from '@/lib/evidence/run';
import type { SpreadCount } from '@/lib/evidence/spread-counts';
import { isWithin, type TimeWindow } from '@/lib/evidence/time';
import type { Ledger, RunComparison, RunLedger } from './health';

/** The newest settled run beside the median of the whole runs before it. */
export function compareRuns(pipeline: Pipeline): RunComparison {
  const newest = pipeline.settledRun;
  if (newest === null) return { newest: null, usual: null, runs: 0 };
  const earlier = earlierRuns(pipeline.runs, newest);
  return {
    newest: { ...ledgerOf(newest), start: newest.start, end: newest.end },
    usual: earlier.length === 0 ? null : medianLedger(earlier.map(ledgerOf)),
    runs: earlier.length,
  };
}

/**
 * Item operations of the window: pushed by when they entered, outcomes by when they ended, like the timeline's lanes.
 * `items` is Coveo's count of the items in the index.
 */
export function countOutcomes(
  operations: readonly ItemOperation[],
  window: TimeWindow,
  items: number | null,
): Ledger {
  const outcomes = noOutcomes();
  let pushed = 0;
  let refused = 0;
  for (const operation of operations) {
    if (operation.pushed && isWithin(operation.startedAt, window)) pushed++;
    if (isRefused(operation) && isWithin(operation.endedAt, window)) refused++;
    if (isWithin(operation.endedAt, window)) outcomes[operation.outcome]++;
  }
  const { pending: _, ...ended } = outcomes;
  return { pushed, refused, ...ended, items };
}

/** The same where rows were counted in stretches: rows stand for operations, about. What never finished is not known. */
export function countSpread(
  spread: readonly SpreadCount[],
  window: TimeWindow,
  items: number | null,
  refused: number,
): Ledger {
  const sums = new Map<string, number>();
  for (const { at, lane, name, count } of spread) {
    const counter = lane === 'pushes' ? 'pushed' : name;
    if (isWithin(at, window)) sums.set(counter, (sums.get(counter) ?? 0) + count);
  }
  const sum = (counter: string) => sums.get(counter) ?? 0;
  return {
    pushed: sum('pushed'),
    refused,
    indexed: sum('indexed'),
    rejected: sum('rejected'),
    skipped: sum('skipped'),
    errored: sum('errored'),
    deleted: sum('deleted'),
    unfinished: 0,
    items,
  };
}

function ledgerOf(run: Run): RunLedger {
  const { pending: _, ...ended } = run.outcomes;
  return {
    pushed: run.pushed,
    refused: run.refused,
    ...ended,
    batches: run.batches,
    failedBatches: run.failedBatches,
  };
}

function medianLedger(runs: readonly RunLedger[]): RunLedger {
  const middle = (count: (run: RunLedger) => number) => median(runs.map(count)) ?? 0;
  return {
    pushed: middle((run) => run.pushed),
    refused: middle((run) => run.refused),
    indexed: middle((run) => run.indexed),
    rejected: middle((run) => run.rejected),
    skipped: middle((run) => run.skipped),
    errored: middle((run) => run.errored),
    deleted: middle((run) => run.deleted),
    unfinished: middle((run) => run.unfinished),
    batches: middle((run) => run.batches),
    failedBatches: middle((run) => run.failedBatches),
  };
}

import type { BucketLedger } from './bucket';
import { readCountedRuns } from './counted-runs';
import type { Counted, Evidence } from './evidence';
import { type ItemOperation, joinRows, settleOperations } from './item-operation';
import { lostOperations } from './loss';
import { isStray, type Run, readRuns } from './run';
import { DAY_MS, HOUR_MS, MINUTE_MS, toIso, toMs } from './time';

/** The settling time is never shorter than this (an assumption; `detectors.md`, SETTLE). */
export const SETTLE_FLOOR_MS = 30 * MINUTE_MS;
/** The settling time is this many times the slow end (p95) of what was measured. */
export const SETTLE_FACTOR = 3;

/** What the rows of a source say when read as a pipeline: operations, runs, and how long things take. */
export interface Pipeline {
  /** Oldest first. Where not every row was read, of rows that were: their first row may be out of sight. */
  readonly operations: readonly ItemOperation[];
  /** Oldest first. Where rows were counted in stretches, the newest that have counts of their own, and their counts are about. */
  readonly runs: readonly Run[];
  /** Runs may have begun later and ended earlier by so much, ms: 0, but where only counts tell them apart. */
  readonly edgeMs: number;
  /** Where rows were counted in stretches, what the counts of each say, oldest first; empty where every row was read. */
  readonly ledgers: readonly BucketLedger[];
  /** Why runs cannot be told apart, a sentence; null where they can. */
  readonly runsUnknown: string | null;
  /**
   * The newest run that has settled and is no stray, or null: rates are judged on it. Of a run that has gone on for a day, or is the
   * only one and an hour old, it is the part that has settled: a source that never pauses has a verdict too.
   */
  readonly settledRun: Run | null;
  /** From first to last row of indexed operations, ms: half of them are faster, 95 % are; null without any. */
  readonly latency: { readonly p50Ms: number; readonly p95Ms: number } | null;
  readonly settleMs: number;
  /** What began before this has finished, or never will. ISO. */
  readonly settledBefore: string;
  /** Whether every row was read: else an item may have been indexed since without our seeing it. */
  readonly lossKnown: boolean;
  /**
   * One operation for each item that the index does not hold as it was last pushed; see `lostOperations`. Where rows
   * were counted in stretches, of the items looked up only.
   */
  readonly lost: readonly ItemOperation[];
  /** Items that were looked up by themselves, as not every row was read; of others it is not known what came since. */
  readonly lookedUp: readonly string[];
}

/**
 * Reads the evidence's rows as a pipeline. Rows that were not read are not made up, and their absence tells nothing:
 * where not every row was read, no operation is called unfinished. Where rows were counted in stretches, runs are read
 * from the counts and from the rows of batches.
 */
export function readPipeline(evidence: Evidence): Pipeline {
  const { counted, coverage, rows, window } = evidence;
  const now = Math.min(toMs(evidence.now), toMs(window.to));
  const joined = joinRows(rows);
  const unsettled = settleOperations(joined, null);
  const latency = measureLatency(counted === null ? unsettled : timedOperations(unsettled, counted));
  const settleMs = Math.max(SETTLE_FLOOR_MS, SETTLE_FACTOR * (latency?.p95Ms ?? 0));
  const settledBefore = toIso(now - settleMs);
  const lossKnown = coverage.parts.histories.state === 'complete';
  const known = { latency, settleMs, settledBefore, lossKnown };
  if (counted !== null) {
    const { runs, settledRun, unknown, edgeMs, ledgers } = readCountedRuns(evidence, counted, settledBefore);
    const lookedUp = new Set(counted.lookedUp);
    const lost = lostOperations(unsettled.filter(({ item }) => lookedUp.has(item)));
    return {
      ...known,
      operations: unsettled,
      runs,
      edgeMs,
      ledgers,
      runsUnknown: unknown,
      settledRun,
      lost,
      lookedUp: [...lookedUp],
    };
  }
  const isWhole = lossKnown && coverage.rowsCounted !== null && rows.length >= coverage.rowsCounted;
  const operations = isWhole ? settleOperations(joined, settledBefore) : unsettled;
  const runs = readRuns(rows, operations, window.from, settledBefore);
  return {
    ...known,
    operations,
    runs,
    edgeMs: 0,
    ledgers: [],
    runsUnknown: null,
    settledRun: newestSettled(runs, evidence, operations, settledBefore),
    lost: lostOperations(operations),
    lookedUp: [],
  };
}

/** The operations whose time can be told although not every row was read: those of items whose rows were. */
function timedOperations(operations: readonly ItemOperation[], counted: Counted): ItemOperation[] {
  const items = new Set([...counted.timed, ...counted.lookedUp]);
  return operations.filter(({ item }) => items.has(item));
}

function measureLatency(operations: readonly ItemOperation[]): Pipeline['latency'] {
  const times: number[] = [];
  for (const operation of operations) {
    if (operation.outcome !== 'indexed' || !operation.pushed) continue;
    times.push(toMs(operation.endedAt) - toMs(operation.startedAt));
  }
  if (times.length === 0) return null;
  times.sort((a, b) => a - b);
  return { p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) };
}

/** The value below which a share `q` (0..1) of the sorted numbers lies; 0 for none. */
export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

function newestSettled(
  runs: readonly Run[],
  evidence: Evidence,
  operations: readonly ItemOperation[],
  before: string,
) {
  const whole = runs.filter((run) => !isStray(run, runs));
  const settled = whole.findLast((run) => run.settled) ?? null;
  const newest = whole.at(-1);
  if (newest === undefined || newest.settled) return settled;
  const age = toMs(before) - toMs(newest.start);
  if (age < (settled === null ? HOUR_MS : DAY_MS)) return settled;
  const rows = evidence.rows.filter((row) => row.at < before);
  const ended = operations.filter((operation) => operation.startedAt < before);
  return readRuns(rows, ended, evidence.window.from, before).at(-1) ?? settled;
}

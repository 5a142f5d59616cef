import type { BucketLedger } from './bucket';
import type { Counted, Evidence } from './evidence';
import { isDelete, isEntryTask, type LogRow } from './log-row';
import type { Pipeline } from './pipeline';
import { REFERENCE_MS } from './removal';
import { median, type Run, STRAY_SHARE } from './run';
import { toIso, toMs } from './time';

/** Runs are taken to push the same items where the smallest has this share of the largest (an assumption). */
const ALIKE_SHARE = 0.7;

/** What counts say was put into the index lately, against what Coveo counts there now. All numbers but `held` are about. */
export interface CountedBalance {
  /** The newest run that put anything into the index. */
  readonly run: Run;
  /** Operations indexed in it, less all that were deleted since it began: the fewest items that it left, were each pushed once. */
  readonly atLeast: number;
  /** All that were deleted since `from`. */
  readonly deleted: number;
  /** Operations indexed up to its end since `from` (ISO), where runs differ; of runs alike, those of the largest. */
  readonly atMost: number;
  readonly from: string;
  readonly held: number;
  /** Why items may have been removed without a row for each; null where nothing of the kind was seen. */
  readonly unseen: string | null;
  /** Requests to delete what is older since the run began, oldest first. */
  readonly requests: readonly LogRow[];
}

/** The balance of a source whose rows were counted; or why there is none, in a sentence. */
export function balanceCounts(
  evidence: Evidence,
  counted: Counted,
  pipeline: Pipeline,
): CountedBalance | { readonly why: string } {
  const held = evidence.source?.items ?? null;
  if (held === null) return { why: 'The number of items in the source was not read.' };
  const { runs, runsUnknown, ledgers } = pipeline;
  if (runsUnknown !== null) return { why: runsUnknown };
  if (runs.at(-1)?.settled === false) {
    return { why: 'The newest run has not settled yet: the number of items is still changing.' };
  }
  const run = runs.findLast(({ outcomes }) => outcomes.indexed > 0);
  if (run === undefined) return { why: 'No run was counted that put anything into the index.' };
  const from = toIso(toMs(run.end) - REFERENCE_MS);
  const since = ledgers.filter(({ to }) => to > run.start);
  const requests = evidence.rows.filter(
    ({ operation, task, result, at }) =>
      operation === 'DELETE_OLDER_THAN' && isEntryTask(task) && result === 'COMPLETED' && at >= run.start,
  );
  return {
    run,
    atLeast: Math.max(0, run.outcomes.indexed - sumOf(since, ({ deleted }) => deleted)),
    deleted: sumOf(
      ledgers.filter(({ to }) => to > from),
      ({ deleted }) => deleted,
    ),
    atMost: mostIndexed(runs, ledgers, from),
    from,
    held,
    unseen: unseenRemovals(counted, requests),
    requests,
  };
}

/** Whether the items that other operations remove leave rows of their own: more deletes end than enter. */
export function leavesDeleteRows({ stages }: Counted): boolean {
  const deletesAt = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).reduce((sum, [verb, n]) => sum + (isItemDelete(verb) ? n : 0), 0);
  return deletesAt(stages.end) > deletesAt(stages.entry);
}

function isItemDelete(verb: string): boolean {
  return isDelete(verb) && verb !== 'DELETE_OLDER_THAN';
}

function unseenRemovals(counted: Counted, requests: readonly LogRow[]): string | null {
  if (leavesDeleteRows(counted)) return null;
  const withChildren = counted.stages.all.DELETE_AND_CHILDREN ?? 0;
  if (requests.length === 0 && withChildren === 0) return null;
  return `${requests.length > 0 ? 'a delete older than' : 'a delete with children'} may be why: this source leaves no row for each item that such a request removes.`;
}

function mostIndexed(runs: readonly Run[], ledgers: readonly BucketLedger[], from: string): number {
  const lately = runs.filter(({ end }) => end >= from).map(({ outcomes }) => outcomes.indexed);
  const usual = median(lately) ?? 0;
  const whole = lately.filter((indexed) => indexed >= STRAY_SHARE * usual);
  const largest = Math.max(0, ...whole);
  if (whole.every((indexed) => indexed >= ALIKE_SHARE * largest)) return largest;
  return sumOf(
    ledgers.filter(({ to }) => to > from),
    ({ indexed }) => indexed,
  );
}

function sumOf(ledgers: readonly BucketLedger[], count: (ledger: BucketLedger) => number): number {
  return ledgers.reduce((sum, ledger) => sum + count(ledger), 0);
}

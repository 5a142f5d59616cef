import type { BucketLedger } from '@/lib/evidence/bucket';
import type { Evidence } from '@/lib/evidence/evidence';
import { isBatchRow, isEntryTask, type LogRow } from '@/lib/evidence/log-row';
import { type Pipeline, quantile } from '@/lib/evidence/pipeline';
import { earlierRuns, median, RUNS_OF_A_KIND, type Run } from '@/lib/evidence/run';
import { HOUR_MS, MINUTE_MS, toIso, toMs } from '@/lib/evidence/time';
import { NO_ITEMS, proof } from './finding';
import { countOf, formatCount, formatDuration, formatMoment, formatShare } from './phrasing';
import type { Detection, Observed, Problem } from './problem';

/** A batch is empty when no item came for this long after it (an assumption). */
export const WAIT_FLOOR_MS = MINUTE_MS;
/** Or for so many times the slow end (p95) of what the source's batches take to their first item (an assumption). */
export const WAIT_FACTOR = 3;
/** This share of a run's batches must be empty before it degrades the source (an assumption). */
export const UNUSUAL_SHARE = 0.2;
/** And so many times the share of the runs before (an assumption). */
export const UNUSUAL_FACTOR = 2;

/** A consumed batch with the time until the next item, and whether the next batch came first. */
interface Consumed {
  readonly row: LogRow;
  /** Until the first row of an item after it, ms; infinite where none came. */
  readonly firstItemMs: number;
  /** Until the next batch, ms; infinite where none came. */
  readonly nextBatchMs: number;
}

/** The items of a batch are counted within so long after it (an assumption: consuming takes seconds to minutes). */
export const COUNTED_WITHIN_MS = HOUR_MS;

/** Where rows were counted, only a stretch in which batches came and no item tells: whose batch an item is, no count says. */
function judgeByCounts({ evidence, pipeline }: Observed): Detection {
  const { ledgers, settledBefore, settledRun, runsUnknown } = pipeline;
  const batches = evidence.rows.filter(
    ({ operation, task }) => operation === 'BATCH_FILE' && task === 'CONSUMING_BATCH',
  );
  const consumed = batches.filter(({ result, at }) => result === 'COMPLETED' && at < settledBefore);
  if (consumed.length === 0) return { state: 'clear' };
  const around = (at: string) => {
    const until = toIso(toMs(at) + COUNTED_WITHIN_MS);
    return ledgers.filter(({ from, to }) => to > at && from < until);
  };
  const empty = consumed.filter(({ at }) => {
    const stretches = around(at);
    return stretches.length > 0 && stretches.every(({ entered }) => entered === 0);
  });
  // Whose items may have entered in a stretch: any batch of it or of shortly before, those that failed included.
  const sourcesOf = ({ from, to }: BucketLedger) => {
    const since = toIso(toMs(from) - COUNTED_WITHIN_MS);
    return { isKnown: since >= evidence.window.from, of: batches.filter(({ at }) => at >= since && at < to) };
  };
  const entered = ledgers.filter((ledger) => ledger.entered > 0);
  const isByBatches = runsUnknown === null && entered.every((ledger) => sourcesOf(ledger).of.length > 0);
  // The only batch of a stretch in which items came is where they were, unless items come outside of batches too.
  const alone = consumed.filter(({ at }) => {
    const own = entered.find(({ from, to }) => at >= from && at < to);
    if (own === undefined || !isByBatches) return false;
    const { isKnown, of } = sourcesOf(own);
    return isKnown && of.length === 1;
  });
  const others = consumed.length - empty.length - alone.length;
  if (others + empty.length === 0) return { state: 'clear' };
  if (empty.length === 0) {
    return {
      state: 'not checked',
      why: isByBatches
        ? `Rows were counted, not read: ${countOf(others, 'batch', 'batches')} came in stretches in which items came too, and which batch an item was in only the rows around it tell.`
        : 'Rows were counted, not read, and items came outside of batches too, or that is not known: which items were in a batch only the rows around it tell.',
    };
  }
  const isNewest = settledRun !== null && empty.some(({ at }) => at >= settledRun.start);
  return {
    state: 'found',
    findings: [
      {
        problem: 'empty-batch',
        key: '',
        title: `${countOf(empty.length, 'batch', 'batches')} with nothing in them`,
        ...proof(empty),
        items: NO_ITEMS,
        severity: isNewest ? 'warning' : 'info',
        impact: isNewest ? 'degraded' : null,
        confidence: 'likely',
        confidenceReason:
          'Coveo counts no item where items enter in the whole stretch around them; a batch of deletes that leave no row there would look the same.',
        count: empty.length,
        unit: 'operations',
        text: [
          `In the stretches around ${countOf(empty.length, 'batch', 'batches')} Coveo counts no item that entered.`,
          ...(others === 0
            ? []
            : [
                `Whether some of the other ${countOf(others, 'batch', 'batches')} are empty is not known: items came in their stretches too.`,
              ]),
        ].join(' '),
        assumptions: [`Items of a batch are taken to enter within ${formatDuration(COUNTED_WITHIN_MS)}.`],
      },
    ],
  };
}

function detect(observed: Observed): Detection {
  const { evidence, pipeline } = observed;
  if (evidence.counted !== null) return judgeByCounts(observed);
  const consumed = readConsumed(evidence, pipeline);
  if (consumed.length === 0) return { state: 'clear' };
  const waitMs = patience(consumed);
  const judged = consumed.filter((batch) => isJudged(batch, waitMs));
  if (judged.length === 0) {
    return {
      state: 'not checked',
      why: 'The batches come so close together that no item can be told to be of one of them.',
    };
  }
  const empty = judged.filter(({ firstItemMs }) => firstItemMs > waitMs).map(({ row }) => row);
  if (empty.length === 0) return { state: 'clear' };
  const newest = pipeline.settledRun;
  const seen = proof(empty);
  const isUnusual = newest !== null && isUnusualIn(newest, pipeline, judged, empty);
  return {
    state: 'found',
    findings: [
      {
        problem: 'empty-batch',
        key: '',
        title: `${countOf(empty.length, 'batch', 'batches')} with nothing in them`,
        ...seen,
        items: NO_ITEMS,
        severity: isUnusual ? 'warning' : 'info',
        impact: isUnusual ? 'degraded' : null,
        confidence: 'likely',
        confidenceReason:
          'Rows do not name the batch that an item came in: that no item came for a while after it is an inference.',
        count: empty.length,
        unit: 'operations',
        text: [
          `${formatCount(empty.length)} of ${countOf(judged.length, 'batch', 'batches')} were consumed, and no item came within ${formatDuration(waitMs)}, first ${formatMoment(seen.firstSeen)}, last ${formatMoment(seen.lastSeen)}.`,
          newest === null ? '' : shareIn(newest, judged, empty),
          isUnusual
            ? ''
            : 'That is no more than in the runs before: a client that sends what is left, even if it is nothing.',
        ]
          .filter((sentence) => sentence !== '')
          .join(' '),
        assumptions: [
          `A batch counts as empty when no item came for ${formatDuration(waitMs)}; unusual is from ${UNUSUAL_SHARE * 100} % of a run’s batches on, and ${UNUSUAL_FACTOR} times the share of the runs before.`,
          'A batch of deletes that leave no row when they are consumed would look the same.',
        ],
      },
    ],
  };
}

/** The batches that were consumed whole, oldest first, and so long ago that their items have come. */
function readConsumed({ rows }: Evidence, { settledBefore }: Pipeline): Consumed[] {
  const consumed: Consumed[] = [];
  let item: string | null = null;
  let batch: string | null = null;
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at];
    if (row === undefined || !isEntryTask(row.task)) continue;
    if (!isBatchRow(row)) item = row.at;
    if (row.operation !== 'BATCH_FILE' || row.task !== 'CONSUMING_BATCH') continue;
    if (row.result === 'COMPLETED' && row.at < settledBefore) {
      consumed.push({ row, firstItemMs: between(row.at, item), nextBatchMs: between(row.at, batch) });
    }
    batch = row.at;
  }
  return consumed.reverse();
}

/** Milliseconds from one moment to the next; infinite where there is none. */
function between(from: string, to: string | null): number {
  return to === null ? Number.POSITIVE_INFINITY : toMs(to) - toMs(from);
}

/** How long one waits for the first item of a batch, by what those take that have items before the next batch. */
function patience(consumed: readonly Consumed[]): number {
  const times = consumed
    .filter(({ firstItemMs, nextBatchMs }) => firstItemMs < Math.min(nextBatchMs, WAIT_FLOOR_MS))
    .map(({ firstItemMs }) => firstItemMs)
    .sort((a, b) => a - b);
  return Math.max(WAIT_FLOOR_MS, WAIT_FACTOR * quantile(times, 0.95));
}

/** Where the next batch came sooner than items may take, those may be of either. */
function isJudged({ firstItemMs, nextBatchMs }: Consumed, waitMs: number): boolean {
  return nextBatchMs > waitMs || firstItemMs < nextBatchMs;
}

function isUnusualIn(
  newest: Run,
  { runs }: Pipeline,
  judged: readonly Consumed[],
  empty: readonly LogRow[],
): boolean {
  const share = shareOf(newest, judged, empty);
  if (share < UNUSUAL_SHARE) return false;
  const earlier = earlierRuns(runs, newest);
  if (earlier.length < RUNS_OF_A_KIND) return true;
  const usual = median(earlier.map((run) => shareOf(run, judged, empty))) ?? 0;
  return share >= UNUSUAL_FACTOR * usual;
}

function shareOf({ start, end }: Run, judged: readonly Consumed[], empty: readonly LogRow[]): number {
  const within = ({ at }: LogRow) => at >= start && at <= end;
  const all = judged.filter(({ row }) => within(row)).length;
  return all === 0 ? 0 : empty.filter(within).length / all;
}

function shareIn(run: Run, judged: readonly Consumed[], empty: readonly LogRow[]): string {
  const share = shareOf(run, judged, empty);
  return `In the newest run, ${formatMoment(run.start)}, ${share === 0 ? 'none' : formatShare(share, 1)} of them.`;
}

/** Batches that hold no item; the official JavaScript client pushes one for empty input (seen in its requests). */
export const emptyBatch: Problem = {
  id: 'empty-batch',
  words: {
    title: 'Batches with nothing in them',
    whatHappened:
      'Batches were accepted with `202` that hold no item: neither `addOrUpdate` nor `delete` names any. The job looks busy, and nothing reaches the index.',
    cause:
      'The query or filter of the job returned nothing, its lists stand under names that a batch does not have (`items`, `documents`), or the client sends what is left in its buffer at the end, even if that is nothing.',
    fix: [
      'Save one batch as it is uploaded, and look at its top level: the lists must be named `addOrUpdate` and `delete`.',
      'Ask the job’s log how many items it read before it pushed: with none, the trouble lies before Coveo.',
      'Let the client skip the upload and the call when there is nothing to send.',
      'After a run without items send no delete older than: it would remove what the run did not push.',
    ],
    mistakes: [
      'Counting calls in place of items: a run of empty batches gets nothing but `202`.',
      'Leaving a delete older than in the `finally` of the job, so that it follows a run that read nothing.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: { title: 'Coveo 78: Push API reference', url: 'https://docs.coveo.com/en/78/' },
    unsure:
      'What Coveo does with an empty batch is not documented: that it is accepted and changes nothing is inferred.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  live: { needs: ['batches', 'buckets'], fromPart: false, detect },
  later: ['pre-flight'],
};

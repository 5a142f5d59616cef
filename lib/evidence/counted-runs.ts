import { type BucketLedger, readBuckets } from './bucket';
import type { Counted, Evidence } from './evidence';
import type { LogRow } from './log-row';
import { median, noOutcomes, RUN_GAP_MS, type Run, runSpans, type Span, STRAY_SHARE } from './run';
import { DAY_MS, HOUR_MS, toMs } from './time';

/** The runs of a source whose rows were counted in stretches. */
export interface CountedRuns {
  /** The newest runs, oldest first, as far back as each has counts of its own. */
  readonly runs: readonly Run[];
  /** The newest run that has settled, or the settled part of one that goes on: rates are judged on it. */
  readonly settledRun: Run | null;
  /** Why runs cannot be told apart; null where they can. Then the settled run is a stretch in which rows were counted. */
  readonly unknown: string | null;
  /** Runs may have begun later and ended earlier by so much, ms: they are told apart by the silences between counts. */
  readonly edgeMs: number;
  readonly ledgers: readonly BucketLedger[];
}

/** Counts tell runs apart only where each is shorter than this: two nightly runs never pass for one (an assumption). */
const LONGEST_RUN_MS = DAY_MS;

const ONE_BY_ONE =
  'Not every row was read, and items are pushed outside of batches too: where one run ends and the next begins is not known.';
const NOT_COUNTED = 'Not every row was read, and the rows could not be counted in stretches.';

/**
 * Reads runs from the rows of batches, which were all read, and from the counts between them: about, as a count of rows
 * at a stage stands for operations. `settledBefore` is the moment before which everything has finished, ISO.
 */
export function readCountedRuns(evidence: Evidence, counted: Counted, settledBefore: string): CountedRuns {
  const ledgers = readBuckets(counted.buckets, counted.stages, evidence.rows);
  const exact = { edgeMs: 0, ledgers };
  if (ledgers.length === 0) return { runs: [], settledRun: null, unknown: NOT_COUNTED, ...exact };
  const spans = runSpans(evidence.rows.filter(({ operation }) => operation === 'BATCH_FILE'));
  const shares = shareOut(ledgers, spans);
  const apart = shares === null ? null : runsOf(shares, evidence.window.from, settledBefore);
  if (apart === null) {
    const stretchRun = newestStretch(ledgers, evidence.rows, settledBefore);
    // Where batches come too, stray pushes between them would pass for runs.
    const groups = spans.length === 0 ? betweenSilences(ledgers) : null;
    if (groups === null) return { runs: [], settledRun: stretchRun, unknown: ONE_BY_ONE, ...exact };
    const isCut = (own: readonly BucketLedger[]) => (own[0]?.from ?? '') <= evidence.window.from;
    const runs = groups.map((own) => ({
      ...runOfStretch(own, evidence.rows),
      cut: isCut(own),
      settled: (own.at(-1)?.to ?? '') <= settledBefore,
    }));
    const settledRun = runs.findLast((run) => run.settled) ?? stretchRun;
    return {
      runs,
      settledRun,
      unknown: null,
      edgeMs: longestOf(groups.filter((own) => !isCut(own)).flat()),
      ledgers,
    };
  }
  const settled = apart.findLast((run) => run.settled) ?? null;
  const newest = shares?.at(-1);
  const goesOn = newest !== undefined && newest.span.end >= settledBefore;
  const age = goesOn ? toMs(settledBefore) - toMs(newest.span.start) : 0;
  if (!goesOn || age < (settled === null ? HOUR_MS : DAY_MS)) {
    return { runs: apart, settledRun: settled, unknown: null, ...exact };
  }
  const part = newest.own.filter(({ to }) => to <= settledBefore);
  const settledRun = part.length === 0 ? settled : stretch(part, newest.span);
  return { runs: apart, settledRun, unknown: null, ...exact };
}

/**
 * The stretches in which anything was pushed, in groups that a stretch without pushes parts: the newest, as far back as
 * none may be several runs in a row. Null where there are not two.
 */
function betweenSilences(ledgers: readonly BucketLedger[]): BucketLedger[][] | null {
  const groups: BucketLedger[][] = [];
  let open: BucketLedger[] | null = null;
  for (const ledger of ledgers) {
    if (ledger.pushed + ledger.refused === 0) {
      open = null;
      continue;
    }
    if (open === null) {
      open = [];
      groups.push(open);
    }
    open.push(ledger);
  }
  const isLong = (own: readonly BucketLedger[]) =>
    toMs(own.at(-1)?.to ?? '') - toMs(own[0]?.from ?? '') > LONGEST_RUN_MS;
  const newest = groups.slice(groups.findLastIndex(isLong) + 1);
  return newest.length > 1 ? newest : null;
}

function longestOf(ledgers: readonly BucketLedger[]): number {
  return ledgers.reduce((longest, { from, to }) => Math.max(longest, toMs(to) - toMs(from)), 0);
}

/** A run's span with the ledgers that are its own: those during it, and those of the silence after it. */
interface Share {
  readonly span: Span;
  readonly own: readonly BucketLedger[];
}

/** Null where there are no batches, or pushes that no batch explains. */
function shareOut(ledgers: readonly BucketLedger[], spans: readonly Span[]): Share[] | null {
  const shares: { span: Span; during: BucketLedger[]; after: BucketLedger[] }[] = [];
  for (const [at, span] of spans.entries()) {
    const next = spans[at + 1]?.start ?? null;
    const during = ledgers.filter(({ from, to }) => from <= span.end && to > span.start);
    const last = during.at(-1);
    const isShared = next !== null && last !== undefined && last.to > next;
    const before = spans[at - 1]?.end ?? null;
    const isEntered = before !== null && (during[0]?.from ?? '') <= before;
    // What came before a run that has no counts of its own cannot be told either: what is left is the newest.
    if (during.length === 0 || isShared || isEntered) {
      shares.length = 0;
      continue;
    }
    const after = ledgers.filter(({ from }) => from >= (last?.to ?? '') && (next === null || from < next));
    shares.push({ span, during, after: after.filter(({ to }) => next === null || to <= next) });
  }
  if (shares.length === 0) return null;
  const usual = median(shares.map(({ during }) => pushedIn(during))) ?? 0;
  const isExplained = shares.every(
    ({ after }, at) => pushedIn(after) <= (at === shares.length - 1 ? 0 : STRAY_SHARE * usual),
  );
  return isExplained ? shares.map(({ span, during, after }) => ({ span, own: [...during, ...after] })) : null;
}

function pushedIn(ledgers: readonly BucketLedger[]): number {
  return ledgers.reduce((sum, { pushed }) => sum + pushed, 0);
}

function runsOf(shares: readonly Share[], from: string, settledBefore: string): Run[] {
  return shares.map(({ span, own }) => ({
    ...stretch(own, span),
    start: span.start,
    end: span.end,
    cut: toMs(span.start) - toMs(from) < RUN_GAP_MS,
    settled: span.end < settledBefore,
  }));
}

/** Counts as of one run. Items are not known from counts: each operation is taken for one, which is the most there can be. */
function stretch(ledgers: readonly BucketLedger[], { start, batches, failedBatches }: Span): Run {
  const outcomes = noOutcomes();
  let pushed = 0;
  let refused = 0;
  for (const ledger of ledgers) {
    pushed += ledger.pushed;
    refused += ledger.refused;
    outcomes.indexed += ledger.indexed;
    outcomes.deleted += ledger.deleted;
    outcomes.rejected += ledger.rejected;
    outcomes.errored += ledger.errored;
    outcomes.skipped += ledger.skipped;
  }
  const [first, last] = [ledgers[0], ledgers.at(-1)];
  return {
    start: first !== undefined && first.from > start ? first.from : start,
    end: last?.to ?? start,
    pushed,
    outcomes,
    batches,
    failedBatches: failedBatches.size,
    refused,
    items: pushed + refused,
    cut: false,
    settled: true,
  };
}

/** The newest stretch of buckets in which anything was pushed, as far as it has settled. */
function newestStretch(
  ledgers: readonly BucketLedger[],
  rows: readonly LogRow[],
  settledBefore: string,
): Run | null {
  const settled = ledgers.filter(({ to }) => to <= settledBefore);
  const end = settled.findLastIndex(({ pushed }) => pushed > 0);
  if (end < 0) return null;
  let start = end;
  while (start > 0 && (settled[start - 1]?.pushed ?? 0) > 0) start--;
  return runOfStretch(settled.slice(start, end + 1), rows);
}

/** Stretches that follow each other, taken for one run; `rows` hold those of all batches. */
function runOfStretch(own: readonly BucketLedger[], rows: readonly LogRow[]): Run {
  const from = own[0]?.from ?? '';
  const to = own.at(-1)?.to ?? '';
  const within = rows.filter(({ at, operation }) => operation === 'BATCH_FILE' && at >= from && at < to);
  const spans = runSpans(within);
  const failedBatches = new Set(spans.flatMap((span) => [...span.failedBatches]));
  const batches = spans.reduce((sum, span) => sum + span.batches, 0);
  return stretch(own, { start: from, end: to, batches, failedBatches });
}

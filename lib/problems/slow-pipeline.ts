import type { Counted, Evidence } from '@/lib/evidence/evidence';
import type { ItemOperation } from '@/lib/evidence/item-operation';
import { isDelete, type LogRow } from '@/lib/evidence/log-row';
import { quantile } from '@/lib/evidence/pipeline';
import { earlierRuns, median, type Run, STRAY_SHARE } from '@/lib/evidence/run';
import { MINUTE_MS, toMs } from '@/lib/evidence/time';
import { proof } from './finding';
import { countOf, formatCount, formatDuration, formatMoment } from './phrasing';
import type { Detection, Observed, Problem } from './problem';

/** Slow is so many times the usual time from push to index (an assumption). */
export const SLOW_FACTOR = 5;
/** Nothing is called slow below this (an assumption: pipeline and commits take minutes on a good day). */
export const SLOW_FLOOR_MS = 5 * MINUTE_MS;
/** So many items of a run must have been timed (an assumption). */
export const TIMED_ITEMS = 10;
/** So many earlier runs are needed to say what is usual (an assumption). */
export const RUNS_NEEDED = 3;
/** So many of the slow items are looked at stage by stage. */
const STAGED_ITEMS = 200;

/**
 * Where rows were counted, so many items drawn by lot must have been timed: if every one of them is slow (or none is),
 * it is so with more than half of all, but for one chance in thirty-two (an assumption).
 */
export const DRAWN_ITEMS = 5;

/** The operations of a run that were timed from their first to their last row, and half of which are faster. */
interface Timed {
  readonly run: Run;
  readonly operations: readonly ItemOperation[];
  readonly p50Ms: number;
}

/** Where rows were counted, a few items drawn by lot tell: their rows of the days before were read, too. */
function judgeDrawn(counted: Counted, { evidence, pipeline }: Observed): Detection {
  const { runs, runsUnknown } = pipeline;
  const drawn = new Set(counted.timed);
  const followed = pipeline.operations.filter(({ item, pushed }) => drawn.has(item) && pushed);
  const indexed = followed.filter(({ outcome }) => outcome === 'indexed');
  const waiting = waitingOf(followed, evidence);
  const judged = [...indexed, ...waiting];
  // A push that is younger, or was overtaken, tells nothing.
  const told = [...followed.filter(({ outcome }) => outcome !== 'pending'), ...waiting];
  // Where runs are told apart by batches, items go on to enter after the last one: up to the next run they are its own.
  const ofRun = (operations: readonly ItemOperation[], at: number): Timed['operations'] =>
    operations.filter(
      ({ startedAt }) => startedAt >= (runs[at]?.start ?? '') && startedAt < (runs[at + 1]?.start ?? '~'),
    );
  const newestAt = runs.findLastIndex((_, at) => ofRun(told, at).length > 0);
  const timed = runs.map((run, at) => timeOf(run, ofRun(at === newestAt ? judged : indexed, at)));
  const newest = timed[newestAt];
  const drawnUntil = told.reduce((last, { startedAt }) => (startedAt > last ? startedAt : last), '');
  /** What is not indexed yet is never clear, and neither is what was pushed after what was drawn and has settled. */
  const clear = (): Detection => {
    const later = newerThan(drawnUntil, pipeline);
    if (later !== null) {
      return notDrawn(
        `the items drawn were pushed before ${formatMoment(later)}: whether what was pushed since is slow is not known.`,
      );
    }
    return waiting.length === 0
      ? { state: 'clear' }
      : notDrawn(
          `${countOf(waiting.length, 'push', 'pushes')} of items drawn ${waiting.length === 1 ? 'was' : 'were'} not seen at INDEXING within ${formatDuration(SLOW_FLOOR_MS)}: whether they are late or lost is not known.`,
        );
  };
  if (runsUnknown !== null) {
    const isFast = indexed.every((operation) => lasted(operation) <= SLOW_FLOOR_MS);
    const isEnough = new Set(indexed.map(({ item }) => item)).size >= DRAWN_ITEMS;
    return isFast && isEnough ? clear() : { state: 'not checked', why: runsUnknown };
  }
  if (newest === undefined) return notDrawn('no item of a run could be followed from push to index.');
  if (newest.operations.length < DRAWN_ITEMS) {
    return notDrawn(
      `of ${DRAWN_ITEMS} items that would tell, ${formatCount(newest.operations.length)} could be followed from push to index.`,
    );
  }
  const late = newest.operations.filter(({ outcome }) => outcome === 'pending');
  const slowThan = (limit: number) => newest.operations.filter((operation) => lasted(operation) > limit);
  if (slowThan(SLOW_FLOOR_MS).length === 0) return clear();
  const earlier = timed.filter((one) => one !== newest && one.operations.length > 0);
  if (earlier.length < RUNS_NEEDED) {
    return notDrawn(
      `items drawn took up to ${formatDuration(Math.max(...newest.operations.map(lasted)))}${late.length === 0 ? '' : ' or longer'}, and what is usual is not known.`,
    );
  }
  const usual = median(earlier.map(({ p50Ms }) => p50Ms)) ?? 0;
  const limit = Math.max(SLOW_FLOOR_MS, SLOW_FACTOR * usual);
  const slow = slowThan(limit);
  if (slow.length === 0) return clear();
  if (slow.length < newest.operations.length) {
    return notDrawn(
      `${formatCount(slow.length)} of ${countOf(newest.operations.length, 'item')} drawn took longer than ${formatDuration(limit)}: whether most do is not known.`,
    );
  }
  const seen = proof(slow.map(({ lastRow }) => lastRow));
  return {
    state: 'found',
    findings: [
      {
        problem: 'slow-pipeline',
        key: '',
        title: `All ${countOf(slow.length, 'item')} drawn of the newest run ${late.length === 0 ? 'took about' : 'take at least'} ${formatDuration(newest.p50Ms)} from push to index (usually ${formatDuration(usual)})`,
        ...seen,
        measure: `${late.length === 0 ? '' : 'at least '}${formatDuration(newest.p50Ms)} in place of ${formatDuration(usual)}`,
        severity: 'warning',
        impact: 'degraded',
        confidence: 'likely',
        confidenceReason: `There are too many rows to time each item: these were drawn by lot, and every one was slow${late.length === 0 ? '' : ' or not seen to arrive'}. What is usual is inferred from their earlier pushes.`,
        count: slow.length,
        unit: 'operations',
        firstSeen: newest.run.start,
        lastSeen: newest.run.end,
        text: [
          `Each of the ${countOf(slow.length, 'item')} drawn from the run of ${formatMoment(newest.run.start)} took longer than ${formatDuration(limit)}: so did most of the others, most likely.`,
          whereTimePasses(slow, evidence.rows),
          late.length === 0
            ? 'Nothing was lost by this.'
            : `${formatCount(late.length)} of them ${late.length === 1 ? 'was' : 'were'} not seen at INDEXING so far: whether that is late or lost is not known.`,
        ]
          .filter((sentence) => sentence !== '')
          .join(' '),
        assumptions: [
          `Usual is the median of ${countOf(earlier.length, 'earlier run')} of the same items; slow is over ${SLOW_FACTOR} times that, and over ${formatDuration(SLOW_FLOOR_MS)}.`,
        ],
      },
    ],
  };
}

/**
 * The pushes of items that were not seen at INDEXING although they are older than what may be called slow, each as if it
 * had ended where the reading of its rows did: a lower bound of its time. Not those that a later operation on the item
 * has overtaken, and no deletes: which stages these leave rows at is not published.
 */
function waitingOf(followed: readonly ItemOperation[], { now, window, coverage }: Evidence): ItemOperation[] {
  const reads = coverage.reads.filter(({ of, state }) => of === 'one item' && state === 'read');
  const readUntil = (at: string) =>
    reads
      .flatMap(({ from, to }) => (from <= at && at < to ? [to] : []))
      .reduce((first, to) => (to < first ? to : first), now < window.to ? now : window.to);
  const newest = new Map(followed.map((operation) => [operation.item, operation]));
  return followed
    .filter((operation) => {
      if (operation.outcome !== 'pending' || isDelete(operation.operation)) return false;
      return newest.get(operation.item)?.outcome === 'pending';
    })
    .map((operation) => ({ ...operation, endedAt: readUntil(operation.startedAt) }))
    .filter((operation) => lasted(operation) > SLOW_FLOOR_MS);
}

/** From when on much was pushed after `drawn` (ISO) that a full reading would judge; null where nothing was. */
function newerThan(
  drawn: string,
  { ledgers, settledRun, settledBefore }: Observed['pipeline'],
): string | null {
  const much = STRAY_SHARE * (settledRun?.pushed ?? 0);
  const later = ledgers.find(
    ({ from, pushed }) => from > drawn && from < settledBefore && pushed > 0 && pushed >= much,
  );
  return later?.from ?? null;
}

function notDrawn(why: string): Detection {
  return { state: 'not checked', why: `Rows were counted, not read: ${why}` };
}

function detect(observed: Observed): Detection {
  const { evidence, pipeline } = observed;
  if (evidence.counted !== null) return judgeDrawn(evidence.counted, observed);
  const { settledRun, operations, runs } = pipeline;
  if (settledRun === null) return { state: 'not checked', why: 'No run has settled in what was read.' };
  const newest = time(settledRun, operations);
  if (newest.p50Ms <= SLOW_FLOOR_MS) {
    if (newest.operations.length > 0) return { state: 'clear' };
    return {
      state: 'not checked',
      why: 'Nothing of the newest run was seen from push to index, so nothing could be timed.',
    };
  }
  if (newest.operations.length < TIMED_ITEMS) {
    return {
      state: 'not checked',
      why: `Only ${countOf(newest.operations.length, 'operation')} of the newest run could be timed: ${TIMED_ITEMS} are needed.`,
    };
  }
  const earlier = earlierRuns(runs, settledRun)
    .map((run) => time(run, operations))
    .filter((timed) => timed.operations.length > 0);
  if (earlier.length < RUNS_NEEDED) {
    return {
      state: 'not checked',
      why: `${countOf(earlier.length, 'whole run')} before the newest could be timed: ${RUNS_NEEDED} are needed to say what is usual.`,
    };
  }
  const usual = median(earlier.map(({ p50Ms }) => p50Ms)) ?? 0;
  const limit = Math.max(SLOW_FLOOR_MS, SLOW_FACTOR * usual);
  if (newest.p50Ms <= limit) return { state: 'clear' };
  const slow = slowRuns([...earlier, newest], limit);
  const late = slow.flatMap((timed) => timed.operations.filter((operation) => lasted(operation) > limit));
  const times = newest.operations.map(lasted).sort((a, b) => a - b);
  const seen = proof(late.map(({ lastRow }) => lastRow));
  const first = slow[0] ?? newest;
  return {
    state: 'found',
    findings: [
      {
        problem: 'slow-pipeline',
        key: '',
        title: `Half of the newest run took over ${formatDuration(newest.p50Ms)} from push to index (usually ${formatDuration(usual)})`,
        ...seen,
        measure: `${formatDuration(newest.p50Ms)} in place of ${formatDuration(usual)}`,
        severity: 'warning',
        impact: 'degraded',
        confidence: 'likely',
        confidenceReason: 'The times are measured; what is usual is inferred from earlier runs.',
        count: late.length,
        unit: 'operations',
        firstSeen: first.run.start,
        lastSeen: newest.run.end,
        text: [
          `${slow.length === 1 ? `The run of ${formatMoment(first.run.start)} was` : `${countOf(slow.length, 'run')} in a row, from ${formatMoment(first.run.start)} on, were`} slow: ${countOf(late.length, 'operation')} took longer than ${formatDuration(limit)}. In the newest run the slowest 5 % took ${formatDuration(quantile(times, 0.95))} or more.`,
          whereTimePasses(late.slice(-STAGED_ITEMS), evidence.rows),
          'Nothing was lost by this.',
        ]
          .filter((sentence) => sentence !== '')
          .join(' '),
        assumptions: [
          `Usual is the median of ${countOf(earlier.length, 'earlier whole run')}; slow is over ${SLOW_FACTOR} times that, and over ${formatDuration(SLOW_FLOOR_MS)}.`,
        ],
      },
    ],
  };
}

function time(run: Run, operations: readonly ItemOperation[]): Timed {
  const timed = operations.filter(
    ({ outcome, pushed, startedAt }) =>
      outcome === 'indexed' && pushed && startedAt >= run.start && startedAt <= run.end,
  );
  return timeOf(run, timed);
}

function timeOf(run: Run, operations: readonly ItemOperation[]): Timed {
  const times = operations.map(lasted).sort((a, b) => a - b);
  return { run, operations, p50Ms: quantile(times, 0.5) };
}

function lasted({ startedAt, endedAt }: ItemOperation): number {
  return toMs(endedAt) - toMs(startedAt);
}

function slowRuns(runs: readonly Timed[], limit: number): Timed[] {
  const slow: Timed[] = [];
  for (const timed of [...runs].reverse()) {
    if (timed.p50Ms <= limit) break;
    slow.unshift(timed);
  }
  return slow;
}

/** Between which two stages most of the time of these operations passes, in a sentence. */
function whereTimePasses(late: readonly ItemOperation[], rows: readonly LogRow[]): string {
  const byItem = new Map(late.map((operation) => [operation.item, operation]));
  const before = new Map<string, LogRow>();
  const gaps = new Map<string, number>();
  let total = 0;
  for (const row of rows) {
    const operation = row.item === null ? undefined : byItem.get(row.item);
    if (operation === undefined || row.operation !== operation.operation) continue;
    if (row.at < operation.startedAt || row.at > operation.endedAt) continue;
    const last = before.get(operation.item);
    if (last !== undefined) {
      const ms = toMs(row.at) - toMs(last.at);
      const between = `${last.task} and ${row.task}`;
      gaps.set(between, (gaps.get(between) ?? 0) + ms);
      total += ms;
    }
    before.set(operation.item, row);
  }
  const [most] = [...gaps].sort(([, a], [, b]) => b - a);
  if (most === undefined || 2 * most[1] < total) return '';
  return `Most of the time passes between ${most[0]}.`;
}

/** Items take far longer from push to index than this source's usually do (our own; the stages are article 1893's). */
export const slowPipeline: Problem = {
  id: 'slow-pipeline',
  words: {
    title: 'Pipeline far slower than usual',
    whatHappened:
      'Items take far longer from push to index than they usually do in this source. Nothing failed: they arrive late.',
    cause:
      'Much work waits in the organization’s queues: a rebuild, a large first load or a job that pushes every item every time. Also likely are an extension, optical character recognition or very large items that take their time, or trouble at Coveo.',
    fix: [
      'See between which stages the time passes: before `PROCESSING` it is waiting, at `EXTENSION` the script, later the items themselves.',
      'Look what else was pushed, rebuilt or refreshed in the organization at that time.',
      'Look at Coveo’s status page.',
      'Wait until the queue is worked off; push what changed, not everything, and use batches.',
      'If it lasts for hours without load, give Coveo Support some items with their first and last row.',
    ],
    mistakes: [
      'Pushing everything once more: it waits behind what is there already.',
      'Looking for new content in search minutes after the push: pipeline and index commits take minutes on a good day.',
    ],
    actor: 'wait',
    retryable: false,
    retryAfter: null,
    article: {
      title: 'Coveo 1893: Coveo indexing pipeline',
      url: 'https://docs.coveo.com/en/1893/',
    },
    unsure:
      'Coveo promises no time from push to index, and its log does not name the cause of a delay: both are inferred.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  live: { needs: ['buckets'], fromPart: false, detect },
  later: [],
};

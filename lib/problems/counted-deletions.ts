import type { BucketLedger } from '@/lib/evidence/bucket';
import { balanceCounts, type CountedBalance, leavesDeleteRows } from '@/lib/evidence/counted-balance';
import type { Counted, Evidence } from '@/lib/evidence/evidence';
import { isDelete, isEntryTask, type LogRow } from '@/lib/evidence/log-row';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { earlierRuns, median, RUNS_OF_A_KIND, type Run } from '@/lib/evidence/run';
import { DAY_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { FULL_RUN_SHARE } from './batch-loss';
import { isFarFewer, MISSING_ITEMS, MISSING_SHARE } from './count-mismatch';
import { CAUSE_MS } from './deletion-cause';
import { type Finding, NO_ITEMS, proof } from './finding';
import { countOf, formatCount, formatDuration, formatMoment, formatShare } from './phrasing';
import type { Detection, Observed } from './problem';

/** Deletes of a day are far above normal from so many times the median day on (an assumption). */
export const UNUSUAL_FACTOR = 5;
/** A stretch of counts that is longer than this may hide in it a day of many deletes. */
const COARSE_MS = 1.5 * DAY_MS;
/** A run is a broken one below this share of the usual (as `push-volume-drop` would call it, or a bit above). */
const BROKEN_SHARE = 1 - MISSING_SHARE;

/** Deletes on one day, counted back from now, and the stretches that they were counted in, oldest first. */
interface Day {
  deleted: number;
  readonly stretches: BucketLedger[];
}

/**
 * Looks for a mass deletion in the counts of a source that has too many rows to read each. What was added since may be
 * what was deleted: it is taken off. What is left are operations, and an item may have been deleted more than once.
 */
export function judgeDeletions(counted: Counted, { evidence, pipeline }: Observed): Detection {
  const held = evidence.source?.items ?? null;
  const days = readDays(evidence, pipeline.ledgers);
  if (held === null) {
    return days.some(({ deleted }) => deleted >= MISSING_ITEMS)
      ? { state: 'not checked', why: 'The number of items in the source was not read.' }
      : judgeByItems(counted, { evidence, pipeline });
  }
  const unusual = days.filter((day) => isUnusual(day.deleted, day, days, held));
  for (const day of unusual) {
    const added = addedSince(day, counted, pipeline.ledgers);
    const gone = Math.round(day.deleted - added);
    if (isUnusual(gone, day, days, held)) {
      return { state: 'found', findings: [describe(day, { gone, added, held }, { evidence, pipeline })] };
    }
  }
  const [first] = unusual;
  if (first !== undefined) {
    return {
      state: 'not checked',
      why: `Rows were counted, not read: about ${countOf(Math.round(first.deleted), 'item')} were deleted ${stretchOf(first)}, far more than usual, and about ${formatCount(Math.round(addedSince(first, counted, pipeline.ledgers)))} were added in that time and since. Whether these are the same items only their rows tell.`,
    };
  }
  const coarse = pipeline.ledgers.find(
    ({ from, to, deleted }) => toMs(to) - toMs(from) > COARSE_MS && isLarge(deleted, held),
  );
  if (coarse !== undefined) {
    return {
      state: 'not checked',
      why: `Rows were counted, not read: about ${countOf(coarse.deleted, 'item')} were deleted from ${formatMoment(coarse.from)} to ${formatMoment(coarse.to)}, counted as one stretch, and whether on one day is not known.`,
    };
  }
  return judgeByItems(counted, { evidence, pipeline });
}

/** What is counted over several days is taken to be spread evenly over them. */
function readDays({ now, window }: Evidence, ledgers: readonly BucketLedger[]): Day[] {
  const end = toMs(now);
  const length = Math.max(1, Math.ceil((end - toMs(window.from)) / DAY_MS));
  const days = Array.from({ length }, (): Day => ({ deleted: 0, stretches: [] }));
  for (const ledger of ledgers) {
    if (ledger.deleted === 0) continue;
    const [from, to] = [toMs(ledger.from), toMs(ledger.to)];
    const parts = Math.max(1, Math.round((to - from) / DAY_MS));
    for (let part = 0; part < parts; part++) {
      const middle = from + ((part + 0.5) * (to - from)) / parts;
      const day = days[Math.floor(Math.max(0, end - middle) / DAY_MS)];
      if (day === undefined) continue;
      day.deleted += ledger.deleted / parts;
      day.stretches.push(ledger);
    }
  }
  return days;
}

function isUnusual(gone: number, day: Day, days: readonly Day[], held: number): boolean {
  const normal = median(days.filter((other) => other !== day).map(({ deleted }) => deleted)) ?? 0;
  return isLarge(gone, held) && gone > UNUSUAL_FACTOR * normal;
}

function isLarge(gone: number, held: number): boolean {
  return gone >= MISSING_ITEMS && gone >= MISSING_SHARE * (gone + held);
}

/**
 * Operations since a day began that may have brought its items back. An item that the index does not hold comes as ADD,
 * where a source has both ADD and UPDATE; else any operation may have.
 */
function addedSince({ stretches }: Day, { stages }: Counted, ledgers: readonly BucketLedger[]): number {
  const since = stretches[0]?.from ?? '';
  const tellsAdds = (stages.entry.ADD ?? 0) > 0 && (stages.entry.UPDATE ?? 0) > 0;
  let added = 0;
  for (const { to, pushes } of ledgers) {
    if (to <= since) continue;
    for (const [verb, n] of Object.entries(pushes)) {
      if (tellsAdds ? verb === 'ADD' : !isDelete(verb)) added += n;
    }
  }
  return added;
}

function stretchOf({ stretches }: Day): string {
  return `from ${formatMoment(stretches[0]?.from ?? '')} to ${formatMoment(stretches.at(-1)?.to ?? '')}`;
}

const BY_COUNTS =
  'There are too many rows to read each: the numbers are about, from Coveo’s counts. These are operations, not items: deletes of the same items more than once would look the same. That they were not meant is inferred from their number.';

const FAR_ABOVE = `Far above normal is over ${UNUSUAL_FACTOR} times the median of the other days, and from ${MISSING_SHARE * 100} % of the items on.`;

function describe(
  day: Day,
  { gone, added, held }: { gone: number; added: number; held: number },
  { evidence, pipeline }: Pick<Observed, 'evidence' | 'pipeline'>,
): Finding {
  const from = day.stretches[0]?.from ?? evidence.now;
  const to = day.stretches.at(-1)?.to ?? evidence.now;
  const requests = requestsIn(evidence.rows, toIso(toMs(from) - CAUSE_MS), to);
  const request = requests.at(-1);
  const full = usualRunSince(pipeline, { from, to });
  const about = added >= 1 ? 'At least about' : 'About';
  return {
    ...finding(gone, requests, from, to),
    severity: full === null ? 'warning' : 'info',
    impact: full === null ? 'degraded' : null,
    unit: 'operations',
    title: `${about} ${countOf(gone, 'delete operation')} within a day that no add since makes up for`,
    text: [
      `Coveo counts about ${countOf(Math.round(day.deleted), 'delete operation')} ${stretchOf(day)}, and ${added >= 1 ? `about ${formatCount(Math.round(added))}` : 'none'} that may have added items in that time and since. ${about} ${formatCount(gone)} are not made up for: were each of another item, ${formatShare(gone, gone + held)} of what the source held. It holds ${countOf(held, 'item')} now.`,
      request === undefined
        ? 'No delete older than came near it: a delete with children, or deletes one by one.'
        : `The last delete older than near it is that of ${formatMoment(request.at)}.`,
      'Which items they are only their rows tell.',
      ...(full === null
        ? []
        : [
            `A run as usual began ${formatMoment(full.start)}, and did not add as many again: most likely the deletes were meant, or items were deleted more than once.`,
          ]),
    ].join(' '),
    confidence: 'possible',
    confidenceReason: BY_COUNTS,
    assumptions: [
      FAR_ABOVE,
      'An item that the index does not hold is taken to come as ADD, where a source has both ADD and UPDATE.',
    ],
  };
}

/** A run since a stretch that indexed about as many as usual before it; null where none did, or what is usual is not known. */
function usualRunSince({ runs }: Pipeline, { from, to }: TimeWindow): Run | null {
  const before = runs.filter(({ end }) => end < from);
  const since = runs.filter(({ start, settled }) => start > to && settled);
  return (
    since.find((run) => {
      const usual = earlierRuns(before, run).map(({ outcomes }) => outcomes.indexed);
      return usual.length >= RUNS_OF_A_KIND && run.outcomes.indexed >= FULL_RUN_SHARE * (median(usual) ?? 0);
    }) ?? null
  );
}

function requestsIn(rows: readonly LogRow[], from: string, to: string): LogRow[] {
  return rows.filter(
    ({ operation, task, result, at }) =>
      operation === 'DELETE_OLDER_THAN' &&
      isEntryTask(task) &&
      result === 'COMPLETED' &&
      at >= from &&
      at < to,
  );
}

function finding(
  gone: number,
  requests: readonly LogRow[],
  from: string,
  to: string,
): Omit<Finding, 'title' | 'text' | 'confidence' | 'confidenceReason' | 'assumptions'> {
  return {
    problem: 'mass-deletion',
    key: '',
    ...proof(requests),
    items: NO_ITEMS,
    severity: 'warning',
    impact: 'degraded',
    count: gone,
    unit: 'items',
    firstSeen: from,
    lastSeen: to,
  };
}

/** Without a row for each deleted item, the number of items that are left tells. */
function judgeByItems(
  counted: Counted,
  { evidence, pipeline }: Pick<Observed, 'evidence' | 'pipeline'>,
): Detection {
  const hasRequests = requestsIn(evidence.rows, evidence.window.from, evidence.now).length > 0;
  if (leavesDeleteRows(counted) || (!hasRequests && !counted.stages.all.DELETE_AND_CHILDREN)) {
    return { state: 'clear' };
  }
  const balance = balanceCounts(evidence, counted, pipeline);
  if ('why' in balance) return { state: 'not checked', why: balance.why };
  const { run, held, atLeast, requests } = balance;
  const earlier = earlierRuns(pipeline.runs, run).map(({ outcomes }) => outcomes.indexed);
  if (earlier.length < RUNS_OF_A_KIND) {
    return {
      state: 'not checked',
      why: `${countOf(earlier.length, 'whole run')} before the newest could be counted: ${RUNS_OF_A_KIND} are needed to say what is usual.`,
    };
  }
  const usual = Math.round(median(earlier) ?? 0);
  const { indexed } = run.outcomes;
  // What a broken run left out is what its clean-up removed: then the source holds about what that run pushed.
  const isBroken = indexed < BROKEN_SHARE * usual && held <= (1 + MISSING_SHARE) * indexed;
  const gone = isBroken ? Math.round(held * (usual / Math.max(1, indexed) - 1)) : atLeast - held;
  const isFew = isBroken ? gone < MISSING_ITEMS : !isFarFewer(held, atLeast);
  if (isFew) return { state: 'clear' };
  if (requests.length === 0) {
    return {
      state: 'not checked',
      why: `Coveo counts ${formatCount(held)} items in the source, fewer than the about ${formatCount(Math.max(atLeast, usual))} that a run indexed, and a delete with children, whose rows were counted and not read, may be why.`,
    };
  }
  return { state: 'found', findings: [describeLeft(balance, { gone, usual, isBroken }, evidence)] };
}

function describeLeft(
  { run, held, requests }: CountedBalance,
  { gone, usual, isBroken }: { gone: number; usual: number; isBroken: boolean },
  evidence: Evidence,
): Finding {
  const request = requests.at(-1);
  const newest = `the run of ${formatMoment(run.start)}, about ${formatCount(run.outcomes.indexed)}`;
  return {
    ...finding(gone, requests, requests[0]?.at ?? run.start, request?.at ?? run.end),
    title: `About ${countOf(gone, 'item')} deleted and not pushed again`,
    text: `${isBroken ? `A run usually indexes about ${countOf(usual, 'item')}, and ${newest}` : `Counted are ${newest} indexed`}; Coveo counts ${formatCount(held)} in the source now, ${formatDuration(toMs(evidence.now) - toMs(run.start))} after it began. The last request that may have removed the others is the delete older than of ${formatMoment(request?.at ?? run.end)}.`,
    confidence: isBroken ? 'likely' : 'possible',
    confidenceReason: isBroken
      ? `This source leaves no row for each deleted item, and there are too many rows to read each: it is inferred from the number that is left.`
      : 'Operations were counted, not items: a run that pushes its items more than once would look the same.',
    assumptions: [`A difference counts from ${MISSING_SHARE * 100} % and ${MISSING_ITEMS} items on.`],
  };
}

import type { Evidence } from '@/lib/evidence/evidence';
import type { ItemOperation } from '@/lib/evidence/item-operation';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { balanceIndex } from '@/lib/evidence/removal';
import { earlierRuns, median, RUNS_OF_A_KIND, type Run } from '@/lib/evidence/run';
import { DAY_MS, toMs } from '@/lib/evidence/time';
import { FULL_RUN_SHARE } from './batch-loss';
import { isFarFewer, MISSING_ITEMS, MISSING_SHARE } from './count-mismatch';
import { judgeDeletions, UNUSUAL_FACTOR } from './counted-deletions';
import { deletionCause, requestName } from './deletion-cause';
import { type Finding, proof } from './finding';
import { countOf, formatCount, formatMoment, formatShare } from './phrasing';
import type { Detection, Observed, Problem } from './problem';

/** Items that were deleted on one day, counted back from now, and not indexed since: the operations that did it. */
interface Day {
  readonly gone: ItemOperation[];
  deleted: number;
}

function detect(observed: Observed): Detection {
  const { evidence, pipeline } = observed;
  if (evidence.counted !== null) return judgeDeletions(evidence.counted, observed);
  const held = evidence.source?.items ?? null;
  const days = readDays(evidence, pipeline);
  const unusual = days.findIndex((day, at) => isUnusual(day, at, days, held));
  const day = days[unusual];
  if (held === null && days.some(({ gone }) => gone.length >= MISSING_ITEMS)) {
    return { state: 'not checked', why: 'The number of items in the source was not read.' };
  }
  if (day !== undefined) {
    return { state: 'found', findings: [describeRows(day.gone, held, evidence, pipeline)] };
  }
  if (days.some(({ deleted }) => deleted > 0)) return { state: 'clear' };
  return judgeByItems(evidence, pipeline);
}

function readDays({ now, window }: Evidence, { operations }: Pipeline): Day[] {
  const deletions = operations.filter(({ outcome }) => outcome === 'deleted');
  const deletedItems = new Set(deletions.map(({ item }) => item));
  const indexedAt = new Map<string, string>();
  for (const operation of operations) {
    if (operation.outcome !== 'indexed' || !deletedItems.has(operation.item)) continue;
    if (operation.endedAt > (indexedAt.get(operation.item) ?? '')) {
      indexedAt.set(operation.item, operation.endedAt);
    }
  }
  const end = toMs(now);
  const length = Math.max(1, Math.ceil((end - toMs(window.from)) / DAY_MS));
  const days = Array.from({ length }, (): Day => ({ gone: [], deleted: 0 }));
  const gone = new Map<string, { day: number; operation: ItemOperation }>();
  for (const operation of deletions) {
    const at = Math.floor((end - toMs(operation.endedAt)) / DAY_MS);
    const day = days[at];
    if (day === undefined) continue;
    day.deleted++;
    if ((indexedAt.get(operation.item) ?? '') <= operation.endedAt) {
      gone.set(operation.item, { day: at, operation });
    }
  }
  for (const { day, operation } of gone.values()) days[day]?.gone.push(operation);
  return days;
}

function isUnusual({ gone }: Day, at: number, days: readonly Day[], held: number | null): boolean {
  const others = days.filter((_, other) => other !== at).map(({ deleted }) => deleted);
  const normal = median(others) ?? 0;
  const before = gone.length + (held ?? 0);
  return (
    held !== null &&
    gone.length >= MISSING_ITEMS &&
    gone.length > UNUSUAL_FACTOR * normal &&
    gone.length >= MISSING_SHARE * before
  );
}

function describeRows(
  gone: readonly ItemOperation[],
  held: number | null,
  evidence: Evidence,
  pipeline: Pipeline,
): Finding {
  const rows = gone.map(({ lastRow }) => lastRow).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const seen = proof(rows);
  const full = fullRunSince(seen.lastSeen, pipeline);
  return {
    problem: 'mass-deletion',
    key: '',
    title: `${countOf(gone.length, 'item')} deleted within a day, and not pushed again`,
    ...seen,
    items: { ...seen.items, lost: null, what: 'deleted and not indexed since' },
    severity: full === null ? 'warning' : 'info',
    impact: full === null ? 'degraded' : null,
    confidence: 'likely',
    confidenceReason: 'The deletes are certain; that they were not meant is inferred from their number.',
    count: gone.length,
    unit: 'items',
    text: [
      `${between(seen.firstSeen, seen.lastSeen)} ${formatShare(gone.length, gone.length + (held ?? 0))} of what the source held was deleted and not indexed since${held === null ? '' : `; it holds ${countOf(held, 'item')} now`}.`,
      deletionCause(gone, evidence, pipeline),
      full === null
        ? ''
        : `A full run, ${formatMoment(full.start)}, did not push these items again: most likely the deletes were meant.`,
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    assumptions: [
      `Far above normal is over ${UNUSUAL_FACTOR} times the median of the other days, and from ${MISSING_SHARE * 100} % of the items on.`,
    ],
  };
}

function between(from: string, to: string): string {
  const [first, last] = [formatMoment(from), formatMoment(to)];
  return first === last ? `${first}:` : `From ${first} to ${last}`;
}

/** A run as usual that began since, and so pushed what its job wants to have there; null where none did. */
function fullRunSince(at: string, { runs }: Pipeline): Run | null {
  const usual = median(
    runs.filter((run) => !run.cut && run.end < at).map(({ outcomes }) => outcomes.indexed),
  );
  if (usual === null || usual === 0) return null;
  return (
    runs.find((run) => run.start > at && run.settled && run.outcomes.indexed >= FULL_RUN_SHARE * usual) ??
    null
  );
}

/** Without a row for each deleted item, the number of items that are left tells. */
function judgeByItems(evidence: Evidence, pipeline: Pipeline): Detection {
  const balance = balanceIndex(evidence, pipeline);
  if ('why' in balance) return { state: 'not checked', why: balance.why };
  const { held, unseenDeletes, from, run } = balance;
  const request = unseenDeletes.at(-1);
  const earlier = earlierRuns(pipeline.runs, run);
  const usual =
    earlier.length < RUNS_OF_A_KIND ? 0 : (median(earlier.map(({ outcomes }) => outcomes.indexed)) ?? 0);
  const expected = Math.round(Math.max(balance.expected, usual));
  if (request === undefined || !isFarFewer(held, expected)) return { state: 'clear' };
  const missing = expected - held;
  return {
    state: 'found',
    findings: [
      {
        problem: 'mass-deletion',
        key: '',
        title: `About ${countOf(missing, 'item')} deleted and not pushed again`,
        ...proof(unseenDeletes),
        severity: 'warning',
        impact: 'degraded',
        confidence: 'likely',
        confidenceReason:
          'This source leaves no row for each deleted item: it is inferred from the number that is left.',
        count: missing,
        unit: 'items',
        text: `${expected > balance.expected ? `A run usually indexes about ${countOf(expected, 'item')}` : `Since ${formatMoment(from)} ${countOf(expected, 'item')} were indexed`}, and Coveo counts ${formatCount(held)} in the source now. The last request that may have removed the others is the ${requestName(request)} of ${formatMoment(request.at)}.`,
        assumptions: [`A difference counts from ${MISSING_SHARE * 100} % and ${MISSING_ITEMS} items on.`],
      },
    ],
  };
}

/** Far more items were deleted than this source usually loses (our own; how deletes work is article 171's and 78's). */
export const massDeletion: Problem = {
  id: 'mass-deletion',
  words: {
    title: 'Far more items deleted than usual',
    whatHappened:
      'In a short time many more items were deleted from the source than on other days. Each delete was carried out as it was asked for, so no row shows an error.',
    cause:
      'A delete older than after a run that pushed only part of the content, a delete with `deleteChildren=true` on a short `documentId` (it takes every item whose URI begins with it and a `/`), or a second job that cleans up what the first one pushed.',
    fix: [
      'Stop the job before its next delete.',
      'Look at the rows `DELETE_OLDER_THAN`, `DELETE_AND_CHILDREN` and `DELETE` of that time: which came first, and how many items the run before had pushed.',
      'Compare the run before it with a usual one: if it was smaller, what it left out is what was deleted.',
      'Push the whole content again: Coveo offers no way back for deleted items.',
      'Let the job send its delete older than only after a run that pushed everything, and with an `orderingId` from before its first item.',
    ],
    mistakes: [
      'Sending the delete older than in any case, also after a run that broke off.',
      'Letting two jobs push to one source: the delete older than of one removes the other’s items.',
      'Relying on the default of `deleteChildren`: it is `false` in the API, and `true` in Coveo’s command-line client.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: { title: 'Coveo 78: Push API reference', url: 'https://docs.coveo.com/en/78/' },
    unsure:
      'Which request removed an item is not in its row: it is inferred from the order in time. That deleted items cannot be brought back is inferred, as no call for it is documented.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  live: { needs: ['source', 'batches', 'buckets'], fromPart: false, detect },
  later: [],
};

import type { Counted } from '@/lib/evidence/evidence';
import type { ItemOperation } from '@/lib/evidence/item-operation';
import { isDelete, isFailure } from '@/lib/evidence/log-row';
import { toMs } from '@/lib/evidence/time';
import { ARTICLE_1864 } from './article';
import { MAX_SAMPLE_ITEMS, proof } from './finding';
import { countOf, formatCount, formatDuration } from './phrasing';
import type { Detection, Observed, Problem } from './problem';
import { itemsLostAmong, sinceThen } from './row-finding';

/** So many times the settling time an item that has not finished may still be on its way (an assumption). */
export const MAYBE_LATE_FACTOR = 4;

/** So many rows that entered and did not finish are not worth a word where rows were only counted (an assumption). */
export const SPARE_ROWS = 50;
/** Nor is this share of them (an assumption). */
export const SPARE_SHARE = 0.005;

function detect(observed: Observed): Detection {
  const { evidence, pipeline } = observed;
  if (evidence.counted !== null) return judgeCounts(evidence.counted, observed);
  const { rowsCounted } = evidence.coverage;
  if (rowsCounted === null || evidence.rows.length < rowsCounted) {
    return {
      state: 'not checked',
      why:
        rowsCounted === null
          ? 'How many rows there are was not read, so a last row may only be out of sight.'
          : 'Coveo counts more rows than were read, so a last row may only be out of sight.',
    };
  }
  // One that ended in a row that is not COMPLETED is told by the problem that claims this row.
  const left = pipeline.operations.filter(
    ({ outcome, lastRow }) => outcome === 'unfinished' && lastRow.result === 'COMPLETED',
  );
  if (left.length === 0) return { state: 'clear' };
  const rows = left.map(({ lastRow }) => lastRow).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const seen = proof(rows);
  const { total } = seen.items;
  const lost = itemsLostAmong(rows, pipeline) ?? [];
  return {
    state: 'found',
    findings: [
      {
        problem: 'unaccounted-items',
        key: '',
        title: `${countOf(total, 'item')} entered the pipeline and never finished`,
        ...seen,
        items: {
          sample: [...new Set([...lost, ...seen.items.sample])].slice(0, MAX_SAMPLE_ITEMS),
          total,
          lost: lost.length,
        },
        severity: lost.length > 0 ? 'error' : 'info',
        impact: lost.length > 0 ? 'degraded' : null,
        confidence: 'likely',
        confidenceReason:
          'Every counted row was read and none shows an end. That one was due is inferred from the other items of the source.',
        count: total,
        unit: 'items',
        text: [
          `${countOf(left.length, 'operation')}, last seen ${stagesOf(left)}.`,
          sinceThen(lost.length, total),
          mayBeLate(left, evidence.now, pipeline.settleMs),
        ]
          .filter((sentence) => sentence !== '')
          .join(' '),
        assumptions: [
          `An operation counts as unfinished ${formatDuration(pipeline.settleMs)} after its last row: at least 30 min, and three times the slow end (p95) of what was measured.`,
        ],
      },
    ],
  };
}

/**
 * Where rows were counted and not read, of the whole window: rows that entered less those at INDEXING less the failures
 * between. Only of what is not a delete: a removed item leaves a row at INDEXING and none where operations enter.
 */
function judgeCounts({ buckets, stages }: Counted, { evidence, pipeline }: Observed): Detection {
  const putsOf = (counts: Readonly<Record<string, number>>) =>
    sum(Object.entries(counts).map(([verb, n]) => (isPut(verb) ? n : 0)));
  let refused = 0;
  let failedLater = 0;
  for (const row of evidence.rows) {
    if (!isPut(row.operation) || !isFailure(row)) continue;
    if (row.task === stages.entryTask) refused++;
    else if (row.task !== 'INDEXING') failedLater++;
  }
  const unsettled = sum(
    buckets
      .filter(({ to }) => to > pipeline.settledBefore)
      .map(({ counts }) => counts.tasks[stages.entryTask] ?? 0),
  );
  const entered = putsOf(stages.entry) - refused;
  const finished = putsOf(stages.end) + failedLater;
  const open = entered - finished;
  if (open <= 0) return { state: 'clear' };
  const left = open - unsettled;
  if (left <= 0) {
    return {
      state: 'not checked',
      why: `Rows were counted, not read: ${countOf(open, 'row')} more entered than finished, and all of them may have entered so lately that they are still on their way.`,
    };
  }
  if (left <= Math.max(SPARE_ROWS, SPARE_SHARE * entered)) {
    return {
      state: 'not checked',
      why: `Rows were counted, not read: about ${countOf(left, 'row')} more entered than finished, which may be the edges of what was counted.`,
    };
  }
  return {
    state: 'found',
    findings: [
      {
        problem: 'unaccounted-items',
        key: '',
        title: `About ${countOf(left, 'row')} more entered the pipeline than finished`,
        ...proof([]),
        firstSeen: evidence.window.from,
        lastSeen: pipeline.settledBefore,
        severity: 'error',
        impact: 'degraded',
        confidence: 'likely',
        confidenceReason:
          'There are too many rows to read each: it is the difference of two of Coveo’s counts, and names no item.',
        count: left,
        unit: 'rows',
        text: `Coveo counts ${formatCount(entered)} rows of adds and updates that entered at ${stages.entryTask}, and ${formatCount(finished)} that reached INDEXING or failed on the way. About ${formatCount(left)} are not accounted for, besides what entered so lately that it may still be on its way.`,
        assumptions: [`Up to ${SPARE_ROWS} rows or ${SPARE_SHARE * 100} % are taken as normal.`],
      },
    ],
  };
}

function isPut(operation: string): boolean {
  return !isDelete(operation) && operation !== 'BATCH_FILE';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function stagesOf(left: readonly ItemOperation[]): string {
  const stages = new Map<string, number>();
  for (const { lastRow } of left) stages.set(lastRow.task, (stages.get(lastRow.task) ?? 0) + 1);
  return [...stages]
    .sort(([, a], [, b]) => b - a)
    .map(([task, n]) => `at ${task || 'an unnamed stage'} (${formatCount(n)})`)
    .join(', ');
}

/** Whether some are so young that they may only be slow, in a sentence; empty where none is. */
function mayBeLate(left: readonly ItemOperation[], now: string, settleMs: number): string {
  const late = left.filter(({ endedAt }) => toMs(now) - toMs(endedAt) < MAYBE_LATE_FACTOR * settleMs);
  if (late.length === 0) return '';
  return `${formatCount(late.length)} of them may only be late: they are less than ${formatDuration(MAYBE_LATE_FACTOR * settleMs)} old.`;
}

/** Items that entered the pipeline and left no last row (our own; the stages that are due are inferred). */
export const unaccountedItems: Problem = {
  id: 'unaccounted-items',
  words: {
    title: 'Items that entered and never finished',
    whatHappened:
      'Items entered the pipeline and left no last row: long after this source’s usual time they are neither indexed nor rejected, in error, skipped or deleted.',
    cause:
      'The log does not say. Likely are a stage that is paused or far behind, a fault inside the pipeline, or rows that were never written.',
    fix: [
      'Look up one of the items in the Log Browser by its URI, and note the last stage that it reached.',
      'Ask an administrator whether a stage of the indexing pipeline is paused, and look at Coveo’s status page.',
      'Look whether the items are in the index all the same, in the Content Browser.',
      'Push a few of them again, and watch whether these finish.',
      'If they do not, give Coveo Support the organization, the source, some URIs, the last stage and the time.',
    ],
    mistakes: [
      'Reading the log too early: what was pushed just now has not had its time.',
      'Taking the edge of a window for a loss: rows before and after it are not shown.',
    ],
    actor: 'coveo',
    retryable: true,
    retryAfter: 'once the source’s usual time from push to index has passed',
    article: ARTICLE_1864,
    unsure:
      'Which stages an item must leave a row at is not published; what was due is inferred from the other items of the source.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  live: { needs: ['counts', 'failures', 'buckets'], fromPart: false, detect },
  later: [],
};

import type { ItemOperation } from '@/lib/evidence/item-operation';
import { toMs } from '@/lib/evidence/time';
import { ARTICLE_1864 } from './article';
import { MAX_SAMPLE_ITEMS, proof } from './finding';
import { countOf, formatCount, formatDuration } from './phrasing';
import type { Detection, Observed, Problem } from './problem';
import { itemsLostAmong, sinceThen } from './row-finding';

/** So many times the settling time an item that has not finished may still be on its way (an assumption). */
export const MAYBE_LATE_FACTOR = 4;

function detect({ evidence, pipeline }: Observed): Detection {
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
  live: { needs: ['histories', 'counts'], fromPart: false, detect },
  later: [],
};

import type { Evidence } from '@/lib/evidence/evidence';
import { isEntryTask } from '@/lib/evidence/log-row';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { earlierRuns, median, type Run } from '@/lib/evidence/run';
import { ARTICLE_1864 } from './article';
import { MAX_SAMPLE_ITEMS, NO_ITEMS, proof, type TouchedItems } from './finding';
import { countOf, formatCount, formatMoment, formatShare } from './phrasing';
import type { Detection, Observed, Problem } from './problem';

/** A run under this share of the usual is a drop (an assumption). */
export const DROP_SHARE = 0.7;
/** So many earlier runs are needed to say what is usual (an assumption). */
export const RUNS_NEEDED = 3;
/** Where older runs were not counted one by one, so many are needed before a drop is ruled out (an assumption). */
export const RUNS_TO_CLEAR = 7;

function detect({ evidence, pipeline }: Observed): Detection {
  if (pipeline.runsUnknown !== null) return { state: 'not checked', why: pipeline.runsUnknown };
  const newest = pipeline.settledRun;
  if (newest === null) return { state: 'not checked', why: 'No run has settled in what was read.' };
  const earlier = earlierRuns(pipeline.runs, newest);
  if (earlier.length < RUNS_NEEDED) {
    return {
      state: 'not checked',
      why: `${countOf(earlier.length, 'whole run')} before the newest: ${RUNS_NEEDED} are needed to say what is usual.`,
    };
  }
  const usual = median(earlier.map((run) => run.pushed)) ?? 0;
  if (newest.pushed >= DROP_SHARE * usual) {
    if (earlier.length >= RUNS_TO_CLEAR || !hasOlderRuns(evidence, pipeline)) return { state: 'clear' };
    return {
      state: 'not checked',
      why: `The newest run is as large as ${countOf(earlier.length, 'run')} before it; older ones were not counted one by one, so a drop that began before these would not show.`,
    };
  }
  const low = lowRuns([...earlier, newest], usual);
  const first = low[0] ?? newest;
  const entries = evidence.rows.filter(
    (row) => isEntryTask(row.task) && row.at >= newest.start && row.at <= newest.end,
  );
  const seen = proof(entries);
  return {
    state: 'found',
    findings: [
      {
        problem: 'push-volume-drop',
        key: '',
        title: `Newest run pushed ${formatCount(newest.pushed)} of the usual ${formatCount(usual)} operations (${formatShare(newest.pushed, usual)})`,
        ...seen,
        items: evidence.counted
          ? NO_ITEMS
          : missingItems(
              pipeline,
              earlier.findLast((run) => run.pushed >= DROP_SHARE * usual),
              newest,
            ),
        measure: `${formatCount(Math.round(usual - newest.pushed))} fewer`,
        severity: 'warning',
        impact: 'degraded',
        confidence: 'likely',
        confidenceReason: evidence.counted
          ? 'The counts are about, of rows; that the usual number was due again is an inference.'
          : 'The counts are exact; that the usual number was due again is an inference.',
        count: Math.round(usual - newest.pushed),
        unit: 'operations',
        firstSeen: first.start,
        lastSeen: newest.end,
        text: `${low.length === 1 ? `The run of ${formatMoment(first.start)}` : `${countOf(low.length, 'run')} in a row, from ${formatMoment(first.start)} on,`} pushed less than ${DROP_SHARE * 100} % of the usual ${formatCount(usual)}: ${low.map((run) => formatCount(run.pushed)).join(', ')}. ${failuresIn(newest, evidence)} was not pushed, or was refused at the door, where no log records it.`,
        assumptions: [
          `Usual is the median of ${countOf(earlier.length, 'earlier whole run')}; a drop is under ${DROP_SHARE * 100} % of it.`,
        ],
      },
    ],
  };
}

/** Whether anything was pushed before the runs that were told apart. */
function hasOlderRuns({ counted, rows }: Evidence, { runs, ledgers }: Pipeline): boolean {
  const oldest = runs[0]?.start ?? '';
  if (counted === null) return false;
  const batches = rows.filter(({ operation }) => operation === 'BATCH_FILE');
  return batches.length === 0
    ? ledgers.some(({ to, pushed }) => pushed > 0 && to <= oldest)
    : batches.some(({ at }) => at < oldest);
}

/** Items that the last run as usual pushed and the newest did not. */
function missingItems({ operations }: Pipeline, usual: Run | undefined, newest: Run): TouchedItems {
  if (usual === undefined) return NO_ITEMS;
  const pushedIn = ({ start, end }: Run) =>
    operations.flatMap(({ pushed, item, startedAt }) =>
      pushed && startedAt >= start && startedAt <= end ? [item] : [],
    );
  const here = new Set(pushedIn(newest));
  const missing = [...new Set(pushedIn(usual))].filter((item) => !here.has(item));
  return {
    sample: missing.slice(0, MAX_SAMPLE_ITEMS),
    total: missing.length,
    lost: null,
    what: `pushed in the run of ${formatMoment(usual.start)} and not in the newest`,
  };
}

function failuresIn({ start, end, outcomes }: Run, { rows }: Evidence): string {
  const batches = rows.filter(
    (row) =>
      row.operation === 'BATCH_FILE' &&
      (row.result === 'REJECTED' || row.result === 'ERROR') &&
      row.at >= start &&
      row.at <= end,
  ).length;
  const operations = outcomes.rejected + outcomes.errored;
  if (batches + operations === 0) return 'No row of that run was rejected or in error: what is missing';
  const failed = [
    ...(operations > 0 ? [countOf(operations, 'operation')] : []),
    ...(batches > 0 ? [countOf(batches, 'batch', 'batches')] : []),
  ];
  return `${failed.join(' and ')} of that run ended rejected or in error: what else is missing`;
}

function lowRuns(runs: readonly Run[], usual: number): Run[] {
  const low: Run[] = [];
  for (const run of [...runs].reverse()) {
    if (run.pushed >= DROP_SHARE * usual) break;
    low.unshift(run);
  }
  return low;
}

/** A run far smaller than the ones before, with no error anywhere (our own; the answer to “half are missing”). */
export const pushVolumeDrop: Problem = {
  id: 'push-volume-drop',
  words: {
    title: 'Far fewer items pushed than usual',
    whatHappened: 'The newest run pushed far less than the runs before it, and no error row explains it.',
    cause:
      'The client sent less: a filter or a query changed, a page of the content system failed silently, some batches were never pushed after their upload, or the Push API refused calls, which leaves no row.',
    fix: [
      'Ask for the client’s own log of that run: how many items did it read, send, and how often was it refused?',
      'Look for calls answered 4xx or 5xx, `429` above all, and for clients that count a failed batch as sent.',
      'Compare which items are missing with those of the last full run: a whole section points to a filter.',
      'Push the missing items; a delete older than after a partial run would remove them from the index.',
    ],
    mistakes: ['Searching the Log Browser for errors of items that were never pushed.'],
    actor: 'client',
    retryable: true,
    retryAfter: 'once the client’s log was read',
    article: ARTICLE_1864,
    unsure:
      'What a run usually pushes is inferred from earlier runs. Refused calls leave no row, so the log cannot tell them from items that were never sent.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  live: { needs: ['batches', 'buckets'], fromPart: false, detect },
  later: [],
};

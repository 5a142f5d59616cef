import type { Evidence } from '@/lib/evidence/evidence';
import { isBatchRow, isDelete, isEntryTask, type LogRow } from '@/lib/evidence/log-row';
import { flattenMeta, readOrderingId } from '@/lib/evidence/meta';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { toMs } from '@/lib/evidence/time';
import { compareOrdering, orderingMoment, orderingUnit } from '@/lib/ordering/ordering-id';
import { article95 } from './article';
import { type Finding, NO_ITEMS, proof } from './finding';
import { deleteOlderThanDoor } from './pasted-delete-older-than';
import { countOf, formatCount, formatMoment } from './phrasing';
import type { Detection, Observed, Problem } from './problem';
import { DEFAULT_QUEUE_DELAY_MS } from './refresh-stuck';

/** So many items more than were pushed are not worth a word (an assumption). */
export const SPARE_ITEMS = 100;
/** Nor is this share of the items (an assumption). */
export const SPARE_SHARE = 0.01;

/** So many whole runs before it show which ids the source’s items carry: its own run is always above it. */
export const RUNS_BEFORE = 2;

const ID_NOT_SHOWN = 'The rows of delete older than do not show their orderingId';
const NOTHING_TO_COMPARE = 'The rows show no orderingId of an item to compare with';
const TOO_FEW_TO_COMPARE =
  'Its orderingId is below all that were read, but too few runs were read to compare with';

interface Request {
  row: LogRow;
  orderingId: string | null;
}

function detect({ evidence, pipeline, claimed }: Observed): Detection {
  const requests = readRequests(evidence);
  const refused = claimed.map(({ row }) => row);
  const lowest = requests.length === 0 ? [] : readLowest(evidence);
  const tooLow = requests.filter((request) => isTooLow(request, lowest, evidence, pipeline));
  const newest = requests.at(-1);
  if (tooLow.length > 0 || refused.length > 0) {
    return { state: 'found', findings: [describeTooLow(tooLow, refused, newest, evidence)] };
  }
  if (newest === undefined) return { state: 'clear' };
  const known = lowestBefore(lowest, newest.row.at);
  if (newest.orderingId === null) return judgeByItems(newest, ID_NOT_SHOWN, evidence, pipeline);
  if (known === null) return judgeByItems(newest, NOTHING_TO_COMPARE, evidence, pipeline);
  if (compareOrdering(newest.orderingId, known) >= 0) return { state: 'clear' };
  return judgeByItems(newest, TOO_FEW_TO_COMPARE, evidence, pipeline);
}

function readRequests(evidence: Evidence): Request[] {
  return evidence.rows
    .filter(
      (row) => row.operation === 'DELETE_OLDER_THAN' && isEntryTask(row.task) && row.result === 'COMPLETED',
    )
    .map((row) => ({ row, orderingId: readOrderingId(flattenMeta(row.meta)) }));
}

/**
 * Too low by its unit (unless the operations before it are seen to count in seconds too), or lower than every
 * operation of at least two whole runs that came before it.
 */
function isTooLow(
  { row, orderingId }: Request,
  known: readonly Lowest[],
  evidence: Evidence,
  pipeline: Pipeline,
): boolean {
  if (orderingId === null) return false;
  const lowest = lowestBefore(known, row.at);
  if (orderingUnit(orderingId) === 'seconds')
    return lowest === null || compareOrdering(orderingId, lowest) < 0;
  if (evidence.coverage.parts.histories.state !== 'complete') return false;
  const before = pipeline.runs.filter((run) => !run.cut && run.start < row.at);
  if (before.length < RUNS_BEFORE) return false;
  return lowest !== null && compareOrdering(orderingId, lowest) < 0;
}

/** The lowest orderingId of all item operations up to a moment. */
interface Lowest {
  readonly at: string;
  readonly orderingId: string;
}

/** For each operation that was let in and shows its orderingId the lowest so far, oldest first. */
function readLowest(evidence: Evidence): Lowest[] {
  const lowest: Lowest[] = [];
  for (const row of evidence.rows) {
    if (isBatchRow(row) || !isEntryTask(row.task) || row.result !== 'COMPLETED') continue;
    const id = readOrderingId(flattenMeta(row.meta));
    if (id === null) continue;
    const known = lowest.at(-1)?.orderingId;
    lowest.push({
      at: row.at,
      orderingId: known !== undefined && compareOrdering(known, id) < 0 ? known : id,
    });
  }
  return lowest;
}

function lowestBefore(lowest: readonly Lowest[], at: string): string | null {
  return lowest.findLast((known) => known.at < at)?.orderingId ?? null;
}

function describeTooLow(
  tooLow: readonly Request[],
  refused: readonly LogRow[],
  newestCarriedOut: Request | undefined,
  evidence: Evidence,
): Finding {
  const rows = [...tooLow.map(({ row }) => row), ...refused].sort((a, b) => (a.at < b.at ? -1 : 1));
  const newest = tooLow.at(-1);
  const id = newest?.orderingId ?? null;
  const lastRefused = refused.at(-1);
  const since = newestCarriedOut?.row ?? null;
  const isMended = since !== null && since.at > (rows.at(-1)?.at ?? '');
  const moment = id === null ? null : orderingMoment(id);
  const seconds = id !== null && orderingUnit(id) === 'seconds';
  return {
    problem: 'delete-older-than-ineffective',
    key: '',
    title:
      tooLow.length === 0
        ? `${countOf(refused.length, 'delete older than request')} did not end in COMPLETED`
        : `${countOf(tooLow.length, 'delete older than request')} with an orderingId too low to delete anything`,
    severity: isMended ? 'info' : 'warning',
    impact: isMended ? null : 'degraded',
    confidence: 'certain',
    confidenceReason: null,
    count: rows.length,
    unit: 'operations',
    ...proof(rows),
    items: NO_ITEMS,
    text: [
      id === null
        ? `The last of them, ${formatMoment(lastRefused?.at ?? evidence.now)}, ended in ${lastRefused?.result || 'no result'}.`
        : seconds
          ? `The last of them, ${formatMoment(newest?.row.at ?? evidence.now)}, carried ${id}: 10 digits are seconds, and Coveo counts milliseconds (13 digits), so nothing is lower.`
          : `The last of them, ${formatMoment(newest?.row.at ?? evidence.now)}, carried ${id}${moment === null ? '' : ` (${formatMoment(moment)})`}, lower than every operation seen before it.`,
      refused.length === 0 || tooLow.length === 0
        ? ''
        : `${countOf(refused.length, 'more request')} did not end in COMPLETED.`,
      since !== null && isMended
        ? `A request of ${formatMoment(since.at)} was carried out and shows no such fault.`
        : '',
      evidence.source?.items == null ? '' : `The source holds ${countOf(evidence.source.items, 'item')} now.`,
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    assumptions: [],
  };
}

function judgeByItems(newest: Request, notShown: string, evidence: Evidence, pipeline: Pipeline): Detection {
  const items = evidence.source?.items ?? null;
  if (items === null)
    return { state: 'not checked', why: `${notShown}, and the number of items was not read.` };
  if (toMs(evidence.now) < toMs(newest.row.at) + DEFAULT_QUEUE_DELAY_MS + pipeline.settleMs) {
    return { state: 'not checked', why: `${notShown}, and the newest has not had its time yet.` };
  }
  const run = pipeline.runs.findLast((candidate) => candidate.start <= newest.row.at);
  if (run === undefined || run.cut || evidence.coverage.parts.histories.state !== 'complete') {
    return { state: 'not checked', why: `${notShown}, and the run before the newest was not read whole.` };
  }
  const pushed = new Set<string>();
  for (const operation of pipeline.operations) {
    if (operation.startedAt >= run.start && !isDelete(operation.operation)) pushed.add(operation.item);
  }
  const left = items - pushed.size;
  if (left <= Math.max(SPARE_ITEMS, SPARE_SHARE * items)) return { state: 'clear' };
  return {
    state: 'found',
    findings: [
      {
        problem: 'delete-older-than-ineffective',
        key: '',
        title: `About ${countOf(left, 'item')} left that a delete older than should have removed`,
        severity: 'warning',
        impact: 'degraded',
        confidence: 'likely',
        confidenceReason: `${notShown}: judged by counts, and only right if that run pushed the whole content.`,
        count: left,
        unit: 'items',
        ...proof([newest.row]),
        items: NO_ITEMS,
        text: `The source holds ${countOf(items, 'item')}; since the run that began ${formatMoment(run.start)}, ${formatCount(pushed.size)} were pushed. The delete older than of ${formatMoment(newest.row.at)} had its time, and the rest is still there.`,
        assumptions: [
          `Up to ${SPARE_ITEMS} items or ${SPARE_SHARE * 100} % more than were pushed are taken as normal.`,
          'The queue delay is taken as 15 minutes, Coveo’s default.',
        ],
      },
    ],
  };
}

/** A delete older than whose orderingId is not above the items’ own: it is accepted and deletes nothing (article 95). */
export const deleteOlderThanIneffective: Problem = {
  id: 'delete-older-than-ineffective',
  words: {
    title: 'Delete older than deletes nothing',
    whatHappened:
      'A delete older than was accepted and carried out, but items that the client no longer pushes are still in the index.',
    cause:
      'Only items whose last `orderingId` is strictly lower than the one given are deleted. The one given is too low: most often seconds instead of milliseconds, a time from before the last refresh, or items that carry larger ids of their own.',
    fix: [
      'Take the time in milliseconds since 1970 (UTC, 13 digits) before the first item of a refresh is pushed.',
      'Push everything, then send `DELETE …/documents/olderthan` with that very value as `orderingId`.',
      'To check first, look up the field `orderingid` of an item that should go, in the Content Browser: it must be lower.',
      'Wait for `queueDelay` (15 minutes unless set) and the pipeline before you judge.',
    ],
    mistakes: [
      'Adding a margin into the future: every push is refused until then.',
      'Looking for deleted items at once: the request waits for `queueDelay` first.',
    ],
    actor: 'client',
    retryable: true,
    retryAfter: 'with an `orderingId` above the items’ own',
    article: article95('Delete older than operation doesn’t delete items'),
    unsure: 'That seconds in place of milliseconds are the usual reason is inferred.',
  },
  signs: { statuses: [], codes: [] },
  example: `DELETE https://api.cloud.coveo.com/push/v1/organizations/myorg/sources/abcdefghijklmnopqrstuvwxyz-myorg/documents/olderthan?orderingId=1795312800
HTTP/1.1 202 Accepted`,
  paste: deleteOlderThanDoor,
  live: {
    needs: ['batches'],
    fromPart: true,
    claim: ({ row }) => (row.operation === 'DELETE_OLDER_THAN' && row.result !== 'WARNING' ? 'likely' : null),
    detect,
  },
  later: ['pre-flight'],
};

import { isEntryTask, isFailure, type LogRow } from '@/lib/evidence/log-row';
import { isOutOfSequence } from '@/lib/evidence/loss';
import { flattenMeta, readOrderingId } from '@/lib/evidence/meta';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { MINUTE_MS, toMs } from '@/lib/evidence/time';
import { orderingMoment, orderingUnit } from '@/lib/ordering/ordering-id';
import { type Finding, NO_ITEMS, proof } from './finding';
import { countOf, formatCount, formatDuration, formatFullMoment, formatMoment } from './phrasing';
import type { Detection, LiveDoor, Observed } from './problem';

/** An id up to this far ahead may be a clock that is a little fast (an assumption). */
export const TOLERANCE_MS = 5 * MINUTE_MS;
/** So many items must be refused before a lock is inferred (an assumption). */
export const LOCKED_ITEMS = 20;
/** This share of what was pushed must be refused as out of sequence (an assumption). */
export const LOCKED_SHARE = 0.95;
/** A source counts as emptied up to this share of the items that were pushed to it (an assumption). */
export const EMPTIED_SHARE = 0.05;

/** A delete older than that was carried out, with the moment that its orderingId stands for, where that shows. */
interface Request {
  readonly row: LogRow;
  readonly orderingId: string | null;
  /** ISO; null where the id is not shown or of another clock than epoch milliseconds: such are never "future". */
  readonly moment: string | null;
}

/** What was pushed since anything was last let in. */
interface Since {
  readonly items: number;
  readonly operations: number;
  readonly outOfSequence: number;
  readonly mute: number;
  /** Refused where they entered, for another reason that their rows show: their sequence was not looked at. */
  readonly otherwise: number;
  /** Refused with an orderingId in seconds: that explains the refusal by itself. */
  readonly inSeconds: number;
  /** The rows of those that were out of sequence, oldest first. */
  readonly refused: readonly LogRow[];
}

function detect(observed: Observed): Detection {
  const requests = readRequests(observed.evidence.rows);
  const ahead = requests.filter(
    ({ row, moment }) => moment !== null && toMs(moment) - toMs(row.at) > TOLERANCE_MS,
  );
  if (ahead.length > 0) return { state: 'found', findings: [describeCertain(ahead, observed)] };
  if (!observed.pipeline.lossKnown) return judgePart(requests, observed);
  const since = pushedSince(observed.pipeline);
  const refused = Math.max(since.outOfSequence - since.inSeconds, since.mute);
  const decided = since.operations - since.otherwise;
  if (decided > 0 && refused >= LOCKED_SHARE * decided) return judgeRefused(since, requests, observed);
  return judgeUnseen(requests.at(-1), since, observed);
}

function readRequests(rows: readonly LogRow[]): Request[] {
  return rows.flatMap((row) => {
    if (row.operation !== 'DELETE_OLDER_THAN' || !isEntryTask(row.task) || row.result !== 'COMPLETED')
      return [];
    const orderingId = readOrderingId(flattenMeta(row.meta));
    const isMs = orderingId !== null && orderingUnit(orderingId) === 'milliseconds';
    return [{ row, orderingId, moment: isMs ? orderingMoment(orderingId) : null }];
  });
}

function describeCertain(ahead: readonly Request[], { evidence, pipeline }: Observed): Finding {
  let last = ahead[0];
  for (const request of ahead) if ((request.moment ?? '') > (last?.moment ?? '')) last = request;
  const until = last?.moment ?? evidence.now;
  const at = last?.row.at ?? evidence.now;
  const isLocked = until > evidence.now;
  const left = formatDuration(toMs(until) - toMs(evidence.now));
  return {
    problem: 'future-ordering-id',
    key: '',
    title: isLocked
      ? `Pushes refused until ${formatFullMoment(until)} by a delete older than in the future`
      : `${countOf(ahead.length, 'delete older than request')} with an orderingId in the future, by now past`,
    severity: isLocked ? 'error' : 'info',
    impact: isLocked ? 'failing' : null,
    confidence: 'certain',
    confidenceReason: null,
    count: ahead.length,
    unit: 'operations',
    ...proof(ahead.map(({ row }) => row)),
    ...(isLocked ? { measure: `${left} left` } : {}),
    items: NO_ITEMS,
    text: [
      `The delete older than of ${formatMoment(at)} carried the orderingId ${last?.orderingId ?? ''}: ${formatFullMoment(until)}, ${formatDuration(toMs(until) - toMs(at))} after its row.`,
      isLocked
        ? `Until then, for ${left} more, every push with a lower orderingId is refused as out of sequence, whatever the calls answer.`
        : 'That moment has passed: pushes are taken again.',
      sinceThen(at, until, pipeline),
    ].join(' '),
    assumptions: [`An orderingId up to ${formatDuration(TOLERANCE_MS)} ahead of its row is taken as normal.`],
  };
}

/** What became of the pushes between the request and its moment, as far as rows were read. */
function sinceThen(from: string, until: string, { operations, lossKnown }: Pipeline): string {
  let refused = 0;
  let indexed = 0;
  for (const { startedAt, outcome, lastRow } of operations) {
    if (startedAt <= from || startedAt >= until) continue;
    if (outcome === 'indexed') indexed++;
    else if (outcome === 'rejected' && isOutOfSequence(lastRow)) refused++;
  }
  const taken = lossKnown ? `, ${formatCount(indexed)} were indexed` : '';
  return `Of the operations between the two moments ${formatCount(refused)} are known to be refused as out of sequence${taken}.`;
}

/** Without every row nothing tells that none was let in. */
function judgePart(requests: readonly Request[], { evidence }: Observed): Detection {
  const refused = new Set(evidence.rows.flatMap((row) => (isOutOfSequence(row) ? [row.item] : []))).size;
  const isShown = requests.every(({ orderingId }) => orderingId !== null);
  const failures = evidence.coverage.parts.failures.state === 'complete';
  if (isShown && failures && refused < LOCKED_ITEMS) return { state: 'clear' };
  if (!isShown) {
    return {
      state: 'not checked',
      why: 'The rows of delete older than do not show their orderingId, and not every row was read.',
    };
  }
  return {
    state: 'not checked',
    why:
      refused < LOCKED_ITEMS
        ? 'The rows of what was refused were not all read, so whether a lock refuses pushes is not known.'
        : 'Items were refused as out of sequence, and whether others were let in since is not known: not every row was read.',
  };
}

function pushedSince({ operations }: Pipeline): Since {
  const items = new Set<string>();
  const rows: LogRow[] = [];
  const counts = { operations: 0, outOfSequence: 0, mute: 0, otherwise: 0, inSeconds: 0 };
  for (let at = operations.length - 1; at >= 0; at--) {
    const operation = operations[at];
    if (operation === undefined || operation.outcome === 'indexed') break;
    const { outcome, pushed, item, lastRow } = operation;
    if (outcome === 'deleted') {
      if (pushed) break;
      continue;
    }
    counts.operations++;
    items.add(item);
    const meta = flattenMeta(lastRow.meta);
    if (isOutOfSequence(lastRow)) {
      counts.outOfSequence++;
      rows.push(lastRow);
      const id = readOrderingId(meta);
      if (id !== null && orderingUnit(id) === 'seconds') counts.inSeconds++;
    } else if (isEntryTask(lastRow.task) && isFailure(lastRow)) {
      if (meta.length === 0) counts.mute++;
      else counts.otherwise++;
    }
  }
  return { ...counts, items: items.size, refused: rows.reverse() };
}

/** Everything since was refused: a delete older than in the future empties the source, too. */
function judgeRefused(since: Since, requests: readonly Request[], { evidence }: Observed): Detection {
  const held = evidence.source?.items ?? null;
  const isEmptied = held !== null && held <= EMPTIED_SHARE * since.items;
  if (since.items < LOCKED_ITEMS && held !== null && !isEmptied) return { state: 'clear' };
  const isMute = since.mute > since.outOfSequence;
  const beside =
    since.otherwise === 0 ? 'All' : `Beside ${formatCount(since.otherwise)} refused for another reason, all`;
  const pushed = `${beside} of the ${countOf(since.operations - since.otherwise, 'operation')} pushed last were refused${isMute ? ', without a reason in their rows' : ' as out of sequence'}`;
  if (held === null) return { state: 'not checked', why: `${pushed}, and the number of items was not read.` };
  if (!isEmptied) {
    return {
      state: 'not checked',
      why: `${pushed}, but the source still holds ${countOf(held, 'item')}: a delete older than in the future would most likely have removed them. No orderingId is shown that would decide it.`,
    };
  }
  if (isMute || since.items < LOCKED_ITEMS) {
    return {
      state: 'not checked',
      why: `${pushed}, and the source holds ${countOf(held, 'item')}: a delete older than in the future looks like this, but nothing shows its orderingId.`,
    };
  }
  return { state: 'found', findings: [describeLikely(since, held, requests)] };
}

/** The refused rows are another finding's; the request that may have locked the source is shown. */
function describeLikely(since: Since, held: number, requests: readonly Request[]): Finding {
  const firstSeen = since.refused[0]?.at ?? '';
  const lastSeen = since.refused.at(-1)?.at ?? '';
  const request = requests.findLast(({ row }) => row.at <= firstSeen);
  return {
    problem: 'future-ordering-id',
    key: '',
    title: 'Source most likely locked by a delete older than in the future',
    ...proof(request === undefined ? [] : [request.row]),
    items: NO_ITEMS,
    firstSeen,
    lastSeen,
    severity: 'error',
    impact: 'failing',
    confidence: 'likely',
    confidenceReason:
      'No orderingId of the request shows: it is inferred from refusals without exception, and from the empty source.',
    count: since.outOfSequence,
    unit: 'operations',
    text: `Since ${formatMoment(firstSeen)} ${formatCount(since.outOfSequence)} of ${countOf(since.operations, 'operation')} were refused as out of sequence and none was indexed, and the source holds ${countOf(held, 'item')}.${request === undefined ? '' : ` The last delete older than before was that of ${formatMoment(request.row.at)}.`} Until when this lasts is not shown: look up its orderingId in the client’s log, before anybody recreates the source.`,
    assumptions: [
      `Inferred from ${LOCKED_ITEMS} items on, where at least ${LOCKED_SHARE * 100} % were refused so, and the source holds at most ${EMPTIED_SHARE * 100} % of them.`,
    ],
  };
}

/** Nothing tells of refusals. A request whose id is not shown, and after which nothing was pushed, may still lock. */
function judgeUnseen(newest: Request | undefined, since: Since, { evidence, pipeline }: Observed): Detection {
  if (newest === undefined || newest.orderingId !== null) return { state: 'clear' };
  const after = pipeline.operations.some(({ startedAt, pushed }) => pushed && startedAt > newest.row.at);
  if (after || since.operations > 0) return { state: 'clear' };
  const held = evidence.source?.items ?? null;
  const indexed = pipeline.settledRun?.outcomes.indexed ?? 0;
  if (held !== null && held > EMPTIED_SHARE * indexed) return { state: 'clear' };
  const asOf = `The delete older than of ${formatMoment(newest.row.at)} does not show its orderingId, nothing was pushed since`;
  return {
    state: 'not checked',
    why:
      held === null
        ? `${asOf}, and the number of items was not read.`
        : `${asOf}, and the source holds ${countOf(held, 'item')}.`,
  };
}

/**
 * The live door of a delete older than in the future: certain where a request's orderingId is read, else inferred from
 * what it does, which is to empty the source and to refuse all that is pushed since (article 147).
 */
export const futureDeleteDoor: LiveDoor = { needs: ['batches'], fromPart: true, detect };

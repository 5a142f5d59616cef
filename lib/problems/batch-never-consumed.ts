import { isBatchRow, isDelete, isEntryTask, type LogRow } from '@/lib/evidence/log-row';
import { answerOf, kindOfPush, type PushKind } from '@/lib/evidence/recorded-push';
import type { KeptPush } from '@/lib/evidence/recorded-pushes';
import { MINUTE_MS, toIso, toMs } from '@/lib/evidence/time';
import { ARTICLE_1864 } from './article';
import { FULL_RUN_SHARE, fullRunAfter } from './batch-loss';
import { type Finding, NO_ITEMS } from './finding';
import { countOf, formatDuration, formatMoment } from './phrasing';
import type { Detection, Observed, Problem } from './problem';
import { itemsNamed, proofOfCalls } from './refused-calls';

/**
 * What was accepted may wait so long before it is consumed: the queue delay that Coveo names as usual (Push API
 * specification).
 */
export const QUEUE_DELAY_MS = 15 * MINUTE_MS;
/** So far the clock of a connector may be from Coveo's (an assumption). */
export const CLOCK_SPARE_MS = 10 * MINUTE_MS;

function detect(observed: Observed): Detection {
  const { evidence, pipeline } = observed;
  const due = toIso(toMs(pipeline.settledBefore) - QUEUE_DELAY_MS);
  const accepted = (evidence.recorded?.pushes ?? []).filter(
    (push) =>
      answerOf(push) === 'accepted' &&
      push.at < due &&
      toMs(push.at) >= toMs(evidence.window.from) + CLOCK_SPARE_MS,
  );
  const of = (...kinds: PushKind[]) => accepted.filter((push) => kinds.includes(kindOfPush(push)));
  const batches = of('batch').filter(({ fileId, requestId }) => fileId !== null || requestId !== null);
  const items = of('item', 'delete').filter(({ documentId }) => documentId !== null);
  const answers = [lostBatches(batches, observed), ...lostItems(items, observed)];
  const findings = answers.flatMap((answer) =>
    typeof answer === 'object' && answer !== null ? [answer] : [],
  );
  const why = answers.find((answer) => typeof answer === 'string');
  if (findings.length > 0) return { state: 'found', findings };
  return typeof why === 'string' ? { state: 'not checked', why } : { state: 'clear' };
}

/** The finding; null where none is lost; else why that cannot be told. */
type Answer = Finding | string | null;

function lostBatches(batches: readonly KeptPush[], observed: Observed): Answer {
  const { evidence, pipeline } = observed;
  const rows = evidence.rows.filter((row) => row.operation === 'BATCH_FILE');
  const seen = new Set(rows.flatMap(({ item, requestId }) => [item, requestId]));
  const left = batches.filter(({ fileId, requestId }) => !has(seen, fileId) && !has(seen, requestId));
  const [first] = left;
  if (first === undefined) return null;
  if (rows.length === 0 && itemsEntered(observed, first)) {
    return 'No row of the log is of a batch, although items entered about when the first recorded one was accepted, or later: this source’s batches may leave none, so it cannot be told whether they came through.';
  }
  if (left.length === batches.length && rows.some((row) => isAround(row, first))) {
    return 'Rows of batches name neither the file containers nor the requests that were recorded, so it cannot be told which of them came through.';
  }
  const last = left.at(-1) ?? first;
  const since = fullRunAfter(pipeline, last.at);
  return {
    ...about(left),
    key: 'batches',
    title: `${countOf(left.length, 'accepted batch', 'accepted batches')} never seen in the log`,
    items: NO_ITEMS,
    severity: since === null ? 'error' : 'info',
    impact: since === null ? 'failing' : null,
    text: `${countOf(left.length, 'batch was', 'batches were')} answered with success, the last ${formatMoment(last.at)}, and no row names ${left.length === 1 ? 'it' : 'them'} since. ${
      since === null
        ? 'No full run was seen since, so what was inside is taken as missing.'
        : `A full run began ${formatMoment(since.start)}, which most likely carried the same items again.`
    }`,
    assumptions: [
      ...assumptions(observed),
      `A run counts as full from ${FULL_RUN_SHARE * 100} % of the usual run on.`,
    ],
  };
}

/** Of what was pushed or deleted by its id; deletes only where the source's deletes leave a row when they enter. */
function lostItems(items: readonly KeptPush[], observed: Observed): Answer[] {
  const { evidence, pipeline } = observed;
  if (items.length === 0) return [];
  if (!pipeline.lossKnown) {
    return [
      'Items were pushed one by one; not every row was read, so one of theirs may only be out of sight.',
    ];
  }
  const newest = new Map<string, string>();
  for (const { item, at } of evidence.rows) if (item !== null) newest.set(item, at);
  const deletesShow = evidence.rows.some((row) => isDelete(row.operation) && isEntryTask(row.task));
  return (['item', 'delete'] as const).map((kind): Answer => {
    const sent = items.filter((push) => kindOfPush(push) === kind);
    if (sent.length === 0) return null;
    if (kind === 'delete' && !deletesShow) {
      return 'Deletes were accepted; this source’s deletes leave no row when they enter, so it cannot be told whether they did.';
    }
    const left = sent.filter(({ documentId, at }) => {
      const seen = newest.get(documentId ?? '');
      return seen === undefined || toMs(seen) < toMs(at) - CLOCK_SPARE_MS;
    });
    const [first] = left;
    if (first === undefined) return null;
    const alike = left.length < sent.length || !evidence.rows.some((row) => isAround(row, first));
    const what = kind === 'delete' ? 'delete' : 'item';
    return {
      ...about(left),
      key: `${what}s`,
      title: `${countOf(left.length, `accepted ${what}`)} never seen in the log`,
      items: { ...itemsNamed(left), what: `accepted as ${what}s, and not seen since` },
      severity: alike ? 'error' : 'warning',
      impact: alike ? 'degraded' : null,
      ...(alike
        ? {}
        : {
            confidence: 'possible',
            confidenceReason:
              'No row names any of the ids that were recorded one by one: the log may write them otherwise.',
          }),
      text: `${countOf(left.length, `${what} was`, `${what}s were`)} answered with success, the last ${formatMoment(left.at(-1)?.at ?? first.at)}, and no row of ${left.length === 1 ? 'its item' : 'their items'} came since.`,
      assumptions: assumptions(observed),
    };
  });
}

function about(left: readonly KeptPush[]) {
  return {
    problem: 'batch-never-consumed',
    ...proofOfCalls(left),
    confidence: 'likely',
    confidenceReason:
      'Nothing failed: that a row was due follows from the success of the call, and the connector’s record is taken at its word.',
    count: left.length,
    unit: 'operations',
  } as const;
}

function assumptions({ pipeline }: Observed): string[] {
  return [
    `A row is due ${formatDuration(pipeline.settleMs + QUEUE_DELAY_MS)} after the call: this source’s settling time, and 15 min for the queue.`,
  ];
}

function has(seen: ReadonlySet<string | null>, id: string | null): boolean {
  return id !== null && seen.has(id);
}

/** Whether items entered, by their rows or by counts of them, that may be of the call or of one after it. */
function itemsEntered({ evidence, pipeline }: Observed, call: KeptPush): boolean {
  return (
    evidence.rows.some((row) => !isBatchRow(row) && isAround(row, call)) ||
    pipeline.ledgers.some(({ to, entered }) => entered > 0 && to > call.at)
  );
}

/** Whether a row may be of the call, or of one after it. */
function isAround(row: LogRow, call: KeptPush): boolean {
  return isEntryTask(row.task) && toMs(row.at) >= toMs(call.at) - CLOCK_SPARE_MS;
}

/** Accepted pushes of which nothing is seen in the log (our own): only recorded calls show them. */
export const batchNeverConsumed: Problem = {
  id: 'batch-never-consumed',
  words: {
    title: 'Accepted and never seen in the log',
    whatHappened:
      'A batch, an item or a delete was answered with success, and long after this source’s usual time no log row names it.',
    cause:
      'Nothing says why. Likely are a file container to which nothing was uploaded before the batch call, one that was used twice or had expired, a queue that is held back, or a fault inside Coveo before the first stage.',
    fix: [
      'Look in the connector’s log whether the upload into the file container was answered with 200 before the batch call.',
      'Look up the file container’s id, or the item’s URI, in the Log Browser around the time of the call.',
      'Look at Coveo’s status page for that time.',
      'Push what was inside again, in a new file container, and watch for its first row.',
      'If that is lost too, give Coveo Support the request id of the call, the file container’s id and the time.',
    ],
    mistakes: [
      'Taking `202` for indexed: it means that the call was put into a queue.',
      'Going on with the batch call after an upload that failed, as some clients do.',
    ],
    actor: 'client',
    retryable: true,
    retryAfter: 'once the upload before it is known to have succeeded',
    article: ARTICLE_1864,
    unsure: 'That each batch that was accepted leaves a row is inferred from those that do.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  live: { needs: ['batches'], fromPart: false, ofRecorded: true, detect },
  later: [],
};

import { isDelete } from '@/lib/evidence/log-row';
import { isOutOfSequence } from '@/lib/evidence/loss';
import { flattenMeta, readOrderingId } from '@/lib/evidence/meta';
import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { recognition } from './paste-signs';
import { claimedRows, rowSign } from './pasted-rows';
import { countOf, formatCount, formatMoment } from './phrasing';
import type { Detection, LiveDoor, Observed, Problem, Recognition } from './problem';
import { fromRows, sinceThen } from './row-finding';
import { sequenceReasons } from './sequence-reason';

function detect(observed: Observed): Detection {
  const { claimed, pipeline, evidence } = observed;
  if (claimed.length === 0) return { state: 'clear' };
  const { lost, ...seen } = fromRows(claimed, pipeline);
  const reasons = sequenceReasons(claimed, evidence);
  const refused = countOf(claimed.length, 'operation');
  return {
    state: 'found',
    findings: [
      {
        problem: 'out-of-sequence',
        key: '',
        title: `${refused} refused as out of sequence${
          lost === null ? '' : lost > 0 ? `, ${countOf(lost, 'item')} lost` : ', no item lost'
        }`,
        ...seen,
        confidenceReason:
          reasons.length === 0
            ? 'The code in the rows is certain; which of the causes it was is not shown by them.'
            : 'The code in the rows is certain; which of the causes it was is inferred from the orderingIds that they show.',
        count: claimed.length,
        unit: 'operations',
        text: [
          outcomeText(observed, seen.items.total, lost),
          deletesText(observed, lost),
          ...reasons,
          beatingPair(observed),
        ]
          .filter((sentence) => sentence !== '')
          .join(' '),
        assumptions: [],
      },
    ],
  };
}

function outcomeText({ claimed }: Observed, items: number, lost: number | null): string {
  const refused = `${formatCount(claimed.length)} refused`;
  if (lost === null) return `${refused}. ${sinceThen(lost, items)}`;
  const won = items - lost;
  return `${refused}; ${formatCount(won)} of those items ${wasOrWere(won)} indexed by a newer operation; ${formatCount(lost)} ${wasOrWere(lost)} not.`;
}

function deletesText({ claimed }: Observed, lost: number | null): string {
  const deletes = claimed.filter(({ row }) => isDelete(row.operation)).length;
  if (deletes === 0 || lost === 0) return '';
  return `${countOf(deletes, 'refused operation')} ${wasOrWere(deletes)} a delete: such an item is still in the index.`;
}

function wasOrWere(n: number): string {
  return n === 1 ? 'was' : 'were';
}

function beatingPair({ claimed, evidence }: Observed): string {
  const example = claimed.findLast(({ meta }) => readOrderingId(meta) !== null);
  const refusedId = example ? readOrderingId(example.meta) : null;
  if (!example || refusedId === null) {
    return 'Which operation beat which cannot be shown: Coveo’s rows name no orderingId here.';
  }
  let winner: { id: string; at: string } | null = null;
  for (const row of evidence.rows) {
    const concerns =
      row.operation === 'DELETE_OLDER_THAN' ? row.at <= example.row.at : row.item === example.row.item;
    if (!concerns || row.guid === example.row.guid) continue;
    const id = readOrderingId(flattenMeta(row.meta));
    if (
      id !== null &&
      BigInt(id) > BigInt(refusedId) &&
      (winner === null || BigInt(id) > BigInt(winner.id))
    ) {
      winner = { id, at: row.at };
    }
  }
  return winner === null
    ? `For example orderingId ${refusedId}, refused ${formatMoment(example.row.at)}; what beat it is not among the rows read.`
    : `For example orderingId ${refusedId}, refused ${formatMoment(example.row.at)}, is lower than ${winner.id}, which was logged ${formatMoment(winner.at)}.`;
}

const LIVE: LiveDoor = {
  needs: ['failures'],
  fromPart: true,
  readsText: 'items',
  claim: ({ row }) => (isOutOfSequence(row) ? 'certain' : null),
  detect,
};

const SIGNS: ErrorSigns = {
  codes: ['OUT_OF_SEQUENCE_OPERATION'],
  statuses: [],
  plain: [phrase('out of sequence operation', 'out(?: |-)of(?: |-)sequence operations?')],
  fitting: [phrase('out of sequence', 'out(?: |-)of(?: |-)sequence')],
};

function recognise(facts: Facts): Recognition | null {
  const sign =
    rowSign(facts, claimedRows(facts, LIVE), /OUT_OF_SEQUENCE_OPERATION/) ?? readSign(facts, SIGNS);
  if (sign === null) return null;
  return recognition(sign, {
    reasons: [
      ...sign.reasons,
      'Which operation beat it is not shown: the item’s other rows tell whether a newer one arrived, and then nothing is lost.',
    ],
    wrongIf:
      'No other operation on the item, and no delete older than on the source, had a higher orderingId.',
    decidedBy: {
      tells: 'The item’s rows show whether it was indexed by a newer operation since.',
      call: { name: 'logs.list', item: facts.identifiers.find(({ name }) => name === 'item')?.value ?? null },
    },
  });
}

/** An operation whose orderingId is lower than the item’s last is refused in the pipeline (articles 95 and 147). */
export const outOfSequence: Problem = {
  id: 'out-of-sequence',
  words: {
    title: 'Out of sequence operation',
    whatHappened:
      'The pipeline refused operations because their `orderingId` is lower than one that Coveo already had for the item, or for the whole source.',
    cause:
      'Two jobs push the same items side by side, a client sets its own `orderingId` and does not let it grow, or an earlier delete older than carried an `orderingId` in the future. Refusing the older of two operations is what Coveo is meant to do; it is a loss only where the refused one was the one that should stay.',
    fix: [
      'Look at the items that were not indexed since: push these again.',
      'Leave out `orderingId` where it is optional: Coveo then uses the time of the call.',
      'Let one job at a time push to the source, and upload its batches one after the other.',
      'If every push is refused, look for a delete older than with a future `orderingId`; only then consider recreating the source.',
    ],
    mistakes: [
      'Sending seconds in one request and milliseconds in another: 10 digits are always older than 13.',
      'Taking local time for UTC: the ids of an hour’s pushes are then refused or refuse others.',
    ],
    actor: 'client',
    retryable: true,
    retryAfter: 'at once, without an `orderingId`, unless a delete older than in the future locks the source',
    article: article95('Out of sequence operation'),
    unsure: 'That a time-zone mistake or two jobs are behind it is inferred from how `orderingId` works.',
  },
  signs: { statuses: [], codes: ['OUT_OF_SEQUENCE_OPERATION'] },
  example: `{
  "datetime": "2026-11-22T02:00:04.120Z",
  "id": "https://example.com/manual",
  "meta": { "errorCode": "OUT_OF_SEQUENCE_OPERATION", "orderingId": "1795312800000" },
  "operation": "DELETE",
  "result": "REJECTED",
  "task": "CONSUMING"
}`,
  paste: errorDoor(SIGNS, recognise),
  live: LIVE,
  later: ['pre-flight'],
};

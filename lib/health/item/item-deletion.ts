import type { ItemObservation } from '@/lib/evidence/item-observation';
import { formatMoment } from '@/lib/problems/phrasing';
import { type Decision, decider } from './item-decider';
import { causeText } from './item-headline';
import type { Decider } from './item-report';
import type { Standing } from './item-standing';

/** Whether something deleted the item after it was indexed. */
export function deletionDecider(observation: ItemObservation, standing: Standing): Decider {
  return decider('deletion', 'Has nothing deleted it since?', decide(observation, standing));
}

function decide({ deletions }: ItemObservation, { deletion, indexed, doubtful, newest }: Standing): Decision {
  if (deletion?.how === 'pushed') {
    return {
      answer: 'no',
      text: `A delete that was pushed for it was carried out ${formatMoment(deletion.at)}.`,
      rows: [deletion.row],
    };
  }
  if (deletion?.how === 'removed') {
    const { row, cause } = deletion.removal;
    const by =
      cause === null
        ? 'by which operation, the rows read do not show'
        : cause.guid === row.guid
          ? 'by a delete older than, as the row says'
          : `likely by ${causeText(cause)}: which operation it was is inferred from the order in time`;
    return {
      answer: 'no',
      text: `It was removed ${formatMoment(row.at)} without a delete that was pushed for it, ${by}.`,
      rows: cause === null || cause.guid === row.guid ? [row] : [cause, row],
    };
  }
  if (deletion?.how === 'inferred') {
    return {
      answer: 'no',
      text: `Likely deleted by ${causeText(deletion.cause)}: it takes all that is older, or below it. No row of the item itself shows it.`,
      rows: [deletion.cause],
    };
  }
  const { part } = deletions;
  if (indexed === null) {
    return {
      answer: 'unknown',
      text:
        newest === null
          ? 'Because no row of it was read. A deletion of more than two weeks ago is in no log.'
          : 'Because no push of it was seen to reach the index, so there was nothing to delete that the logs show.',
    };
  }
  const last = doubtful.at(-1);
  if (last !== undefined) {
    return {
      answer: 'unknown',
      text: `Because of ${causeText(last)}, after the item was indexed: the rows do not show both orderingIds, so whether it took the item along cannot be told. The item has no row of a removal.`,
      rows: doubtful,
    };
  }
  if (part.state !== 'complete') {
    return {
      answer: 'unknown',
      text: `Because the deletions of the source could not all be read. ${part.why ?? ''}`.trim(),
    };
  }
  return {
    answer: 'yes',
    text: `No delete of it, and no deletion that takes it along, stands after ${formatMoment(indexed.endedAt)}.`,
    rows: [indexed.lastRow],
  };
}

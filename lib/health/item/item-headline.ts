import type { ItemObservation } from '@/lib/evidence/item-observation';
import type { FollowedOperation } from '@/lib/evidence/item-operation';
import { isDelete, type LogRow } from '@/lib/evidence/log-row';
import { flattenMeta, readOrderingId } from '@/lib/evidence/meta';
import { toMs } from '@/lib/evidence/time';
import { countOf, formatDuration, formatMoment } from '@/lib/problems/phrasing';
import { refusalText, refusedSince } from './item-calls';
import { because, type ProblemOf } from './item-problem';
import type { ItemReport, ItemState } from './item-report';
import type { Deletion, Standing } from './item-standing';

/** The answer on top of the page. */
export type Headline = Pick<ItemReport, 'state' | 'text' | 'confidence'>;

/** Says in a sentence or two where the item stands, never more than the rows show. */
export function itemHeadline(
  observation: ItemObservation,
  standing: Standing,
  problemOf: ProblemOf,
): Headline {
  const { history } = observation;
  const call = refusedSince(observation);
  const known = knownHeadline(observation, standing, problemOf);
  const headline = asFarAsRead(known, history);
  return call === null ? headline : { ...headline, text: `${refusalText(call)} ${headline.text}` };
}

function asFarAsRead(known: Headline, history: ItemObservation['history']): Headline {
  if (history.part.state === 'complete' || history.rows.length === 0) return known;
  return {
    ...known,
    confidence: 'likely',
    text: `${known.text} Not every row of it was read, and what was not may say otherwise. ${history.part.why ?? ''}`.trim(),
  };
}

function knownHeadline(observation: ItemObservation, standing: Standing, problemOf: ProblemOf): Headline {
  const { history, now } = observation;
  const { newest, trailing, indexed, deletion } = standing;
  if (history.rows.length === 0) return unseen(observation);
  if (newest === null && deletion === null) {
    return {
      state: 'unknown',
      confidence: 'certain',
      text: `Not known: of the ${countOf(history.rows.length, 'row')} that it has, none begins an operation on it or ends one.`,
    };
  }
  if (trailing !== null) {
    const { state, text } = isDelete(trailing.operation)
      ? hangingDelete(trailing, standing, problemOf, now)
      : hangingPush(trailing, standing, problemOf, now);
    const isInferred = deletion?.how === 'inferred' || state === 'unfinished' || state === 'being deleted';
    const before = earlier(standing, observation, state);
    return { state, text: `${text} ${before}`, confidence: isInferred ? 'likely' : 'certain' };
  }
  if (deletion !== null) {
    return {
      state: 'deleted',
      text: deletionText(deletion, observation),
      // That it is gone is in its own row; which operation did it may be inferred, and then the text says so.
      confidence: deletion.how === 'inferred' ? 'likely' : 'certain',
    };
  }
  const arrived = indexed ?? newest;
  if (arrived === null) return unseen(observation);
  return { state: 'indexed', text: indexedText(arrived, standing), confidence: 'certain' };
}

function unseen({ history, window, near }: ItemObservation): Headline {
  if (history.part.state !== 'complete') {
    return {
      state: 'unknown',
      confidence: 'certain',
      text: `Not known: its log rows could not all be read, and of those that were none is its own. ${history.part.why ?? ''}`.trim(),
    };
  }
  const nearest = near?.items ?? [];
  const [only] = nearest;
  const others =
    only === undefined
      ? ''
      : nearest.length === 1
        ? ` There ${only.rows === 1 ? 'is' : 'are'} ${countOf(only.rows, 'row')} for the same ${only.how}.`
        : ` There are rows for ${nearest.length} items whose URI is nearly the same.`;
  return {
    state: 'never seen',
    confidence: 'certain',
    text: `Never seen in the last 14 days: no log row of this source since ${formatMoment(window.from)} names exactly this item.${others} Calls that the Push API refused leave no row.`,
  };
}

function indexedText(operation: FollowedOperation, { beaten }: Standing): string {
  const warning = operation.rows.find(({ result }) => result === 'WARNING');
  return [
    `Indexed ${formatMoment(operation.endedAt)}, as far as the logs show${warning === undefined ? '' : `, with a warning at ${warning.task}`}.`,
    beaten === null
      ? ''
      : `An operation with a lower orderingId was refused as out of sequence ${formatMoment(beaten.endedAt)}: it was the older one, and nothing is lost by it.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function hangingPush(
  operation: FollowedOperation,
  standing: Standing,
  problemOf: ProblemOf,
  now: string,
): { state: ItemState; text: string } {
  const { lastRow, outcome } = operation;
  const at = formatMoment(lastRow.at);
  const place = lastRow.task || 'an unnamed stage';
  if (outcome === 'rejected' || outcome === 'errored') {
    const reason = because(lastRow, problemOf(lastRow));
    const verb = failedVerb(lastRow);
    if (standing.indexed !== null) {
      return { state: 'older version', text: `Its newest push ${verb} at ${place} on ${at}${reason}` };
    }
    // Coveo calls it an UPDATE where the index has the item (inferred): then more than the refusal is not known.
    return operation.operation === 'UPDATE' && standing.deletion === null
      ? { state: 'refused', text: `Its newest push ${verb} at ${place} on ${at}${reason}` }
      : {
          state: 'refused',
          text: `Not in the index, as far as the logs show: ${lastRow.result === 'REJECTED' ? 'refused' : 'failed'} at ${place} on ${at}${reason}`,
        };
  }
  if (lastRow.result === 'SKIPPED') {
    return {
      state: 'skipped',
      text: `Its newest push was skipped at ${place} on ${at}${because(lastRow, null)}`,
    };
  }
  const ageMs = toMs(now) - toMs(lastRow.at);
  const age = formatDuration(Math.max(0, ageMs));
  if (ageMs <= standing.settleMs) {
    return {
      state: 'on its way',
      text: `On its way: it entered ${formatMoment(operation.startedAt)} and was last seen at ${place}, ${age} ago.`,
    };
  }
  return {
    state: 'unfinished',
    text: `It entered ${formatMoment(operation.startedAt)} and has not come out: last seen at ${place}, ${age} ago, and no row says that it was indexed or refused.`,
  };
}

function hangingDelete(
  operation: FollowedOperation,
  { indexed, settleMs }: Standing,
  problemOf: ProblemOf,
  now: string,
): { state: ItemState; text: string } {
  const { lastRow, outcome } = operation;
  const at = formatMoment(lastRow.at);
  if (outcome === 'rejected' || outcome === 'errored') {
    return {
      state: indexed === null ? 'unknown' : 'indexed',
      text: `A delete of it ${failedVerb(lastRow)} at ${lastRow.task || 'an unnamed stage'} on ${at}${because(lastRow, problemOf(lastRow))}`,
    };
  }
  const isYoung = toMs(now) - toMs(lastRow.at) <= settleMs;
  return {
    state: 'being deleted',
    text: isYoung
      ? `On its way out: a delete of it was last seen at ${lastRow.task} on ${at}.`
      : `A delete of it entered ${formatMoment(operation.startedAt)}. No row says that it was carried out: which rows a delete leaves is not published, so most likely it was.`,
  };
}

/** What the index holds beside an operation that did not get there. */
function earlier(standing: Standing, observation: ItemObservation, state: ItemState): string {
  const { indexed, deletion, trailing } = standing;
  if (indexed !== null && state === 'being deleted') {
    return `It had been indexed ${formatMoment(indexed.endedAt)}.`;
  }
  if (indexed !== null) {
    return `The index holds it as it was indexed ${formatMoment(indexed.endedAt)}, as far as the logs show.`;
  }
  if (deletion !== null) {
    const since = trailing !== null && deletion.at >= trailing.endedAt;
    return `${since ? 'What the index had of it before' : 'Before that it'} was ${lowerFirst(deletionText(deletion, observation))}`;
  }
  const since = formatMoment(observation.window.from);
  return trailing?.operation === 'UPDATE'
    ? `The index may hold a version from before ${since}, of which no row is left: Coveo calls the push an UPDATE, as it most likely does where it has the item.`
    : `Nothing of it was indexed since ${since}; a version from before would leave no row.`;
}

function deletionText(deletion: Deletion, observation: ItemObservation): string {
  const at = formatMoment(deletion.at);
  switch (deletion.how) {
    case 'pushed':
      return `Deleted ${at} by a ${deletion.row.operation === 'DELETE_AND_CHILDREN' ? 'delete with children' : 'delete'} that was pushed for it.`;
    case 'removed': {
      const { row, cause } = deletion.removal;
      if (cause?.guid === row.guid) return `Deleted ${at} by a delete older than, as its own row says.`;
      if (cause === null) {
        return `Deleted ${at} by an operation that was not pushed for it: which one, the rows that were read do not show.${partText(observation)}`;
      }
      return `Deleted ${at}, likely by ${causeText(cause)}: it stands shortly before, and no delete was pushed for the item.${around(observation.removedAround)}`;
    }
    case 'inferred': {
      const { cause, itemOrderingId } = deletion;
      const own = readOrderingId(flattenMeta(cause.meta));
      const ids =
        own === null || itemOrderingId === null
          ? 'the item lies below it'
          : `its orderingId ${own} is above the item’s, ${itemOrderingId}`;
      return `Likely deleted ${at} by ${causeText(cause)}: ${ids}. No row of the item itself shows it.`;
    }
  }
}

/** What became of a row that is a failure: REJECTED is a refusal, ERROR a failure of the stage (inferred). */
export function failedVerb({ result }: LogRow): string {
  return result === 'REJECTED' ? 'was refused' : 'failed';
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** A deletion that concerns more than one item, in words. */
export function causeText(cause: LogRow): string {
  const at = formatMoment(cause.at);
  return cause.operation === 'DELETE_OLDER_THAN'
    ? `the delete older than that was carried out ${at}`
    : `the delete with children of ${cause.item ?? 'an unnamed item'}, ${at}`;
}

function around(removed: number | null): string {
  return removed === null
    ? ''
    : ` In the hour from it on, the source has ${countOf(removed, 'row')} of deletions at INDEXING.`;
}

function partText({ deletions }: ItemObservation): string {
  return deletions.part.state === 'complete'
    ? ''
    : ` Not all of its deletions were read. ${deletions.part.why ?? ''}`;
}

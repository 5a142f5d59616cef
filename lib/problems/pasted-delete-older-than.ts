import { orderingMoment, orderingUnit } from '@/lib/ordering/ordering-id';
import type { Facts, Span } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { isForeign, recognition, saidOf } from './paste-signs';
import { formatMoment } from './phrasing';
import type { PasteDoor, Recognition } from './problem';
import { orderingIdOfAddress, orderingIdOfRow } from './stated-ordering-id';

/** A delete older than that a paste shows, with its orderingId as digits. */
interface PastedDelete {
  readonly from: 'request' | 'log row' | 'text';
  readonly orderingId: string;
  readonly span: Span;
}

/** The words of such a request where its whole address is not shown. */
const NAMED = [
  phrase('documents/olderthan', 'documents/olderthan'),
  phrase('deleteDocumentsOlderThan', 'deleteDocumentsOlderThan'),
  phrase('deleteOlderThan', 'deleteOlderThan'),
];

const INEFFECTIVE = [
  phrase(
    'older than deletes nothing',
    'older than (?:request |call |operation )?(?:does not|doesn.t|did not|didn.t) (?:delete|remove)',
  ),
  phrase(
    'delete older than has no effect',
    'delete older than (?:request |call |operation )?(?:has no effect|deletes nothing|is ignored)',
  ),
];

const SIGNS: ErrorSigns = { statuses: [], plain: INEFFECTIVE };

function recognise(facts: Facts): Recognition | null {
  if (isForeign(facts)) return null;
  const wrongIf = 'The items of the source carry orderingIds in seconds too, lower than this one.';
  const inSeconds = pastedDeletes(facts).find(({ orderingId }) => orderingUnit(orderingId) === 'seconds');
  if (inSeconds === undefined) {
    const sign = readSign(facts, SIGNS);
    return sign === null
      ? null
      : recognition(
          { ...sign, confidence: 'possible' },
          {
            wrongIf:
              'The items that are left have a higher orderingId than the delete older than had, or its queueDelay has not passed.',
          },
        );
  }
  const { orderingId, from, span } = inSeconds;
  const moment = orderingMoment(orderingId);
  return recognition(
    {
      confidence: 'likely',
      reasons: [
        `The ${from} of the delete older than has the orderingId ${orderingId}: 10 digits are seconds${moment === null ? '' : ` (${formatMoment(moment)})`}, and Coveo counts milliseconds, 13 digits.`,
        'Nothing that was pushed with the time in milliseconds is lower, so it deletes nothing, although it is accepted.',
      ],
      spans: [span],
    },
    { wrongIf },
  );
}

function pastedDeletes(facts: Facts): PastedDelete[] {
  if (facts.status !== null && facts.status.value >= 400) return [];
  return [...requestedDelete(facts), ...loggedDeletes(facts), ...namedDeletes(facts)];
}

function requestedDelete({ request }: Facts): PastedDelete[] {
  const url = request?.url ?? null;
  if (url === null || url.service === 'foreign') return [];
  const stated = orderingIdOfAddress(url);
  return stated === null ? [] : [{ from: 'request', ...stated, span: stated.span ?? url.span }];
}

function loggedDeletes({ rows, text }: Facts): PastedDelete[] {
  return rows.read.flatMap((read) => {
    const stated = read.row.operation === 'DELETE_OLDER_THAN' ? orderingIdOfRow(read, text) : null;
    return stated === null ? [] : [{ from: 'log row', ...stated }];
  });
}

function namedDeletes(facts: Facts): PastedDelete[] {
  const isElsewhere = facts.request?.url != null || facts.rows.total > 0;
  if (isElsewhere || saidOf(facts, NAMED) === null) return [];
  return facts.identifiers.flatMap(({ name, value, span }) =>
    name === 'orderingId' ? [{ from: 'text' as const, orderingId: value, span }] : [],
  );
}

/** The paste door of a delete older than whose orderingId is too low: only seconds show that by themselves. */
export const deleteOlderThanDoor: PasteDoor = errorDoor(
  { ...SIGNS, plain: [...INEFFECTIVE, ...NAMED] },
  recognise,
);

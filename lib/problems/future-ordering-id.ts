import { HOUR_MS, MINUTE_MS, toMs } from '@/lib/evidence/time';
import { orderingMoment, orderingUnit } from '@/lib/ordering/ordering-id';
import type { Fact, Facts, Span } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { futureDeleteDoor, TOLERANCE_MS } from './future-delete';
import { readHttpDate } from './http-date';
import { hasSucceeded, isForeign, saidOf } from './paste-signs';
import { formatDuration, formatFullMoment } from './phrasing';
import type { Claim, Problem, Recognition } from './problem';
import { orderingIdOfAddress, orderingIdOfRow } from './stated-ordering-id';

/** So near to whole hours a difference is taken for a time zone (an assumption). */
const ZONE_TOLERANCE_MS = 2 * MINUTE_MS;
/** No time zone is further from UTC. */
const MAX_ZONE_MS = 14 * HOUR_MS;

const PHRASES = [
  phrase('older-than', 'olderthan'),
  phrase('delete-older-than-path', 'deleteolderthan'),
  phrase('deleteDocumentsOlderThan', 'deleteDocumentsOlderThan'),
  phrase('deleteOlderThan', 'deleteOlderThan'),
  phrase('delete-older-than-words', 'delete older than'),
];

/** A delete older than in a paste: its orderingId, and by which clock it is judged. */
interface Request {
  readonly orderingId: string;
  readonly span: Span;
  readonly clock: Clock;
  /** Whether it is plainly an orderingId of such a request, and not only a number near these words. */
  readonly isSure: boolean;
}

interface Clock {
  readonly at: string;
  readonly what: string;
}

function recognise(facts: Facts): Recognition | null {
  if (isForeign(facts)) return null;
  let latest: { request: Request; aheadMs: number } | null = null;
  for (const request of requestsIn(facts)) {
    const moment =
      orderingUnit(request.orderingId) === 'milliseconds' ? orderingMoment(request.orderingId) : null;
    if (moment === null) continue;
    const aheadMs = toMs(moment) - toMs(request.clock.at);
    if (aheadMs <= TOLERANCE_MS) continue;
    if (latest === null || aheadMs > latest.aheadMs) latest = { request, aheadMs };
  }
  return latest === null ? null : describe(latest.request, latest.aheadMs, facts.now);
}

function requestsIn(facts: Facts): Request[] {
  return [...fromRows(facts), ...fromAddress(facts), ...fromWords(facts)];
}

/** A row is judged by its own time, unless that is shown without its zone or not at all. */
function fromRows(facts: Facts): Request[] {
  const { rows, text } = facts;
  return rows.read.flatMap((read) => {
    const { row, dated } = read;
    if (row.operation !== 'DELETE_OLDER_THAN' || row.result === 'REJECTED' || row.result === 'ERROR')
      return [];
    const stated = orderingIdOfRow(read, text);
    const clock = dated === 'in UTC' ? { at: row.at, what: 'the time of its log row' } : clockOf(facts);
    return stated === null || clock === null ? [] : [{ ...stated, clock, isSure: true }];
  });
}

function fromAddress(facts: Facts): Request[] {
  const url = facts.request?.url ?? null;
  const clock = clockOf(facts);
  const stated = url === null ? null : orderingIdOfAddress(url);
  if (url === null || stated === null || clock === null || isRefused(facts)) return [];
  const { orderingId, span } = stated;
  const identifier = facts.identifiers.find(
    ({ name, value }) => name === 'orderingId' && value === orderingId,
  );
  return [{ orderingId, span: span ?? identifier?.span ?? url.span, clock, isSure: true }];
}

/** Log lines and calls of a client's function: the words of a delete older than, and an orderingId. */
function fromWords(facts: Facts): Request[] {
  const clock = clockOf(facts);
  const isElsewhere = facts.request?.url != null || facts.rows.total > 0;
  if (clock === null || isElsewhere || isRefused(facts) || saidOf(facts, PHRASES) === null) return [];
  const ids = facts.identifiers.filter(({ name }) => name === 'orderingId');
  return [...ids.map(({ value, span }) => ({ value, span })), ...argumentsOf(facts)].map(
    ({ value, span }) => ({
      orderingId: value,
      span,
      clock,
      isSure: false,
    }),
  );
}

/** Numbers that stand right behind the words, as in `deleteDocumentsOlderThan(1795168800000)`. */
function argumentsOf({ phrases, text }: Facts): Fact<string>[] {
  return phrases.flatMap(({ name, span: [, end] }) => {
    const [whole = '', value] = /^[\s('"=:]{1,6}(\d{13})(?!\d)/.exec(text.slice(end, end + 20)) ?? [];
    if (value === undefined || !PHRASES.some((known) => known.name === name)) return [];
    return [{ value, span: [end + whole.length - value.length, end + whole.length] as const }];
  });
}

/** A call that was refused sets nothing. */
function isRefused(facts: Facts): boolean {
  return facts.status !== null && !hasSucceeded(facts);
}

/** The moment of the call: that of its answer, else the moment at which one looks, which is later. */
function clockOf({ response, now }: Facts): Clock | null {
  const header = response?.headers.find(({ name }) => name === 'date');
  const answered = header === undefined ? null : readHttpDate(header.value);
  if (answered !== null) return { at: answered, what: 'the `Date` of the answer' };
  return now === null ? null : { at: now, what: 'now' };
}

function describe(
  { orderingId, span, clock, isSure }: Request,
  aheadMs: number,
  now: string | null,
): Recognition {
  const moment = orderingMoment(orderingId) ?? clock.at;
  const isOver = now !== null && toMs(moment) <= toMs(now);
  const confidence: Claim = isSure ? 'certain' : 'likely';
  const hours = Math.round(aheadMs / HOUR_MS);
  const isZone =
    hours > 0 && aheadMs <= MAX_ZONE_MS && Math.abs(aheadMs - hours * HOUR_MS) <= ZONE_TOLERANCE_MS;
  return {
    confidence,
    reasons: [
      `The \`orderingId\` ${orderingId} stands for ${formatFullMoment(moment)}, ${formatDuration(aheadMs)} after ${clock.what}.`,
      isOver
        ? 'That moment has passed: pushes are taken again, and those refused until then must be sent again.'
        : `Until ${formatFullMoment(moment)} every push to the source is refused as out of sequence, whatever the calls answer.`,
      ...(isZone
        ? [`The difference is ${hours} h almost to the minute: most likely local time was taken for UTC.`]
        : []),
      ...(isSure
        ? []
        : ['That the number is the `orderingId` of a delete older than is read from the words around it.']),
    ],
    spans: [span],
    wrongIf:
      clock.what === 'now'
        ? 'The call was never sent, or the clock of this computer is behind.'
        : 'The call was never carried out: no item that is pushed since is refused as out of sequence.',
    decidedBy: {
      tells: 'Whether items pushed since are refused: rows with OUT_OF_SEQUENCE_OPERATION confirm it.',
      call: { name: 'logs.list', item: null },
    },
    retryAfter: isOver
      ? 'at once: the moment in the `orderingId` has passed'
      : `after ${formatFullMoment(moment)}`,
  };
}

/** A delete older than whose orderingId lies in the future makes the pipeline refuse every push until then (article 147). */
export const futureOrderingId: Problem = {
  id: 'future-ordering-id',
  words: {
    title: 'Delete older than with an orderingId in the future',
    whatHappened:
      'A `DELETE …/documents/olderthan` carried an `orderingId` that lies in the future. Until that moment the pipeline refuses everything that is pushed to the source as out of sequence, while the calls go on answering `202`.',
    cause:
      'The client adds a margin, takes local time for UTC (east of Greenwich that is hours ahead), or reads a clock that is wrong.',
    fix: [
      'Work out the moment: 13 digits are milliseconds since 1970 in UTC.',
      'If it is hours away, stop pushing, wait until it has passed, and push everything again that was sent meanwhile.',
      'If it is too far away to wait for, recreate the source from its JSON configuration (`GET …/sources/{sourceId}/raw`), and push all content to the new source id.',
      'Take as `orderingId` the time in milliseconds, in UTC, from just before the first item of the run was pushed; add nothing to it.',
    ],
    mistakes: [
      'Pushing the same again and again in the meantime: each of it is refused.',
      'Sending another delete older than with a lower `orderingId`: nothing says that it takes the first one back.',
      'Recreating the source before it is certain: everything that names its id must then be changed.',
    ],
    actor: 'client',
    retryable: true,
    retryAfter: 'once the moment in the `orderingId` has passed',
    article: {
      title: 'Coveo 147: About the orderingId parameter',
      url: 'https://docs.coveo.com/en/147/',
    },
    unsure:
      'That pushes are refused until then is documented. That the time zone is to blame is inferred, from a difference of whole hours.',
  },
  signs: { statuses: [], codes: [] },
  example: `> DELETE /push/v1/organizations/exampleorg/sources/abcdefghijklmnopqrstuvwxyz-exampleorg/documents/olderthan?orderingId=2110964400000 HTTP/1.1
> Host: api.cloud.coveo.com
> Authorization: Bearer $COVEO_TOKEN
>
< HTTP/1.1 202 Accepted
< Date: Fri, 20 Nov 2026 09:00:00 GMT
<`,
  paste: { codes: [], phrases: PHRASES, recognise },
  live: futureDeleteDoor,
  later: ['pre-flight'],
};

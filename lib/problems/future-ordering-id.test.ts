import { describe, expect, it } from 'vitest';
import { buildRow } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { toIso, toMs } from '@/lib/evidence/time';
import type { Facts } from '@/lib/paste/facts';
import { factsOf, identifierOf, requestOf, responseOf, rowFactOf, urlOf } from '@/lib/paste/facts-builder';
import { futureOrderingId } from './future-ordering-id';
import type { Recognition } from './problem';

const recognise = (facts: Partial<Facts>) => futureOrderingId.paste?.recognise(factsOf(facts)) ?? null;

const AT = '2026-11-20T09:00:00.000Z';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const idAfter = (ms: number) => String(toMs(AT) + ms);

const olderThan = (orderingId: string) =>
  requestOf({
    method: { value: 'DELETE', span: [0, 6] },
    url: urlOf({
      value: `https://api.cloud.coveo.com/push/v1/organizations/org/sources/source/documents/olderthan?orderingId=${orderingId}`,
      span: [7, 120],
      path: '/push/v1/organizations/{organization}/sources/{source}/documents/olderthan',
      parameters: [{ name: 'orderingId', value: orderingId, span: [107, 120] }],
    }),
  });
const ANSWERED = responseOf({
  headers: [{ name: 'date', value: 'Fri, 20 Nov 2026 09:00:00 GMT', span: [0, 30] }],
});
const row = (orderingId: string, different: Partial<LogRow> = {}) =>
  rowFactOf(
    buildRow({ at: AT, operation: 'DELETE_OLDER_THAN', meta: { orderingId }, ...different }),
    [200, 300],
  );

const WORDS = [{ name: 'older-than', span: [0, 9] }] as const;

const DECIDED_BY = {
  tells: 'Whether items pushed since are refused: rows with OUT_OF_SEQUENCE_OPERATION confirm it.',
  call: { name: 'logs.list', item: null },
} as const;
const BY_ANSWER: Recognition = {
  confidence: 'certain',
  reasons: [
    `The \`orderingId\` ${idAfter(100 * MINUTE)} stands for 2026-11-20 10:40 UTC, 100 min after the \`Date\` of the answer.`,
    'Until 2026-11-20 10:40 UTC every push to the source is refused as out of sequence, whatever the calls answer.',
  ],
  spans: [[107, 120]],
  wrongIf: 'The call was never carried out: no item that is pushed since is refused as out of sequence.',
  decidedBy: DECIDED_BY,
  retryAfter: 'after 2026-11-20 10:40 UTC',
};

describe('a delete older than in the future is recognised', () => {
  it('for certain against the date of the answer, with the moment until which pushes are refused', () => {
    expect(recognise({ request: olderThan(idAfter(100 * MINUTE)), response: ANSWERED })).toEqual(BY_ANSWER);
  });

  it.each([1, 2, -0.01, 14])(
    'as a mistake of the time zone where it is whole hours ahead: about %d',
    (hours) => {
      const aheadMs = hours < 0 ? 5 * HOUR + hours * HOUR : hours * HOUR;
      const shown = Math.round(aheadMs / HOUR);
      expect(recognise({ request: olderThan(idAfter(aheadMs)), response: ANSWERED })?.reasons[2]).toBe(
        `The difference is ${shown} h almost to the minute: most likely local time was taken for UTC.`,
      );
    },
  );

  it('against now where the answer shows no date', () => {
    expect(recognise({ request: olderThan(idAfter(100 * MINUTE)), now: AT })).toEqual({
      ...BY_ANSWER,
      reasons: [
        `The \`orderingId\` ${idAfter(100 * MINUTE)} stands for 2026-11-20 10:40 UTC, 100 min after now.`,
        BY_ANSWER.reasons[1] ?? '',
      ],
      wrongIf: 'The call was never sent, or the clock of this computer is behind.',
    });
  });

  it('as over where that moment has passed since', () => {
    const facts = { request: olderThan(idAfter(100 * MINUTE)), response: ANSWERED };
    expect(recognise({ ...facts, now: toIso(toMs(AT) + 2 * HOUR) })).toEqual({
      ...BY_ANSWER,
      reasons: [
        BY_ANSWER.reasons[0] ?? '',
        'That moment has passed: pushes are taken again, and those refused until then must be sent again.',
      ],
      retryAfter: 'at once: the moment in the `orderingId` has passed',
    });
  });

  it('in a log row, against the row’s own time', () => {
    expect(recognise({ rows: { read: [row(idAfter(100 * MINUTE))], total: 1 } })).toEqual({
      ...BY_ANSWER,
      reasons: [
        `The \`orderingId\` ${idAfter(100 * MINUTE)} stands for 2026-11-20 10:40 UTC, 100 min after the time of its log row.`,
        BY_ANSWER.reasons[1] ?? '',
      ],
      spans: [[200, 300]],
    });
  });

  it('in a log row whose time is not known in UTC, against the moment at which one looks', () => {
    const local = { ...row(idAfter(100 * MINUTE)), dated: 'without zone' } as const;
    expect(recognise({ rows: { read: [local], total: 1 } })).toBeNull();
    expect(recognise({ now: AT, rows: { read: [local], total: 1 } })?.reasons[0]).toBe(
      `The \`orderingId\` ${idAfter(100 * MINUTE)} stands for 2026-11-20 10:40 UTC, 100 min after now.`,
    );
  });

  it('in the path of the Stream API', () => {
    const id = idAfter(100 * MINUTE);
    const url = urlOf({
      value: `https://api.cloud.coveo.com/push/v1/organizations/org/sources/source/stream/deleteolderthan/${id}?queueDelay=15`,
      span: [5, 110],
    });
    expect(recognise({ request: requestOf({ url }), response: ANSWERED })).toEqual({
      ...BY_ANSWER,
      spans: [[5, 110]],
    });
  });

  it('as likely where only the words stand beside the number', () => {
    expect(
      recognise({
        now: AT,
        phrases: WORDS,
        identifiers: [
          identifierOf('orderingId', idAfter(100 * MINUTE), { unit: 'milliseconds', moment: null }),
        ],
      }),
    ).toEqual({
      ...BY_ANSWER,
      confidence: 'likely',
      reasons: [
        `The \`orderingId\` ${idAfter(100 * MINUTE)} stands for 2026-11-20 10:40 UTC, 100 min after now.`,
        BY_ANSWER.reasons[1] ?? '',
        'That the number is the `orderingId` of a delete older than is read from the words around it.',
      ],
      spans: [[0, 0]],
      wrongIf: 'The call was never sent, or the clock of this computer is behind.',
    });
  });

  it('in the argument of a client’s function', () => {
    const text = 'await source.deleteDocumentsOlderThan(2110964400000)';
    const phrases = [{ name: 'deleteDocumentsOlderThan', span: [13, 37] }] as const;
    const found = recognise({ text, phrases, now: AT });
    expect([found?.confidence, found?.spans, found?.retryAfter]).toEqual([
      'likely',
      [[38, 51]],
      'after 2036-11-22 11:00 UTC',
    ]);
  });

  it('for years ahead, with the year', () => {
    expect(recognise({ request: olderThan('2110964400000'), response: ANSWERED })?.retryAfter).toBe(
      'after 2036-11-22 11:00 UTC',
    );
  });
});

describe('a delete older than in the future is not seen', () => {
  it.each<[string, Partial<Facts>]>([
    ['five minutes ahead', { request: olderThan(idAfter(5 * MINUTE)), response: ANSWERED }],
    ['in the past', { request: olderThan(idAfter(-HOUR)), response: ANSWERED }],
    ['in seconds', { request: olderThan('4102444800'), response: ANSWERED }],
    ['in ticks, 18 digits', { request: olderThan('636423001940000000'), response: ANSWERED }],
    ['in nanoseconds, 20 digits', { request: olderThan('19457712023373612345'), response: ANSWERED }],
    [
      'in microseconds, which another clock counts',
      { request: olderThan('1795168800000000'), response: ANSWERED },
    ],
    ['without any clock', { request: olderThan(idAfter(HOUR)) }],
    [
      'by a date without its zone',
      {
        request: olderThan(idAfter(HOUR)),
        response: responseOf({
          headers: [{ name: 'date', value: 'Fri, 20 Nov 2026 09:00:00', span: [0, 30] }],
        }),
      },
    ],
    [
      'in a call that was refused',
      { request: olderThan(idAfter(HOUR)), response: ANSWERED, status: { value: 412, span: [0, 3] } },
    ],
    [
      'in a push, whose id holds for its item alone',
      {
        now: AT,
        request: requestOf({
          url: urlOf({ parameters: [{ name: 'orderingId', value: idAfter(HOUR), span: [0, 13] }] }),
        }),
      },
    ],
    ['in a number without words', { now: AT, identifiers: [identifierOf('orderingId', idAfter(HOUR))] }],
    ['in words without a number', { now: AT, phrases: WORDS }],
    [
      'in a row that was rejected',
      { rows: { read: [row(idAfter(HOUR), { result: 'REJECTED' })], total: 1 } },
    ],
    ['in a row of an item', { rows: { read: [row(idAfter(HOUR), { operation: 'ADD' })], total: 1 } }],
    [
      'in another vendor’s exchange',
      {
        request: olderThan(idAfter(HOUR)),
        response: ANSWERED,
        foreign: { value: 'api.example.org', span: [0, 15] },
      },
    ],
  ])('%s', (_, facts) => {
    expect(recognise(facts)).toBeNull();
  });
});

import { expect, it } from 'vitest';
import { readLogRow } from '@/lib/evidence/log-row';
import type { Facts, RowFact } from '@/lib/paste/facts';
import { factsOf, rowFactOf } from '@/lib/paste/facts-builder';
import { notesOn } from './notes';
import type { Diagnosis } from './report';

const notes = (facts: Partial<Facts>, diagnosed = false, exchangesLeftOut = 0) =>
  notesOn(
    { text: '', redactions: [], exchanges: [factsOf(facts)], exchangesLeftOut },
    diagnosed ? [{ ...A_DIAGNOSIS }] : [],
  );

const A_DIAGNOSIS: Diagnosis = {
  problem: 'invalid-token',
  title: '',
  confidence: 'certain',
  reasons: [],
  spans: [],
  owner: 'client',
  firstStep: null,
  retryable: false,
  retryAfter: null,
  exchange: 0,
  alsoIn: 0,
  wrongIf: '',
  decidedBy: null,
};

const rows = (...results: readonly string[]): RowFact[] =>
  results.flatMap((result) => {
    const row = readLogRow({ datetime: '2026-11-20T02:00:00Z', id: 'https://a.b/1', result });
    return row ? [rowFactOf(row, [0, 1])] : [];
  });

it.each<[promise: string, said: string[], facts: Partial<Facts>, diagnosed?: boolean]>([
  [
    'a batch is no error, and was not checked',
    [
      'This is a push payload: 3 items to add or update, 1 to delete. It is no error, and it was not checked for mistakes.',
    ],
    { payload: { shape: 'batch', addOrUpdate: 3, deletes: 1, span: [0, 9] } },
  ],
  [
    'an item is no error',
    ['This is the body of one pushed item. It is no error, and it was not checked for mistakes.'],
    { payload: { shape: 'item', addOrUpdate: 1, deletes: 0, span: [0, 9] } },
  ],
  [
    'a 202 means enqueued only',
    [
      'The answer 202 is a success. For a push it means enqueued, not indexed: whether the item arrived shows in the Log Browser only.',
    ],
    { status: { value: 202, span: [0, 3] } },
  ],
  [
    'another success is a success',
    ['The answer 200 is a success.'],
    { status: { value: 200, span: [0, 3] } },
  ],
  [
    'an approved privilege that it is not what is missing, for that token',
    [
      'The token that asked has the privilege SOURCE EDIT x-acme: for that token, a missing privilege is not the cause. It says nothing of any other token.',
    ],
    {
      privileges: [
        {
          approved: true,
          codes: ['OPERATION_GRANTED'],
          targetDomain: 'SOURCE',
          type: 'EDIT',
          targetId: 'x-acme',
          span: [0, 9],
        },
      ],
    },
  ],
  [
    'an evaluation of no privilege that it has to be asked again',
    ['The evaluation was asked for a privilege that does not exist: ask again with one that does.'],
    {
      privileges: [
        {
          approved: false,
          codes: ['OPERATION_FORBIDDEN_INVALID_PRIVILEGE_REQUEST'],
          targetDomain: null,
          type: null,
          targetId: null,
          span: [0, 9],
        },
      ],
    },
  ],
  ['an error needs no note', [], { status: { value: 403, span: [0, 3] } }],
  [
    'rows that succeeded',
    ['2 log rows: all COMPLETED.'],
    { rows: { read: rows('COMPLETED', 'COMPLETED'), total: 2 } },
  ],
  [
    'failed rows that no problem explains',
    ['2 log rows: 1 not COMPLETED. No known problem is recognised in them.'],
    { rows: { read: rows('COMPLETED', 'REJECTED'), total: 2 } },
  ],
  [
    'failed rows that are explained, and rows beyond the bound',
    [
      '9,000 log rows, of which 1,001 were read (the first, and some of each kind that failed behind them): 1,001 not COMPLETED.',
    ],
    { rows: { read: rows(...Array.from({ length: 1001 }, () => 'REJECTED')), total: 9_000 } },
    true,
  ],
])('says of %s', (_promise, said, facts, diagnosed) => {
  expect(notes(facts, diagnosed)).toEqual(said);
});

it('says what was left out', () => {
  expect(notes({}, true, 3)).toEqual(['3 more exchanges were not read: paste the part that matters.']);
});

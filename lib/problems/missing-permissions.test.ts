import { describe, expect, it } from 'vitest';
import { buildRow } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import type { Facts } from '@/lib/paste/facts';
import { factsOf, rowFactOf } from '@/lib/paste/facts-builder';
import { missingPermissions, saysPermissionsMissing } from './missing-permissions';
import type { Recognition } from './problem';

const recognise = (facts: Partial<Facts>) => missingPermissions.paste?.recognise(factsOf(facts)) ?? null;

const TEXT = 'ERROR {"message":"The source is secured and the item has no valid permissions."}';
const WORDS = 'The source is secured and the item has no valid permissions.';
const row = (different: Partial<LogRow> = {}) =>
  buildRow({
    at: '2026-11-20T09:15:04.120Z',
    item: 'https://intranet.example.com/hr/42',
    result: 'ERROR',
    meta: { message: WORDS },
    ...different,
  });
const inRows = (...rows: LogRow[]): Partial<Facts> => ({
  kind: 'log rows',
  text: TEXT,
  rows: { read: rows.map((one) => rowFactOf(one, [0, TEXT.length])), total: rows.length },
});
const COVEO = { value: 'Coveo', span: [0, 5] } as const;
const said = (name: string) => ({ name, span: [0, 10] }) as const;

const WRONG_IF =
  'The item carries valid `permissions` as it is pushed, or the source is not a secured one: then another rule refused it.';
const FROM_ROWS: Recognition = {
  confidence: 'likely',
  reasons: [
    `1 log row says so: ADD, CONSUMING, ERROR, “${WORDS}”.`,
    'Coveo does not publish the code of this refusal: its words were matched.',
  ],
  spans: [[18, 78]],
  wrongIf: WRONG_IF,
  decidedBy: {
    tells:
      'Whether the source is secured: where `sourceVisibility` is SECURED, every item needs permissions.',
    call: { name: 'sources.get' },
  },
  retryAfter: null,
};
const LOOK = {
  tells: 'How the item ended in the pipeline: a row in ERROR at CONSUMING confirms it.',
  call: { name: 'logs.list', item: null },
} as const;

describe('missing permissions are recognised', () => {
  it('in a row that failed and says so: likely, as the code is not published', () => {
    expect(recognise(inRows(row()))).toEqual(FROM_ROWS);
  });

  it('as possible where the words stand in a field that names no reason', () => {
    expect(recognise(inRows(row({ meta: { remark: WORDS } })))?.confidence).toBe('possible');
  });

  it('as likely where a text speaks of a secured source', () => {
    expect(
      recognise({ text: 'no permissions', phrases: [said('missing-permissions'), said('secured-source')] }),
    ).toEqual({
      confidence: 'likely',
      reasons: [
        'The text says “no permiss”.',
        'It speaks of a secured source, where every item needs permissions.',
      ],
      spans: [
        [0, 10],
        [0, 10],
      ],
      wrongIf: WRONG_IF,
      decidedBy: LOOK,
      retryAfter: null,
    });
  });

  it('as possible where a text speaks of an item, and of nothing that is Coveo’s', () => {
    expect(recognise({ text: 'items with no', phrases: [said('items-without-permissions')] })).toEqual({
      confidence: 'possible',
      reasons: ['The text says “items with”.', 'Whether the source is a secured one is not said.'],
      spans: [[0, 10]],
      wrongIf: WRONG_IF,
      decidedBy: LOOK,
      retryAfter: null,
    });
  });

  it.each([
    'The item has no permissions',
    'permissions are missing',
    'MISSING_PERMISSIONS',
    'missingPermissions',
    'Permissions must be specified for a secured source',
    'More than 5,000 permissions on the item',
    'Invalid permissions',
  ])('in the words of a row: %s', (text) => {
    expect(saysPermissionsMissing(text)).toBe(true);
  });
});

describe('missing permissions are not seen', () => {
  it.each([
    'Permission denied: /tmp/cache',
    'Insufficient permissions for this user, privileges missing',
    'The operation was ignored: its ordering id is lower',
    'permissions updated',
  ])('in the words of a row: %s', (text) => {
    expect(saysPermissionsMissing(text)).toBe(false);
  });

  it.each<[string, Partial<Facts>]>([
    ['in a completed row', inRows(row({ result: 'COMPLETED' }))],
    ['in a row with a warning', inRows(row({ result: 'WARNING' }))],
    ['in a row of a batch', inRows(row({ operation: 'BATCH_FILE' }))],
    [
      'in a row whose address holds the word',
      inRows(row({ item: 'https://example.com/no-permissions', meta: {} })),
    ],
    ['in missing permissions of who knows what', { phrases: [said('missing-permissions')] }],
    [
      'in a refused call: that is about its token',
      {
        coveo: COVEO,
        status: { value: 403, span: [0, 3] },
        phrases: [said('missing-permissions'), said('secured-source')],
      },
    ],
    [
      'in another vendor’s exchange',
      {
        phrases: [said('item-without-permissions'), said('secured-source')],
        foreign: { value: 'api.example.org', span: [0, 15] },
      },
    ],
  ])('%s', (_, facts) => {
    expect(recognise(facts)).toBeNull();
  });
});

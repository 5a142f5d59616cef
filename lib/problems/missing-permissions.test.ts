import { describe, expect, it } from 'vitest';
import { buildRow, runRows } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import type { Facts } from '@/lib/paste/facts';
import { factsOf, rowFactOf } from '@/lib/paste/facts-builder';
import type { Finding } from './finding';
import { refsTo } from './finding-under-test';
import { CLEAR, lookLive } from './live-door-under-test';
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

describe('missing permissions in a live source', () => {
  const NIGHT = '2026-11-22T02:00:00.000Z';
  const refused = (index: number): LogRow =>
    row({ at: `2026-11-22T02:00:0${index}.000Z`, item: `https://example.com/${index}` });
  const ROWS = [refused(0), refused(1)];
  const FOUND: Finding = {
    problem: 'missing-permissions',
    key: '',
    title: '2 items refused: no valid permissions',
    severity: 'error',
    impact: 'degraded',
    confidence: 'likely',
    confidenceReason: 'Coveo does not publish the code of this refusal: its words were matched.',
    count: 2,
    unit: 'items',
    firstSeen: NIGHT,
    lastSeen: '2026-11-22T02:00:01.000Z',
    evidence: [refused(1), refused(0)],
    evidenceTotal: 2,
    rows: refsTo([refused(1), refused(0)]),
    activities: [],
    items: { sample: ['https://example.com/0', 'https://example.com/1'], total: 2, lost: 2 },
    text: `2 rows on 2 items, first Sun 22 Nov 02:00 UTC, last Sun 22 Nov 02:00 UTC. The newest row says: “${WORDS}” 2 of 2 items not indexed since.`,
    assumptions: [],
  };

  it('are found by the words of the rows', () => {
    expect(lookLive(missingPermissions, { rows: ROWS })).toEqual({ ...CLEAR, findings: [FOUND] });
  });

  it('are no loss where the items were indexed since', () => {
    const rows = [...ROWS, ...runRows('2026-11-22T03:00:00.000Z', 2)];
    expect(lookLive(missingPermissions, { rows }).findings).toEqual([
      {
        ...FOUND,
        severity: 'info',
        impact: null,
        items: { sample: ['https://example.com/1', 'https://example.com/0'], total: 2, lost: 0 },
        text: FOUND.text.replace(
          '2 of 2 items not indexed since.',
          'All 2 items touched were indexed or deleted since.',
        ),
      },
    ]);
  });

  it('are said to be at another stage than documented, where they are', () => {
    const elsewhere = { ...refused(1), task: 'VALIDATION' };
    expect(lookLive(missingPermissions, { rows: [elsewhere] }).findings[0]?.text).toBe(
      `1 row on 1 item, first Sun 22 Nov 02:00 UTC, last Sun 22 Nov 02:00 UTC. 1 row of them at another stage than Consuming, where this refusal is documented. The newest row says: “${WORDS}” 1 of 1 item not indexed since.`,
    );
  });

  it.each([
    ['nothing failed', []],
    [
      'a row says that a token has no privilege',
      [row({ meta: { message: 'Permission denied: insufficient' } })],
    ],
    ['a row is of a whole batch', [row({ operation: 'BATCH_FILE' })]],
  ])('are clear when %s', (_, rows) => {
    expect(lookLive(missingPermissions, { rows })).toEqual(CLEAR);
  });

  it('are not checked where the rows carry no text', () => {
    expect(lookLive(missingPermissions, { rows: [row({ meta: { duration: '0.01' } })] })).toEqual({
      ...CLEAR,
      notChecked: [
        {
          problem: 'missing-permissions',
          title: missingPermissions.words.title,
          why: '1 failed row carries no text to tell it by.',
        },
      ],
    });
  });
});

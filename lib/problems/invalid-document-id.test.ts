import { describe, expect, it } from 'vitest';
import { buildRow, operationRows } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import type { Facts } from '@/lib/paste/facts';
import { factsOf, requestOf, rowFactOf, urlOf } from '@/lib/paste/facts-builder';
import type { Finding } from './finding';
import { refsTo } from './finding-under-test';
import { invalidDocumentId, isDocumentId, saysDocumentIdInvalid } from './invalid-document-id';
import { CLEAR, lookLive } from './live-door-under-test';
import { lookAt } from './paste-door-under-test';
import type { Recognition } from './problem';

const recognise = (facts: Partial<Facts>) => invalidDocumentId.paste?.recognise(factsOf(facts)) ?? null;

const TEXT = 'REJECTED {"reason":"The document id is not a valid URI."} hr/42';
const row = (different: Partial<LogRow> = {}) =>
  buildRow({
    at: '2026-11-20T09:15:04.120Z',
    item: 'hr/42',
    result: 'REJECTED',
    meta: { reason: 'The document id is not a valid URI.' },
    ...different,
  });
const inRows = (...rows: LogRow[]): Partial<Facts> => ({
  kind: 'log rows',
  text: TEXT,
  rows: { read: rows.map((one) => rowFactOf(one, [0, TEXT.length])), total: rows.length },
});
const pushOf = (id: string, status: number | null = null): Partial<Facts> => ({
  request: requestOf({ url: urlOf({ parameters: [{ name: 'documentId', value: id, span: [5, 20] }] }) }),
  ...(status === null ? {} : { status: { value: status, span: [30, 33] } }),
});

const WRONG_IF =
  'The `documentId` that was pushed begins with a scheme and `://`, and another rule refused the item.';
const FROM_ROWS: Recognition = {
  confidence: 'likely',
  reasons: [
    '1 log row says so: ADD, CONSUMING, REJECTED, “The document id is not a valid URI.”.',
    'The item “hr/42” does not begin with a scheme and `://`.',
  ],
  spans: [[24, 55]],
  wrongIf: WRONG_IF,
  decidedBy: null,
  retryAfter: null,
};
const FROM_CALL: Recognition = {
  confidence: 'likely',
  reasons: ['The call’s `documentId` is “hr/42”, which does not begin with a scheme and `://`.'],
  spans: [[5, 20]],
  wrongIf: 'The item is indexed all the same: its row at INDEXING is COMPLETED.',
  decidedBy: {
    tells: 'How the item ended in the pipeline: a REJECTED row with words about its id confirms it.',
    call: { name: 'logs.list', item: 'hr/42' },
  },
  retryAfter: null,
};

describe('an invalid documentId is recognised', () => {
  it('in a rejected row that says so', () => {
    expect(recognise(inRows(row()))).toEqual(FROM_ROWS);
  });

  it('in a rejected row without text whose item is no address', () => {
    const mute = inRows(row({ meta: { duration: '0.004' } }));
    expect(recognise({ ...mute, text: 'hr/42 ADD CONSUMING REJECTED'.padEnd(TEXT.length) })).toEqual({
      ...FROM_ROWS,
      reasons: ['1 log row says so: ADD, CONSUMING, REJECTED.', ...FROM_ROWS.reasons.slice(1)],
      spans: [[0, TEXT.length]],
    });
  });

  it('in a row that says so of an id with a scheme, and what is wrong with it is not known', () => {
    expect(recognise(inRows(row({ item: 'https://example.com/a' })))?.reasons).toEqual([
      FROM_ROWS.reasons[0],
      'The ids in the rows have a scheme: what is wrong with them is not shown.',
    ]);
  });

  it('in a call, before and after its 202', () => {
    expect(recognise(pushOf('hr/42'))).toEqual(FROM_CALL);
    expect(recognise(pushOf('hr/42', 202))).toEqual({
      ...FROM_CALL,
      reasons: [
        ...FROM_CALL.reasons,
        'The answer 202 only says that the item was queued: such an id is refused later.',
      ],
    });
  });

  it('in a text that says so of an item whose call succeeded', () => {
    const text = 'PUT answered 202, then Rejected: documentId must be a valid URI';
    const look = lookAt(invalidDocumentId, text, { status: { value: 202, span: [13, 16] } });
    expect([look?.confidence, look?.spans]).toEqual(['possible', ['documentId must be a valid']]);
  });

  it('in a text that says so: likely beside a sign of Coveo, else possible', () => {
    const facts = {
      text: 'Invalid documentId',
      phrases: [{ name: 'invalid-document-id', span: [0, 18] }],
    } as const;
    const possible: Recognition = {
      confidence: 'possible',
      reasons: ['The text says “Invalid documentId”.', 'Nothing else in it is plainly Coveo’s.'],
      spans: [[0, 18]],
      wrongIf: WRONG_IF,
      decidedBy: {
        tells: 'How the item ended in the pipeline: a REJECTED row with words about its id confirms it.',
        call: { name: 'logs.list', item: null },
      },
      retryAfter: null,
    };
    expect(recognise(facts)).toEqual(possible);
    expect(recognise({ ...facts, coveo: { value: 'Coveo', span: [0, 5] } })).toEqual({
      ...possible,
      confidence: 'likely',
      reasons: possible.reasons.slice(0, 1),
    });
  });

  it.each([
    'The document id is not a valid URI.',
    'Invalid documentId: hr/42',
    'INVALID_DOCUMENT_ID',
    'The DocumentId must be a valid URI',
    'documentId has no scheme',
  ])('in the words of a row: %s', (text) => {
    expect(saysDocumentIdInvalid(text)).toBe(true);
  });
});

describe('an invalid documentId is not seen', () => {
  it.each(['https://example.com', 'file://folder/my-file.html', 'entity://1#en', 'product://12345'])(
    'in %s',
    (id) => {
      expect([isDocumentId(id), recognise(pushOf(id, 202))]).toEqual([true, null]);
    },
  );

  it.each(['/a/b/c', 'mail:12345', 'www.example.com/help', '42', ' ://x', '1st://x'])(
    'where an id has the form, as %s has not',
    (id) => {
      expect(isDocumentId(id)).toBe(false);
    },
  );

  it.each(['The operation was ignored', 'Invalid JSON in document', 'The id of the item is new'])(
    'in the words of a row: %s',
    (text) => {
      expect(saysDocumentIdInvalid(text)).toBe(false);
    },
  );

  it.each<[string, Partial<Facts>]>([
    ['in a completed row', inRows(row({ result: 'COMPLETED' }))],
    ['in a row that names another reason', inRows(row({ meta: { errorCode: 'OUT_OF_SEQUENCE_OPERATION' } }))],
    ['in a row of a batch, whose item is a file', inRows(row({ operation: 'BATCH_FILE', meta: {} }))],
    ['in a call that was refused', pushOf('hr/42', 403)],
    ['in a template', pushOf('{documentId}')],
    ['in a variable of cmd', pushOf('%DOC_ID%')],
    ['in a call without documentId', { request: requestOf({ url: urlOf() }) }],
    [
      'in a call of another API',
      {
        request: requestOf({
          url: urlOf({
            service: 'foreign',
            parameters: [{ name: 'documentId', value: 'hr/42', span: [0, 5] }],
          }),
        }),
      },
    ],
    [
      'in an error that has a code of its own',
      {
        coveo: { value: 'Coveo', span: [0, 5] },
        codes: [{ value: 'INVALID_PARAMETER', span: [0, 17], from: 'field' }],
        phrases: [{ name: 'invalid-document-id', span: [0, 18] }],
      },
    ],
  ])('%s', (_, facts) => {
    expect(recognise(facts)).toBeNull();
  });
});

describe('invalid document ids in a live source', () => {
  const IDS = ['/a/1', 'wiki:2', 'example.com/3'];
  const refused = (meta: LogRow['meta']) =>
    IDS.map((item, index) => row({ at: `2026-11-22T02:00:0${index}.000Z`, item, meta }));
  const found = (rows: readonly LogRow[]): Finding => ({
    problem: 'invalid-document-id',
    key: '',
    title: '3 items refused: the documentId is no address',
    severity: 'error',
    impact: 'degraded',
    confidence: 'likely',
    confidenceReason: 'Coveo does not publish the code of this refusal: its words were matched.',
    count: 3,
    unit: 'items',
    firstSeen: '2026-11-22T02:00:00.000Z',
    lastSeen: '2026-11-22T02:00:02.000Z',
    evidence: [...rows].reverse(),
    evidenceTotal: 3,
    rows: refsTo([...rows].reverse()),
    activities: [],
    items: { sample: IDS, total: 3, lost: 3 },
    text: '3 rows on 3 items, first Sun 22 Nov 02:00 UTC, last Sun 22 Nov 02:00 UTC. Of these ids 1 as a path (`/…`), 1 with a scheme, but without `//`, 1 without scheme. 3 of 3 items not indexed since.',
    assumptions: [],
  });
  const SAID = refused({ reason: 'The document id is not a valid URI.' });
  const MUTE = refused({ duration: '0.01' });

  it('are found by the words of the rows, with how the ids fail', () => {
    expect(lookLive(invalidDocumentId, { rows: SAID })).toEqual({ ...CLEAR, findings: [found(SAID)] });
  });

  it('are inferred from the ids where the rows say nothing', () => {
    expect(lookLive(invalidDocumentId, { rows: MUTE }).findings).toEqual([
      {
        ...found(MUTE),
        confidenceReason: 'The rows give no reason: it is inferred from the ids themselves.',
      },
    ]);
  });

  it('are possible only where other items with such ids were indexed', () => {
    const rows = [...MUTE, ...operationRows({ item: '/a/4', at: '2026-11-22T01:00:00.000Z' })];
    expect(lookLive(invalidDocumentId, { rows }).findings).toEqual([
      {
        ...found(MUTE),
        confidence: 'possible',
        confidenceReason: 'The rows give no reason, and other items with such ids were indexed.',
      },
    ]);
  });

  it.each([
    ['nothing failed', []],
    ['a row without words is of an address', [row({ item: 'https://example.com/1', meta: {} })]],
    ['a row says something else', [row({ meta: { reason: 'The field is of another type.' } })]],
  ])('are clear when %s', (_, rows) => {
    expect(lookLive(invalidDocumentId, { rows })).toEqual(CLEAR);
  });
});

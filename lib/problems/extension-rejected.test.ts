import { describe, expect, it } from 'vitest';
import { buildRow } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import type { Facts } from '@/lib/paste/facts';
import { factsOf, rowFactOf } from '@/lib/paste/facts-builder';
import { extensionRejected } from './extension-rejected';
import type { Recognition } from './problem';

const recognise = (facts: Partial<Facts>) => extensionRejected.paste?.recognise(factsOf(facts)) ?? null;

const TEXT = '{"result":"REJECTED","task":"EXTENSION"}';
const row = (different: Partial<LogRow> = {}) =>
  buildRow({
    at: '2026-11-20T09:15:04.120Z',
    item: 'https://www.example.com/drafts/7',
    task: 'EXTENSION',
    result: 'REJECTED',
    resourceId: 'org-drafts',
    ...different,
  });
const inRows = (...rows: LogRow[]): Partial<Facts> => ({
  kind: 'log rows',
  text: TEXT,
  rows: { read: rows.map((one) => rowFactOf(one, [0, TEXT.length])), total: rows.length },
});
const COVEO = { value: 'Coveo', span: [0, 5] } as const;

const ON_PURPOSE: Recognition = {
  confidence: 'certain',
  reasons: [
    '1 log row says so: ADD, EXTENSION, REJECTED.',
    'REJECTED most likely means that the script refused on purpose (inferred); a failed script may end so, too.',
    'The `resourceId` names the extension: org-drafts.',
  ],
  spans: [[11, 19]],
  wrongIf: 'A later row shows the same operation COMPLETED at INDEXING.',
  decidedBy: null,
  retryAfter: null,
};

describe('a rejection by an extension is recognised', () => {
  it('for certain by a row at its stage, with the extension’s id', () => {
    expect(recognise(inRows(row()))).toEqual(ON_PURPOSE);
  });

  it('as a script that failed by ERROR, also at the streaming stage, and without an id', () => {
    expect(
      recognise(inRows(row({ task: 'STREAMING_EXTENSION', result: 'ERROR', resourceId: null }))),
    ).toEqual({
      ...ON_PURPOSE,
      reasons: [
        '1 log row says so: ADD, STREAMING_EXTENSION, ERROR.',
        'ERROR most likely means that the script failed, not that it refused on purpose (inferred).',
        'The rows do not name the extension (no `resourceId`).',
      ],
    });
  });

  it('by many rows of several extensions', () => {
    const rows = ['a', 'b', 'c', 'd', 'a'].map((id, index) =>
      row({ resourceId: id, guid: String(index), result: index === 0 ? 'ERROR' : 'REJECTED' }),
    );
    expect(recognise(inRows(...rows))?.reasons).toEqual([
      '5 log rows say so: ADD, EXTENSION, ERROR.',
      'REJECTED most likely means on purpose, ERROR that the script failed (inferred): both are here.',
      'The `resourceId` names the extension: a, b, c and 1 more.',
    ]);
  });

  it('in a text that says so: likely beside a sign of Coveo, else possible', () => {
    const facts = {
      text: 'rejected by an extension',
      phrases: [{ name: 'rejected-by-extension', span: [0, 24] }],
    } as const;
    const likely: Recognition = {
      confidence: 'likely',
      reasons: ['The text says “rejected by an extension”.'],
      spans: [[0, 24]],
      wrongIf: 'The item’s rows in the Log Browser show no REJECTED or ERROR at an extension stage.',
      decidedBy: {
        tells: 'At which stage the item ended, and in `resourceId` which extension it was.',
        call: { name: 'logs.list', item: null },
      },
      retryAfter: null,
    };
    expect(recognise({ ...facts, coveo: COVEO })).toEqual(likely);
    expect(recognise(facts)).toEqual({ ...likely, confidence: 'possible' });
  });

  it('as possible where only the means are named', () => {
    expect(
      recognise({
        text: 'document.reject()',
        phrases: [{ name: 'document-reject-call', span: [0, 17] }],
        coveo: COVEO,
      })?.reasons,
    ).toEqual([
      'The text says “document.reject()”.',
      'That is how an extension refuses an item; whether it did is not shown.',
    ]);
  });
});

describe('a rejection by an extension is not seen', () => {
  it.each<[string, Partial<Facts>]>([
    ['in a completed row', inRows(row({ result: 'COMPLETED' }))],
    ['in a row where the extension was skipped', inRows(row({ result: 'SKIPPED' }))],
    ['in a row of another stage', inRows(row({ task: 'MAPPING', resourceId: 'MAPPING_EXTENSION' }))],
    ['in a script of who knows whom', { phrases: [{ name: 'document-reject-call', span: [0, 17] }] }],
    [
      'in another vendor’s exchange',
      {
        phrases: [{ name: 'rejected-by-extension', span: [0, 24] }],
        foreign: { value: 'api.example.org', span: [0, 15] },
      },
    ],
  ])('%s', (_, facts) => {
    expect(recognise(facts)).toBeNull();
  });
});

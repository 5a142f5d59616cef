import { describe, expect, it } from 'vitest';
import type { Evidence } from '@/lib/evidence/evidence';
import { buildEvidence, buildRow, missingPart, nights, runRows } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { readPipeline } from '@/lib/evidence/pipeline';
import { detectProblems } from '@/lib/health/detect';
import { rowFactOf } from '@/lib/paste/facts-builder';
import { type Finding, NO_ITEMS } from './finding';
import { refsTo } from './finding-under-test';
import { jsonDeserialization } from './json-deserialization';
import { type Look, lookAt } from './paste-door-under-test';

const look = (evidence: Evidence) => {
  const { findings, notChecked } = detectProblems(evidence, readPipeline(evidence), [jsonDeserialization]);
  return { findings, notChecked };
};

const AT = '2026-11-20T02:00:30.000Z';
const batchRow = (different: Partial<LogRow> = {}) =>
  buildRow({
    at: AT,
    operation: 'BATCH_FILE',
    task: 'CONSUMING_BATCH',
    result: 'ERROR',
    item: 'file-1',
    meta: { errorMessage: 'Unexpected token in file' },
    ...different,
  });
/** Five nights of ten items; the batch is lost on the third, two days before the newest. */
const NIGHTS = nights(5).flatMap((at) => runRows(at, 10));

const FOUND: Finding = {
  problem: 'json-deserialization',
  key: '',
  title: '1 batch lost: the file could not be read as JSON',
  severity: 'error',
  impact: 'failing',
  confidence: 'likely',
  confidenceReason: 'The batch failed, and the words of its row speak of broken JSON.',
  count: 1,
  unit: 'operations',
  firstSeen: AT,
  lastSeen: AT,
  evidence: [batchRow()],
  evidenceTotal: 1,
  rows: refsTo([batchRow()]),
  activities: [],
  items: NO_ITEMS,
  text: '1 batch not taken in, the last Fri 20 Nov 02:00 UTC. Items inside: unknown; their ids may never be logged. No full run was seen since, so what was inside is taken as missing.',
  assumptions: ['A run counts as full from 90 % of the usual run on.'],
};

describe('a JSON deserialization error is found', () => {
  it('where a batch row fails and speaks of it: one lost batch is failing', () => {
    expect(look(buildEvidence({ rows: [batchRow()] }))).toEqual({ findings: [FOUND], notChecked: [] });
  });

  it.each([
    'ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3',
    'Malformed content',
    'Unexpected end of input',
    'Unexpected character (line 3)',
    'not valid JSON',
  ])('by the words %s', (errorMessage) => {
    const row = batchRow({ result: 'REJECTED', meta: { errorMessage } });
    expect(look(buildEvidence({ rows: [row] })).findings).toEqual([
      { ...FOUND, evidence: [row], rows: refsTo([row]) },
    ]);
  });

  it('as possible, with the text, where the words stand elsewhere', () => {
    const row = batchRow({ meta: { note: 'malformed' } });
    expect(look(buildEvidence({ rows: [row] })).findings).toEqual([
      {
        ...FOUND,
        confidence: 'possible',
        evidence: [row],
        rows: refsTo([row]),
        text: `${FOUND.text} The newest row says: “malformed”.`,
      },
    ]);
  });

  it('as mended where a full run followed', () => {
    expect(look(buildEvidence({ rows: [...NIGHTS, batchRow()] })).findings).toEqual([
      {
        ...FOUND,
        severity: 'info',
        impact: null,
        text: '1 batch not taken in, the last Fri 20 Nov 02:00 UTC. Items inside: unknown; their ids may never be logged. A full run began Sat 21 Nov 02:00 UTC, which most likely carried the same items again.',
      },
    ]);
  });

  it('as failing where the runs that followed were not full', () => {
    const rows = nights(5).flatMap((at, index) => runRows(at, index > 2 ? 8 : 10));
    expect(look(buildEvidence({ rows: [...rows, batchRow()] })).findings).toEqual([FOUND]);
  });

  it('counting batches, not rows: one container that fails twice is one batch', () => {
    const again = batchRow({ at: '2026-11-20T02:10:00.000Z' });
    const other = batchRow({ at: '2026-11-20T02:20:00.000Z', item: 'file-2' });
    expect(look(buildEvidence({ rows: [batchRow(), again, other] })).findings).toEqual([
      {
        ...FOUND,
        title: '2 batches lost: the file could not be read as JSON',
        count: 2,
        lastSeen: other.at,
        evidence: [other, again, batchRow()],
        evidenceTotal: 3,
        rows: refsTo([other, again, batchRow()]),
        text: FOUND.text.replace('1 batch', '2 batches').replace('02:00', '02:20'),
      },
    ]);
  });
});

describe('a JSON deserialization error is not checked', () => {
  it('where a failed batch carries no text', () => {
    expect(look(buildEvidence({ rows: [batchRow({ meta: { duration: '0.012' } })] }))).toEqual({
      findings: [],
      notChecked: [
        {
          problem: 'json-deserialization',
          title: 'JSON deserialization error',
          why: '1 failed row carries no text to tell it by.',
        },
      ],
    });
  });
});

describe('a JSON deserialization error is not claimed', () => {
  it.each([
    [
      'for .json in a URI',
      batchRow({ meta: { errorMessage: 'Timeout while reading s3://bucket/batch.json' } }),
    ],
    ['for an item’s row', batchRow({ operation: 'ADD', task: 'PROCESSING', item: 'a://1' })],
    ['for a batch that passed with a warning', batchRow({ result: 'WARNING' })],
    ['for a batch that completed', batchRow({ result: 'COMPLETED' })],
  ])('%s', (_, row) => {
    expect(look(buildEvidence({ rows: [row] }))).toEqual({ findings: [], notChecked: [] });
  });
});

describe('a JSON deserialization error is not checked', () => {
  it('when the batch rows could not be read', () => {
    const batches = missingPart('Coveo answered 403 for the log rows.', 'logs.list', 403);
    expect(look(buildEvidence({ parts: { batches } }))).toEqual({
      findings: [],
      notChecked: [
        {
          problem: 'json-deserialization',
          title: 'JSON deserialization error',
          why: 'Coveo answered 403 for the log rows.',
          call: 'logs.list',
          status: 403,
          requestId: 'req-1',
        },
      ],
    });
  });
});

describe('a JSON deserialization error in a pasted text is recognised', () => {
  const LOST = 'Every item of that batch is lost; which ones they are, the log does not say.';
  const BY_WORDS: Look = {
    confidence: 'likely',
    reasons: ['The text says “JSON deserialization error”.', LOST],
    spans: ['JSON deserialization error'],
    wrongIf: 'A JSON parser reads the very file that was uploaded, from its first byte to its last.',
    decidedBy: null,
    retryAfter: null,
  };
  const pastedBatch = (text: string, different: Partial<LogRow>) =>
    lookAt(jsonDeserialization, text, {
      kind: 'log rows',
      rows: {
        read: [
          rowFactOf(
            buildRow({
              at: '2026-11-22T02:00:00.000Z',
              operation: 'BATCH_FILE',
              task: 'STREAMING_BATCH',
              result: 'ERROR',
              meta: { error: text },
              ...different,
            }),
            [0, text.length],
          ),
        ],
        total: 1,
      },
    });

  it('by its words, also where the call had been accepted: likely', () => {
    expect(lookAt(jsonDeserialization, 'JSON deserialization error', { kind: 'prose' })).toEqual(BY_WORDS);
    expect(lookAt(jsonDeserialization, 'HTTP/1.1 202, later JSON deserialization error')).toEqual(BY_WORDS);
  });

  it('by a failed batch row whose words speak of JSON', () => {
    expect(pastedBatch('Unexpected character at line 3', {})).toEqual({
      ...BY_WORDS,
      reasons: [
        '1 log row says so: BATCH_FILE, STREAMING_BATCH, ERROR, “Unexpected character at line 3”.',
        LOST,
      ],
      spans: ['Unexpected character at line 3'],
    });
  });

  it('but not by a batch that was completed, another row, or another system’s parser', () => {
    expect([
      pastedBatch('parsed as JSON', { result: 'COMPLETED' }),
      pastedBatch('Unexpected character', { operation: 'ADD' }),
      lookAt(jsonDeserialization, 'SyntaxError: Unexpected token < in JSON at position 0', { kind: 'prose' }),
      lookAt(jsonDeserialization, 'failed to deserialize the session cookie', { kind: 'prose' }),
    ]).toEqual([null, null, null, null]);
  });
});

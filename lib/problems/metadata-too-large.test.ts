import { describe, expect, it } from 'vitest';
import type { Evidence } from '@/lib/evidence/evidence';
import {
  buildEvidence,
  buildRow,
  missingPart,
  operationRows,
  runRows,
} from '@/lib/evidence/evidence-builder';
import type { Json } from '@/lib/evidence/json';
import { readPipeline } from '@/lib/evidence/pipeline';
import { detectProblems } from '@/lib/health/detect';
import { rowFactOf } from '@/lib/paste/facts-builder';
import type { Finding } from './finding';
import { refsTo } from './finding-under-test';
import { metadataTooLarge, saysMetadataTooLarge } from './metadata-too-large';
import { type Look, lookAt } from './paste-door-under-test';

const look = (evidence: Evidence) => {
  const { findings, notChecked } = detectProblems(evidence, readPipeline(evidence), [metadataTooLarge]);
  return { findings, notChecked };
};

const SAYS = { errorMessage: 'Total metadata size limit exceeded (52,428,800 bytes)' };
const NIGHT = '2026-11-22T02:00:00.000Z';
const rejected = (meta: Json) => ({ task: 'PROCESSING', result: 'REJECTED', meta });
/** Three items, the middle one refused. */
const run = (meta: Json) => runRows(NIGHT, 3, (index) => (index === 1 ? rejected(meta) : undefined));
const ROW = buildRow({
  at: '2026-11-22T02:00:02.000Z',
  item: 'https://example.com/1',
  task: 'PROCESSING',
  result: 'REJECTED',
  meta: SAYS,
});

const FOUND: Finding = {
  problem: 'metadata-too-large',
  key: '',
  title: '1 item rejected: metadata over 52,428,800 bytes',
  severity: 'error',
  impact: 'degraded',
  confidence: 'likely',
  confidenceReason: 'Coveo publishes the limit but not the code of this rejection: its words were matched.',
  count: 1,
  unit: 'items',
  firstSeen: ROW.at,
  lastSeen: ROW.at,
  evidence: [ROW],
  evidenceTotal: 1,
  rows: refsTo([ROW]),
  activities: [],
  items: { sample: ['https://example.com/1'], total: 1, lost: 1 },
  text: '1 row on 1 item, first Sun 22 Nov 02:00 UTC, last Sun 22 Nov 02:00 UTC. 1 of 1 item not indexed since. The index holds an older version of them, or none.',
  assumptions: [],
};

describe('metadata too large is found', () => {
  it('where a rejected row says so in what tells its reason: likely', () => {
    expect(look(buildEvidence({ rows: run(SAYS) }))).toEqual({ findings: [FOUND], notChecked: [] });
  });

  it('without impact where the item was indexed since', () => {
    const rows = [
      ...run(SAYS),
      ...operationRows({ item: 'https://example.com/1', at: '2026-11-22T05:00:00.000Z' }),
    ];
    expect(look(buildEvidence({ rows })).findings).toEqual([
      {
        ...FOUND,
        severity: 'info',
        impact: null,
        items: { ...FOUND.items, lost: 0 },
        text: '1 row on 1 item, first Sun 22 Nov 02:00 UTC, last Sun 22 Nov 02:00 UTC. The item touched was indexed or deleted since.',
      },
    ]);
  });

  it('as possible, with the text, where the words stand elsewhere', () => {
    const meta = { remark: 'metadata size limit exceeded' };
    expect(look(buildEvidence({ rows: run(meta) })).findings).toEqual([
      {
        ...FOUND,
        confidence: 'possible',
        evidence: [{ ...ROW, meta }],
        rows: refsTo([{ ...ROW, meta }]),
        text: `${FOUND.text} The newest row says: “metadata size limit exceeded”.`,
      },
    ]);
  });

  it('counting items as items and rows as rows: one item that fails every night is one item', () => {
    const nights = ['2026-11-21T02:00:00.000Z', NIGHT];
    const rows = nights.flatMap((at) => operationRows({ item: 'a://1', at, end: rejected(SAYS) }));
    const failed = rows.filter((row) => row.result === 'REJECTED');
    expect(look(buildEvidence({ rows })).findings).toEqual([
      {
        ...FOUND,
        firstSeen: '2026-11-21T02:00:01.000Z',
        lastSeen: '2026-11-22T02:00:01.000Z',
        evidence: [...failed].reverse(),
        evidenceTotal: 2,
        rows: refsTo([...failed].reverse()),
        items: { sample: ['a://1'], total: 1, lost: 1 },
        text: '2 rows on 1 item, first Sat 21 Nov 02:00 UTC, last Sun 22 Nov 02:00 UTC. 1 of 1 item not indexed since. The index holds an older version of them, or none.',
      },
    ]);
  });

  it('in a part of the rows too, and then says that more may be there', () => {
    const why = 'Coveo answered 500 for the log rows.';
    const failures = missingPart(why, 'logs.list', 500);
    expect(look(buildEvidence({ rows: run(SAYS), parts: { failures } }))).toEqual({
      findings: [FOUND],
      notChecked: [
        {
          problem: 'metadata-too-large',
          title: 'Metadata too large',
          why: `More may be there than was found: ${why}`,
          call: 'logs.list',
          status: 500,
          requestId: 'req-1',
        },
      ],
    });
  });
});

describe('metadata too large is quiet', () => {
  it.each([
    ['the word is in a URI only', { errorMessage: 'Size limit of https://example.com/metadata exceeded' }],
    ['a metadata value has the wrong type', { errorMessage: "Metadata 'size' is not an integer" }],
    ['a type error speaks of size', { errorMessage: 'Metadata field size must be of type Integer' }],
    ['another limit is exceeded', { errorMessage: 'Request size limit exceeded' }],
  ])('when %s', (_, meta) => {
    expect(look(buildEvidence({ rows: run(meta) }))).toEqual({ findings: [], notChecked: [] });
  });

  it('not when the row says nothing: then it is not checked', () => {
    expect(look(buildEvidence({ rows: run({ duration: '0.012' }) }))).toEqual({
      findings: [],
      notChecked: [
        {
          problem: 'metadata-too-large',
          title: 'Metadata too large',
          why: '1 failed row carries no text to tell it by.',
        },
      ],
    });
  });

  it('when the item went on with a warning', () => {
    const rows = runRows(NIGHT, 1, () => ({ task: 'PROCESSING', result: 'WARNING', meta: SAYS }));
    expect(look(buildEvidence({ rows }))).toEqual({ findings: [], notChecked: [] });
  });

  it('when the row is of a whole batch, which is no item', () => {
    const rows = [
      buildRow({ at: NIGHT, operation: 'BATCH_FILE', task: 'CONSUMING_BATCH', result: 'ERROR', meta: SAYS }),
    ];
    expect(look(buildEvidence({ rows }))).toEqual({ findings: [], notChecked: [] });
  });
});

describe('metadata too large is not checked', () => {
  it('when the failed rows could not be read', () => {
    const failures = missingPart('Coveo answered 403 for the log rows.', 'logs.list', 403);
    expect(look(buildEvidence({ rows: [], parts: { failures } }))).toEqual({
      findings: [],
      notChecked: [
        {
          problem: 'metadata-too-large',
          title: 'Metadata too large',
          why: 'Coveo answered 403 for the log rows.',
          call: 'logs.list',
          status: 403,
          requestId: 'req-1',
        },
      ],
    });
  });
});

describe('a text says that metadata is too large', () => {
  it.each([
    ['Total metadata size limit exceeded (52,428,800 bytes)', true],
    ['metadata of the item is over 52428800', true],
    ['METADATA_SIZE_LIMIT', true],
    ['MetadataSizeExceeded', true],
    ["The item's metadata size is over the organization's maximum", true],
    ['Metadata exceeds what is allowed', true],
    ['metadata', false],
    ['file://metadata/size/limit', false],
    ['Field "metadata" exceeds the limit', false],
    ['Metadata could not be parsed: size', false],
  ])('%s: %s', (text, expected) => {
    expect(saysMetadataTooLarge(text)).toBe(expected);
  });
});

describe('too large metadata in a pasted text is recognised', () => {
  const NOT_PUBLISHED =
    'Coveo publishes the limit, 52,428,800 bytes an item, but not the code of this rejection.';
  const BY_WORDS: Look = {
    confidence: 'likely',
    reasons: ['The text says “Total metadata size limit”.', NOT_PUBLISHED],
    spans: ['Total metadata size limit'],
    wrongIf: 'All values of the item’s metadata together have fewer bytes than the limit.',
    decidedBy: null,
    retryAfter: null,
  };

  it('by its words: likely', () => {
    expect(
      lookAt(metadataTooLarge, 'Total metadata size limit exceeded (52428800 bytes)', { kind: 'prose' }),
    ).toEqual(BY_WORDS);
  });

  it.each([
    'total metadata size is over',
    'metadata size exceeds',
    'the size of its metadata exceeds',
    'metadata is too large',
  ])('by “%s” beside a sign of Coveo: likely', (words) => {
    const text = `api.cloud.coveo.com: ${words}`;
    expect(lookAt(metadataTooLarge, text, { kind: 'prose' })?.confidence).toBe('likely');
  });

  it('by a rejected row that says so', () => {
    const text = '"error": "Metadata size over the limit"';
    const row = buildRow({
      at: '2026-11-22T02:00:00.000Z',
      item: 'a://1',
      result: 'REJECTED',
      meta: { error: 'Metadata size over the limit' },
    });
    const rows = { read: [rowFactOf(row, [0, text.length])], total: 1 };
    expect(lookAt(metadataTooLarge, text, { kind: 'log rows', rows })).toEqual({
      ...BY_WORDS,
      reasons: [
        '1 log row says so: ADD, CONSUMING, REJECTED, “Metadata size over the limit”.',
        NOT_PUBLISHED,
      ],
      spans: ['Metadata size over the limit'],
    });
  });

  it('but not by other words about metadata', () => {
    expect(
      [
        'received metadata size exceeds soft limit',
        'grpc: total metadata size of 9000 exceeded',
        'the metadata of the photo',
        'https://example.com/metadata/size',
        'metadata type mismatch',
      ].map((text) => lookAt(metadataTooLarge, text, { kind: 'prose' })),
    ).toEqual([null, null, null, null, null]);
  });
});

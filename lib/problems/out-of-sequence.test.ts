import { describe, expect, it } from 'vitest';
import type { Evidence } from '@/lib/evidence/evidence';
import { buildEvidence, buildRow, missingPart, operationRows } from '@/lib/evidence/evidence-builder';
import type { Json } from '@/lib/evidence/json';
import { readPipeline } from '@/lib/evidence/pipeline';
import { detectProblems } from '@/lib/health/detect';
import { identifierOf, rowFactOf } from '@/lib/paste/facts-builder';
import type { Finding } from './finding';
import { refsTo } from './finding-under-test';
import { outOfSequence } from './out-of-sequence';
import { type Look, lookAt } from './paste-door-under-test';

const look = (evidence: Evidence) => {
  const { findings, notChecked } = detectProblems(evidence, readPipeline(evidence), [outOfSequence]);
  return { findings, notChecked };
};

const NIGHT = '2026-11-22T02:00:00.000Z';
const CODE = { errorCode: 'OUT_OF_SEQUENCE_OPERATION' };
const refused = (item: string, at: string, meta: Json = CODE, operation = 'ADD') =>
  operationRows({ item, at, operation, end: { task: 'CONSUMING', result: 'REJECTED', meta } });
const ROW = buildRow({ at: NIGHT, item: 'a://1', result: 'REJECTED', meta: CODE });
const BY_IDS =
  'The code in the rows is certain; which of the causes it was is inferred from the orderingIds that they show.';
const NO_IDS = 'Which operation beat which cannot be shown: Coveo’s rows name no orderingId here.';

const FOUND: Finding = {
  problem: 'out-of-sequence',
  key: '',
  title: '1 operation refused as out of sequence, 1 item lost',
  severity: 'error',
  impact: 'degraded',
  confidence: 'certain',
  confidenceReason: 'The code in the rows is certain; which of the causes it was is not shown by them.',
  count: 1,
  unit: 'operations',
  firstSeen: NIGHT,
  lastSeen: NIGHT,
  evidence: [ROW],
  evidenceTotal: 1,
  rows: refsTo([ROW]),
  activities: [],
  items: { sample: ['a://1'], total: 1, lost: 1 },
  text: `1 refused; 0 of those items were indexed by a newer operation; 1 was not. ${NO_IDS}`,
  assumptions: [],
};

describe('out of sequence is found', () => {
  it('where a row holds the code as a whole token: certain', () => {
    expect(look(buildEvidence({ rows: refused('a://1', NIGHT) }))).toEqual({
      findings: [FOUND],
      notChecked: [],
    });
  });

  it('where the code stands inside a sentence, under whatever name', () => {
    const meta = { output: '{"note":"OUT_OF_SEQUENCE_OPERATION: too old"}' };
    expect(look(buildEvidence({ rows: refused('a://1', NIGHT, meta) })).findings).toEqual([
      { ...FOUND, evidence: [{ ...ROW, meta }] },
    ]);
  });

  it('without loss where the newer operation of a race won', () => {
    const rows = [
      ...operationRows({ item: 'a://1', at: '2026-11-22T01:59:58.500Z' }),
      ...refused('a://1', NIGHT),
      ...refused('a://2', '2026-11-22T02:00:01.000Z'),
      ...operationRows({ item: 'a://2', at: '2026-11-22T02:05:00.000Z' }),
    ];
    const refusals = rows.filter((row) => row.result === 'REJECTED');
    expect(look(buildEvidence({ rows })).findings).toEqual([
      {
        ...FOUND,
        title: '2 operations refused as out of sequence, no item lost',
        severity: 'info',
        impact: null,
        count: 2,
        lastSeen: '2026-11-22T02:00:01.000Z',
        evidence: [...refusals].reverse(),
        evidenceTotal: 2,
        rows: refsTo([...refusals].reverse()),
        items: { sample: ['a://2', 'a://1'], total: 2, lost: 0 },
        text: `2 refused; 2 of those items were indexed by a newer operation; 0 were not. ${NO_IDS}`,
      },
    ]);
  });

  it('with the pair that shows which beat which, where ids are readable', () => {
    const meta = { ...CODE, orderingId: '1763776800' };
    const rows = [
      buildRow({ at: '2026-11-22T01:00:00.000Z', item: 'a://1', meta: { orderingId: '1763776800000' } }),
      ...refused('a://1', NIGHT, meta),
    ];
    expect(look(buildEvidence({ rows })).findings).toEqual([
      {
        ...FOUND,
        evidence: [{ ...ROW, meta }],
        rows: refsTo([{ ...ROW, meta }]),
        confidenceReason: BY_IDS,
        text: '1 refused; 0 of those items were indexed by a newer operation; 1 was not. 1 carried an orderingId in seconds (10 digits): any in milliseconds (13 digits) is higher. For example orderingId 1763776800, refused Sun 22 Nov 02:00 UTC, is lower than 1763776800000, which was logged Sun 22 Nov 01:00 UTC.',
      },
    ]);
  });

  it('with the delete older than that beat it, where that shows its orderingId', () => {
    const meta = { ...CODE, orderingId: '1763776800000' };
    const rows = [
      buildRow({
        at: '2026-11-22T01:00:00.000Z',
        operation: 'DELETE_OLDER_THAN',
        meta: { orderingId: '1963776800000' },
      }),
      ...refused('a://1', NIGHT, meta),
    ];
    expect(look(buildEvidence({ rows })).findings).toEqual([
      {
        ...FOUND,
        evidence: [{ ...ROW, meta }],
        rows: refsTo([{ ...ROW, meta }]),
        confidenceReason: BY_IDS,
        text: '1 refused; 0 of those items were indexed by a newer operation; 1 was not. 1 carried a lower orderingId than a delete older than before them. For example orderingId 1763776800000, refused Sun 22 Nov 02:00 UTC, is lower than 1963776800000, which was logged Sun 22 Nov 01:00 UTC.',
      },
    ]);
  });

  it('and does not make up the winner where it is not among the rows', () => {
    const meta = { ...CODE, orderingId: '638700000000000001' };
    expect(look(buildEvidence({ rows: refused('a://1', NIGHT, meta) })).findings).toEqual([
      {
        ...FOUND,
        evidence: [{ ...ROW, meta }],
        rows: refsTo([{ ...ROW, meta }]),
        text: '1 refused; 0 of those items were indexed by a newer operation; 1 was not. For example orderingId 638700000000000001, refused Sun 22 Nov 02:00 UTC; what beat it is not among the rows read.',
      },
    ]);
  });

  it('for a refused delete too', () => {
    const row = { ...ROW, operation: 'DELETE', guid: `${NIGHT}|CONSUMING|DELETE|REJECTED|a://1` };
    expect(look(buildEvidence({ rows: refused('a://1', NIGHT, CODE, 'DELETE') })).findings).toEqual([
      {
        ...FOUND,
        evidence: [row],
        rows: refsTo([row]),
        text: `1 refused; 0 of those items were indexed by a newer operation; 1 was not. 1 refused operation was a delete: such an item is still in the index. ${NO_IDS}`,
      },
    ]);
  });
});

describe('out of sequence is quiet', () => {
  it.each([
    ['the code is a part of a longer word', { errorCode: 'OUT_OF_SEQUENCE_OPERATIONS_LIMIT' }],
    ['the words are not the code', { errorMessage: 'out of sequence operation' }],
    ['the code stands in a URI', { errorMessage: 'https://example.com/OUT_OF_SEQUENCE_OPERATION refused' }],
  ])('when %s', (_, meta) => {
    expect(look(buildEvidence({ rows: refused('a://1', NIGHT, meta) }))).toEqual({
      findings: [],
      notChecked: [],
    });
  });

  it('about a row without text, whatever its URI says: it is not checked', () => {
    const rows = refused('a://OUT_OF_SEQUENCE_OPERATION', NIGHT, {});
    expect(look(buildEvidence({ rows }))).toEqual({
      findings: [],
      notChecked: [
        {
          problem: 'out-of-sequence',
          title: 'Out of sequence operation',
          why: '1 failed row carries no text to tell it by.',
        },
      ],
    });
  });

  it('when the row is COMPLETED', () => {
    const rows = [buildRow({ at: NIGHT, item: 'a://1', meta: CODE })];
    expect(look(buildEvidence({ rows }))).toEqual({ findings: [], notChecked: [] });
  });
});

describe('out of sequence is not checked', () => {
  it('when the failed rows could not be read', () => {
    const failures = missingPart('Coveo answered 403 for the log rows.', 'logs.list', 403);
    expect(look(buildEvidence({ parts: { failures } }))).toEqual({
      findings: [],
      notChecked: [
        {
          problem: 'out-of-sequence',
          title: 'Out of sequence operation',
          why: 'Coveo answered 403 for the log rows.',
          call: 'logs.list',
          status: 403,
          requestId: 'req-1',
        },
      ],
    });
  });
});

describe('out of sequence in a pasted text is recognised', () => {
  const BY_WORD: Look = {
    confidence: 'likely',
    reasons: [
      'The code OUT_OF_SEQUENCE_OPERATION stands in the text.',
      'Which operation beat it is not shown: the item’s other rows tell whether a newer one arrived, and then nothing is lost.',
    ],
    spans: ['OUT_OF_SEQUENCE_OPERATION'],
    wrongIf:
      'No other operation on the item, and no delete older than on the source, had a higher orderingId.',
    decidedBy: {
      tells: 'The item’s rows show whether it was indexed by a newer operation since.',
      call: { name: 'logs.list', item: null },
    },
    retryAfter: null,
  };

  it('by its code as a word: likely, with the item’s rows as what decides', () => {
    expect(
      lookAt(outOfSequence, 'the response error code is OUT_OF_SEQUENCE_OPERATION', { kind: 'prose' }),
    ).toEqual(BY_WORD);
  });

  it('by a row that holds the code: certain', () => {
    const text = '{"id": "a://1", "meta": {"errorCode": "OUT_OF_SEQUENCE_OPERATION"}}';
    expect(
      lookAt(outOfSequence, text, {
        kind: 'log rows',
        rows: { read: [rowFactOf(ROW, [0, text.length])], total: 1 },
        identifiers: [identifierOf('item', 'a://1')],
      }),
    ).toEqual({
      ...BY_WORD,
      confidence: 'certain',
      reasons: [
        '1 log row says so: ADD, CONSUMING, REJECTED, “OUT_OF_SEQUENCE_OPERATION”.',
        BY_WORD.reasons[1],
      ],
      decidedBy: { ...BY_WORD.decidedBy, call: { name: 'logs.list', item: 'a://1' } },
    });
  });

  it('but not by the words about something else, or a completed row', () => {
    const rows = { read: [rowFactOf({ ...ROW, result: 'COMPLETED' })], total: 1 };
    expect([
      lookAt(outOfSequence, 'the pages were printed out of sequence', { kind: 'prose' }),
      lookAt(outOfSequence, '{}', { kind: 'log rows', rows }),
    ]).toEqual([null, null]);
  });
});

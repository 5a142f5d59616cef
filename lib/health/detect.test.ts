import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '@/lib/evidence/evidence';
import { buildEvidence, buildRow, missingPart, runRows } from '@/lib/evidence/evidence-builder';
import type { Json } from '@/lib/evidence/json';
import type { LogRow } from '@/lib/evidence/log-row';
import { readPipeline } from '@/lib/evidence/pipeline';
import { toIso, toMs } from '@/lib/evidence/time';
import { type Finding, MAX_EVIDENCE_ROWS, proof } from '@/lib/problems/finding';
import type { Claim, Detection, LiveDoor, Observed, Problem, Words } from '@/lib/problems/problem';
import { PROBLEMS } from '@/lib/problems/problems';
import { detectProblems } from './detect';

const look = (evidence: Evidence, problems: readonly Problem[] = PROBLEMS) =>
  detectProblems(evidence, readPipeline(evidence), problems);

/** The others tell of runs, times and numbers, by rows that are nobody's or somebody else's. */
const CLAIMING = new Set(PROBLEMS.flatMap(({ id, live }) => (live?.claim ? [id] : [])));

const NIGHT = '2026-11-22T02:00:00.000Z';
const WORDS: Words = {
  title: 'A problem',
  whatHappened: 'It happened.',
  cause: 'For a reason.',
  fix: ['Mend it.'],
  mistakes: ['Not mending it.'],
  actor: 'client',
  retryable: false,
  retryAfter: null,
  article: { title: 'Coveo 1: An article', url: 'https://docs.coveo.com/en/1/' },
  unsure: null,
};

/** A problem that shows the rows it was given. */
const problem = (id: string, live: Partial<LiveDoor> = {}): Problem => ({
  id,
  words: WORDS,
  signs: { statuses: [], codes: [] },
  example: null,
  later: [],
  live: { needs: [], fromPart: true, claim: () => 'possible', detect: (seen) => show(id, seen), ...live },
});

const show = (id: string, { claimed }: Observed): Detection =>
  claimed.length === 0
    ? { state: 'clear' }
    : { state: 'found', findings: [{ ...EMPTY, problem: id, ...proof(claimed.map(({ row }) => row)) }] };

const EMPTY: Finding = {
  problem: '',
  key: '',
  title: '',
  severity: 'info',
  impact: null,
  confidence: 'certain',
  confidenceReason: null,
  count: 0,
  unit: 'rows',
  text: '',
  assumptions: [],
  ...proof([]),
};

const fail = (): never => {
  throw new Error('oops');
};
const rejected = runRows(NIGHT, 3, () => ({ task: 'MAPPING', result: 'REJECTED' }));
const rowsOf = (seen: ReturnType<typeof look>) =>
  seen.findings.map(({ problem: id, evidenceTotal }) => [id, evidenceTotal]);

describe('every row that is not COMPLETED', () => {
  const meta: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
    null,
    { duration: '0.012' },
    { errorCode: 'OUT_OF_SEQUENCE_OPERATION' },
    { errorMessage: 'Total metadata size limit exceeded (52,428,800 bytes)' },
    { output: '{"status":{"reasonText":"Unexpected token in JSON"}}' },
    { remark: 'metadata size limit' },
    { orderingId: '1795312800' },
    { errorMessage: "Field 'x' has no value" },
  );
  const word = (known: readonly string[]) =>
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: fc.string() });
  const row = fc.record({
    at: fc
      .integer({ min: 0, max: 14 * 24 * 60 - 1 })
      .map((m) => toIso(toMs(NIGHT) - 13 * 86_400_000 + m * 60_000)),
    item: fc.constantFrom(null, 'a://1', 'a://2', 'file-1'),
    task: word([
      'STREAMING_BATCH',
      'CONSUMING_BATCH',
      'CONSUMING',
      'EXTENSION',
      'PROCESSING',
      'MAPPING',
      'INDEXING',
    ]),
    operation: word(['ADD', 'UPDATE', 'DELETE', 'BATCH_FILE', 'DELETE_OLDER_THAN']),
    result: word(['COMPLETED', 'COMPLETED', 'WARNING', 'SKIPPED', 'REJECTED', 'ERROR']),
    meta,
  });
  const rows = fc
    .array(row, { maxLength: 150 })
    .map((list): LogRow[] => list.map((given, index) => buildRow({ ...given, guid: `g${index}` })));
  const part = fc.option(
    fc.constantFrom('failures', 'batches', 'histories', 'source', 'activities' as const),
    {
      nil: undefined,
    },
  );

  it('belongs to exactly one finding or is set apart, whatever the rows, and none is left over', () => {
    fc.assert(
      fc.property(rows, part, (list, gap) => {
        const parts = gap ? { [gap]: missingPart('x', 'logs.list', 500) } : {};
        const evidence = buildEvidence({ rows: list, parts });
        const { findings, setApart, threw } = look(evidence);
        const failed = evidence.rows.filter(({ result }) => result !== 'COMPLETED');
        const resting = [...findings.filter(({ problem: id }) => CLAIMING.has(id)), ...setApart].map(
          (body) => ({
            guids: body.evidence.filter(({ result }) => result !== 'COMPLETED').map(({ guid }) => guid),
            shown: body.evidence.length,
            completed: body.evidence.filter(({ result }) => result === 'COMPLETED').length,
            total: body.evidenceTotal,
          }),
        );
        const guids = resting.flatMap((body) => body.guids);
        expect(threw).toEqual([]);
        expect(new Set(guids).size).toBe(guids.length);
        expect(resting.filter(({ shown, total }) => shown !== Math.min(total, MAX_EVIDENCE_ROWS))).toEqual(
          [],
        );
        const claimed = resting.reduce((sum, { total, completed }) => sum + total - completed, 0);
        expect(claimed).toBe(failed.length);
      }),
      { numRuns: 150 },
    );
  });

  it('is counted though a finding shows fifty rows only', () => {
    const many = runRows(NIGHT, 120, () => ({ task: 'MAPPING', result: 'REJECTED' }));
    const { findings } = look(buildEvidence({ rows: many }));
    expect(findings.map(({ evidence, evidenceTotal }) => [evidence.length, evidenceTotal])).toEqual([
      [MAX_EVIDENCE_ROWS, 120],
    ]);
  });

  it('goes to the problem that claims it most surely, and of equals to the first', () => {
    const claims = (claim: Claim | null) => ({ claim: () => claim });
    const names = (...problems: Problem[]) => rowsOf(look(buildEvidence({ rows: rejected }), problems));
    expect(names(problem('a', claims('possible')), problem('b', claims('certain')))).toEqual([['b', 3]]);
    expect(names(problem('a', claims('likely')), problem('b', claims('likely')))).toEqual([['a', 3]]);
    expect(names(problem('a', claims(null)), problem('b', claims('possible')))).toEqual([['b', 3]]);
  });

  it('is not left to a problem that has to wait for what was not read', () => {
    const waiting = problem('a', { needs: ['counts'], fromPart: false, claim: () => 'certain' });
    const evidence = buildEvidence({
      rows: rejected,
      parts: { counts: missingPart('x', 'logs.facetsStats', 500) },
    });
    expect(rowsOf(look(evidence, [waiting, problem('b')]))).toEqual([['b', 3]]);
  });
});

describe('a stage that was skipped on the way', () => {
  it('is set apart: the item went on', () => {
    const rows = runRows(NIGHT, 2, () => ({ task: 'MAPPING', result: 'SKIPPED' }));
    const skipped = rows.filter(({ result }) => result === 'SKIPPED');
    expect(look(buildEvidence({ rows }))).toMatchObject({
      findings: [],
      setApart: [
        {
          text: '2 rows skipped at MAPPING; the items went on to the next stage.',
          count: 2,
          evidence: [...skipped].reverse(),
          evidenceTotal: 2,
        },
      ],
    });
  });

  it('is a finding where it is the last that was seen of the item', () => {
    const rows = runRows(NIGHT, 2, () => ({ task: 'MAPPING', result: 'SKIPPED' })).filter(
      ({ task }) => task !== 'INDEXING',
    );
    const { findings, setApart } = look(buildEvidence({ rows }));
    expect(setApart).toEqual([]);
    expect(findings.map(({ problem: id, evidenceTotal }) => [id, evidenceTotal])).toEqual([
      ['rejected-unexplained', 2],
    ]);
  });
});

describe('a rule that throws', () => {
  const evidence = buildEvidence({ rows: rejected });
  const reported = [
    {
      problem: 'broken',
      title: WORDS.title,
      why: 'The rule itself failed (oops). Please report it.',
    },
  ];

  it('is reported and never clear, and its rows go to the next that claims them', () => {
    const broken = problem('broken', { claim: () => 'certain', detect: fail });
    const seen = look(evidence, [problem('rest'), broken]);
    expect({ rows: rowsOf(seen), notChecked: seen.notChecked, threw: seen.threw }).toEqual({
      rows: [['rest', 3]],
      notChecked: reported,
      threw: ['broken'],
    });
  });

  it('in its claim is reported and never clear, too', () => {
    const seen = look(evidence, [problem('broken', { claim: fail }), problem('rest')]);
    expect({ rows: rowsOf(seen), notChecked: seen.notChecked, threw: seen.threw }).toEqual({
      rows: [['rest', 3]],
      notChecked: reported,
      threw: ['broken'],
    });
  });

  it('does not keep the others from answering', () => {
    const also = problem('also', { claim: fail });
    const seen = look(evidence, [problem('broken', { detect: fail }), also, problem('rest')]);
    expect({ rows: rowsOf(seen), threw: [...seen.threw].sort() }).toEqual({
      rows: [['rest', 3]],
      threw: ['also', 'broken'],
    });
  });
});

describe('a part that could not be read', () => {
  const gap = missingPart('Coveo answered 500.', 'logs.list', 500);
  const call = { call: 'logs.list', status: 500, requestId: 'req-1' };
  const named = { problem: 'a', title: WORDS.title };
  const notChecked = (live: Partial<LiveDoor>, rows: readonly LogRow[] = []) =>
    look(buildEvidence({ rows, parts: { histories: gap } }), [problem('a', live)]).notChecked;

  it('makes not checked of clear', () => {
    expect(notChecked({ needs: ['histories'] })).toEqual([{ ...named, why: 'Coveo answered 500.', ...call }]);
  });

  it('says of what was found that more may be there', () => {
    expect(notChecked({ needs: ['histories'] }, rejected)).toEqual([
      { ...named, why: 'More may be there than was found: Coveo answered 500.', ...call },
    ]);
  });

  it('keeps a rule waiting that cannot judge from a part', () => {
    expect(notChecked({ needs: ['histories'], fromPart: false, detect: fail })).toEqual([
      { ...named, why: 'Coveo answered 500.', ...call },
    ]);
  });

  it('is nothing to a rule that does not need it', () => {
    expect(notChecked({ needs: ['source'] })).toEqual([]);
  });

  it('leaves the rule’s own reason where it gives one', () => {
    const detect = (): Detection => ({ state: 'not checked', why: 'Two runs only.' });
    expect(notChecked({ needs: ['histories'], detect })).toEqual([{ ...named, why: 'Two runs only.' }]);
  });
});

describe('a problem without a live door', () => {
  it('is left out of what users see', () => {
    const { live: _, ...paper } = problem('paper');
    expect(look(buildEvidence({ rows: rejected }), [paper])).toEqual({
      findings: [],
      setApart: [],
      notChecked: [],
      threw: [],
    });
  });
});

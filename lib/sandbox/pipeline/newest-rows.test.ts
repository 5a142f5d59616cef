import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyPipeline, type Source } from '../source';
import { append, EVERYTHING, forget, totalRows, visitRows } from './journal';
import { operationAt } from './journal-block';
import { newestRows, type Row } from './newest-rows';
import type { OperationKind } from './operation';
import { notSettling } from './settling';
import { INDEXED, only, REMOVED, rejectedAt } from './steps';

const KINDS: readonly (readonly [OperationKind, ReturnType<typeof only>])[] = [
  ['ADD', INDEXED],
  ['UPDATE', rejectedAt('PROCESSING', { code: null, message: 'Too large.' })],
  ['DELETE', REMOVED],
  ['BATCH_FILE', only('STREAMING_BATCH')],
];

function sourceWith(id: string, gaps: readonly number[]): Source {
  const pipeline = emptyPipeline();
  let at = 1_000_000;
  gaps.forEach((gap, index) => {
    at += 1 + gap;
    const [kind, steps] = KINDS[(gap + index) % KINDS.length] ?? ['ADD', INDEXED];
    const requestId = `request ${Math.floor(index / 7)}`;
    append(pipeline.journal, {
      at,
      kind,
      id: `https://a/${index % 50}`,
      orderingId: BigInt(at),
      requestId,
      steps,
    });
  });
  const facts = {
    name: id,
    type: 'PUSH',
    pushEnabled: true,
    scenario: null,
    createdAt: 0,
    deletedAt: null,
    seed: 1,
    plan: null,
  } as const;
  return { ...facts, id, pipeline, settling: notSettling(), streams: new Map() };
}

const inShort = ({ source, operation, index, time }: Row) => `${time} ${source.id} ${operation.at} ${index}`;

/** All rows of a window in order, without any of the means that make it quick. */
function allRows(sources: readonly Source[], span: { from: number; to: number }): Row[] {
  const rows: Row[] = [];
  for (const source of sources) {
    visitRows(source.pipeline.journal, span, EVERYTHING, (block, place, step, index, time) => {
      const operation = operationAt(block, place);
      if (operation) rows.push({ source, operation, step, index, time });
    });
  }
  return rows
    .map((row, ordinal) => ({ row, ordinal }))
    .sort((a, b) => b.row.time - a.row.time || b.ordinal - a.ordinal)
    .map(({ row }) => row);
}

it('any page of any window is what sorting all its rows would give, and says whether there are more', () => {
  const gaps = fc.array(fc.nat({ max: 20_000 }), { minLength: 0, maxLength: 400 });
  const page = fc.record({ skip: fc.nat({ max: 3_000 }), take: fc.nat({ max: 400 }) });
  const window = fc.record({ from: fc.nat({ max: 8_000_000 }), length: fc.nat({ max: 8_000_000 }) });
  fc.assert(
    fc.property(gaps, gaps, page, window, (first, second, { skip, take }, { from, length }) => {
      const sources = [sourceWith('a', first), sourceWith('b', second)];
      const span = { from, to: from + length };
      const expected = allRows(sources, span);
      const parts = sources.map((source) => ({ source, selection: EVERYTHING }));
      const { rows, hasMore } = newestRows(parts, span, skip, take);
      expect(rows.map(inShort)).toEqual(expected.slice(skip, skip + take).map(inShort));
      expect(hasMore).toBe(expected.length > skip + take);
    }),
    { seed: 7, numRuns: 60 },
  );
});

it('the pages of many rows follow each other without a gap or a row twice', () => {
  const source = sourceWith(
    'a',
    Array.from({ length: 30_000 }, (_, index) => (index * 7_919) % 50),
  );
  const span = { from: 0, to: 10 ** 9 };
  const parts = [{ source, selection: EVERYTHING }];
  const expected = allRows([source], span).map(inShort);
  const paged: string[] = [];
  for (let page = 0; ; page += 1) {
    const { rows, hasMore } = newestRows(parts, span, page * 9_000, 9_000);
    paged.push(...rows.map(inShort));
    if (!hasMore) break;
  }
  expect(paged).toEqual(expected);
});

it('counts by whole blocks what visiting finds one by one', () => {
  const source = sourceWith(
    'a',
    Array.from({ length: 20_000 }, (_, index) => (index * 31) % 97),
  );
  const { journal } = source.pipeline;
  for (const span of [
    { from: 0, to: 10 ** 9 },
    { from: 1_100_000, to: 1_700_000 },
    { from: 1_100_001, to: 1_100_002 },
  ]) {
    expect(totalRows(journal, span, EVERYTHING)).toBe(allRows([source], span).length);
  }
  expect(totalRows(journal, { from: 0, to: 10 ** 9 }, EVERYTHING)).toBe(journal.rows);
});

it('forgets whole blocks: those that are too old, and the oldest ones beyond a number of rows', () => {
  const make = () =>
    sourceWith(
      'a',
      Array.from({ length: 20_000 }, () => 9),
    ).pipeline.journal;
  const old = make();
  forget(old, 1_100_000, Number.POSITIVE_INFINITY);
  expect([old.blocks.length, old.rows]).toEqual([3, 23_616]);
  const many = make();
  forget(many, 0, 30_000);
  expect([many.blocks.length, many.rows]).toEqual([4, 31_808]);
});

it('gives operations back as they were put in', () => {
  const { journal } = sourceWith('a', [0, 1, 2]).pipeline;
  const block = journal.blocks[0];
  expect(block && [0, 1, 2, 3].map((place) => operationAt(block, place))).toEqual([
    {
      at: 1_000_001,
      kind: 'ADD',
      id: 'https://a/0',
      orderingId: 1_000_001n,
      requestId: 'request 0',
      steps: INDEXED,
    },
    {
      at: 1_000_003,
      kind: 'DELETE',
      id: 'https://a/1',
      orderingId: 1_000_003n,
      requestId: 'request 0',
      steps: REMOVED,
    },
    {
      at: 1_000_006,
      kind: 'ADD',
      id: 'https://a/2',
      orderingId: 1_000_006n,
      requestId: 'request 0',
      steps: INDEXED,
    },
    undefined,
  ]);
});

import { describe, expect, it } from 'vitest';
import { buildEvidence, buildRow, nights, runRows } from './evidence-builder';
import type { LogRow } from './log-row';
import { readPipeline } from './pipeline';
import { balanceIndex, removesOthers } from './removal';

const LAST = '2026-11-22T02:00:00.000Z';
const { source } = buildEvidence();
const balance = (rows: readonly LogRow[], items: number | null = 30) => {
  const evidence = buildEvidence({ rows, source: source && { ...source, items } });
  const pipeline = readPipeline(evidence);
  return { balance: balanceIndex(evidence, pipeline), newest: pipeline.runs.at(-1) };
};
const removed = (item: string, at: string) => buildRow({ at, item, operation: 'DELETE', task: 'INDEXING' });
const olderThan = buildRow({ at: '2026-11-22T03:00:00.000Z', operation: 'DELETE_OLDER_THAN' });

describe('the balance of an index', () => {
  const RUNS = nights(3).flatMap((at) => runRows(at, 10));

  it('counts the items of the newest run against those that Coveo counts', () => {
    const seen = balance(RUNS);
    expect(seen.balance).toEqual({
      run: seen.newest,
      from: '2026-11-21T06:00:09.000Z',
      expected: 10,
      held: 30,
      unseenDeletes: [],
    });
  });

  it('leaves out what was deleted since, and counts again what was pushed after that', () => {
    const rows = [
      ...RUNS,
      removed('https://example.com/1', '2026-11-22T03:00:01.000Z'),
      removed('https://example.com/2', '2026-11-22T01:00:00.000Z'),
    ];
    expect(balance(rows).balance).toMatchObject({ expected: 9 });
  });

  it('names the requests that may have removed items unseen, unless removals leave rows here', () => {
    expect(balance([...RUNS, olderThan]).balance).toMatchObject({ unseenDeletes: [olderThan] });
    const rows = [...RUNS, olderThan, removed('a://1', '2026-11-12T02:00:00.000Z')];
    expect(balance(rows).balance).toMatchObject({ unseenDeletes: [] });
  });

  it.each([
    ['the items were not counted', RUNS, null, 'The number of items in the source was not read.'],
    ['nothing was indexed', [], 0, 'No run was seen to put anything into the index.'],
    [
      'a run goes on',
      [...RUNS, ...runRows('2026-11-22T11:55:00.000Z', 3)],
      30,
      'The newest run has not settled yet: the number of items is still changing.',
    ],
  ])('is not known when %s', (_, rows, items, why) => {
    expect(balance(rows, items).balance).toEqual({ why });
  });
});

it.each([
  ['DELETE_OLDER_THAN', 'CONSUMING', true],
  ['DELETE_AND_CHILDREN', 'CONSUMING', true],
  ['DELETE_AND_CHILDREN', 'INDEXING', false],
  ['DELETE', 'CONSUMING', false],
])('a %s at %s may remove further items: %s', (operation, task, expected) => {
  expect(removesOthers(buildRow({ at: LAST, item: 'a://1', operation, task }))).toBe(expected);
});

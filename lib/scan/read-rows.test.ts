import { describe, expect, it } from 'vitest';
import { answer, clientUnderTest, type Stub } from '@/lib/coveo/client-under-test';
import { readRows, unread } from './read-rows';

const NEWER = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T12:00:00.000Z' };
const OLDER = { from: '2026-11-21T12:00:00.000Z', to: '2026-11-22T00:00:00.000Z' };

const row = (guid: string, sourceId = 'ours') => ({
  guid,
  datetime: '2026-11-22T01:00:00.000Z',
  id: `https://example.com/${guid}`,
  task: 'INDEXING',
  operation: 'ADD',
  result: 'COMPLETED',
  sourceId,
});
const page = (documentLogEntries: unknown[], hasNextPage: boolean): Stub =>
  answer(200, { documentLogEntries, hasNextPage });

async function read(stubs: readonly Stub[], { windows = [NEWER], rowBudget = 1_000 } = {}) {
  const { client, made } = clientUnderTest(stubs, { attempts: 1 });
  let calls = 0;
  const reading = {
    sourceId: 'ours',
    rowBudget,
    concurrency: 1,
    trouble: { inARow: 0, over: null },
    onCall: () => {
      calls++;
    },
  };
  const read = unread(windows);
  await readRows(client, reading, read, {});
  const { rows, reads, failure } = read;
  return { guids: rows.map(({ guid }) => guid), reads, failed: failure !== null, calls, made: made.length };
}

describe('a window is left, with the reason,', () => {
  it.each([
    ['at an empty page', [], 'Coveo answered an empty page, and said that more follow.'],
    [
      'at a page that came before',
      [row('a')],
      'Coveo answered rows that it had answered before, and said that more follow.',
    ],
    [
      'at a page of other sources alone',
      [row('x', 'other')],
      'Coveo answered rows of other sources only, and said that more follow.',
    ],
    [
      'at a page without a date',
      [{ ...row('b'), datetime: null }],
      'Coveo answered rows without a readable date only, and said that more follow.',
    ],
  ])('%s that says that more follow', async (_what, entries, why) => {
    expect(await read([page([row('a')], true), page(entries, true)])).toEqual({
      guids: ['a'],
      reads: [{ call: 'logs.list', ...NEWER, state: 'sampled', rows: 1, why }],
      failed: false,
      calls: 2,
      made: 2,
    });
  });

  it('once the budget is used up, which rows of other sources use too', async () => {
    const mixed = (guid: string) =>
      page([row(guid), row(`${guid}-x`, 'other'), row(`${guid}-y`, 'other')], true);
    expect(await read([mixed('a'), mixed('b')], { rowBudget: 6 })).toEqual({
      guids: ['a', 'b'],
      reads: [
        { call: 'logs.list', ...NEWER, state: 'sampled', rows: 2, why: 'The budget of 6 rows was used up.' },
      ],
      failed: false,
      calls: 2,
      made: 2,
    });
  });
});

describe('reading goes on', () => {
  it('after a last page whose rows had come before', async () => {
    expect(await read([page([row('a')], true), page([row('a')], false)])).toMatchObject({
      guids: ['a'],
      reads: [{ state: 'read', rows: 1 }],
    });
  });

  it('after one window that failed, when the next is answered', async () => {
    const windows = [NEWER, OLDER, NEWER, OLDER];
    const stubs = [answer(504, {}), page([row('a')], false), answer(504, {}), page([row('b')], false)];
    expect(await read(stubs, { windows })).toMatchObject({
      guids: ['a', 'b'],
      failed: true,
      calls: 4,
      made: 4,
    });
  });
});

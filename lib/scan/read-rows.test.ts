import { describe, expect, it } from 'vitest';
import { answer, clientUnderTest, type Stub } from '@/lib/coveo/client-under-test';
import { SCAN_BUDGET } from './budget';
import { beginReading } from './logs-reading';
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

async function read(
  stubs: readonly Stub[],
  { windows = [NEWER], rowBudget = 1_000, calls: mostCalls = 60, secondsPassed = 0 } = {},
) {
  let passed = 0;
  const now = () => passed * 1000;
  const { client, made } = clientUnderTest(stubs, { attempts: 1, now });
  let calls = 0;
  const budget = { ...SCAN_BUDGET, rows: rowBudget, calls: mostCalls };
  const reading = beginReading(client, 'ours', {}, budget, client.now(), () => {
    calls++;
    passed = secondsPassed;
  });
  reading.turns.concurrency = 1;
  const read = unread(windows);
  await readRows(reading, read, {});
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
    const stubs = [answer(500, {}), page([row('a')], false), answer(500, {}), page([row('b')], false)];
    expect(await read(stubs, { windows })).toMatchObject({
      guids: ['a', 'b'],
      failed: true,
      calls: 4,
      made: 4,
    });
  });
});

describe('a window that takes too long', () => {
  const HOUR = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T01:00:00.000Z' };

  it('is halved at whole hours, newest first, and so are those after it', async () => {
    const stubs = [
      answer(504, { message: 'Endpoint request timed out' }),
      answer(504, {}),
      ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((guid) => page([row(guid)], false)),
    ];
    const { reads, ...outcome } = await read(stubs, { windows: [NEWER, OLDER] });
    expect(outcome).toEqual({
      guids: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
      failed: false,
      calls: 10,
      made: 10,
    });
    expect(reads.map(({ from, state }) => [from.slice(8, 13), state])).toEqual(
      ['22T09', '22T06', '22T03', '22T00', '21T21', '21T18', '21T15', '21T12'].map((hour) => [hour, 'read']),
    );
  });

  it('is given up at an hour: two in a row end the reading', async () => {
    const outcome = await read([answer(504, {}), answer(504, {})], { windows: [HOUR, HOUR, HOUR] });
    expect(outcome.reads.map(({ state, why }) => [state, why])).toEqual([
      ['refused', 'Coveo answered 504 for the log rows (Source Logs API).'],
      ['refused', 'Coveo answered 504 for the log rows (Source Logs API).'],
      ['skipped', 'Not asked: Coveo answered 504 for the log rows (Source Logs API).'],
    ]);
  });
});

describe('the budget', () => {
  it('of calls ends the reading, and what came is kept', async () => {
    const outcome = await read([page([row('a')], true), page([row('b')], true)], { calls: 2 });
    expect(outcome).toEqual({
      guids: ['a', 'b'],
      reads: [
        {
          call: 'logs.list',
          ...NEWER,
          state: 'sampled',
          rows: 2,
          why: 'The budget of 2 Source Logs calls was used up.',
        },
      ],
      failed: false,
      calls: 2,
      made: 2,
    });
  });

  it('of seconds ends it too, by the time that passed', async () => {
    const outcome = await read([page([row('a')], true)], { secondsPassed: 700 });
    expect(outcome.reads).toEqual([
      {
        call: 'logs.list',
        ...NEWER,
        state: 'sampled',
        rows: 1,
        why: 'The budget of 600 seconds was used up.',
      },
    ]);
  });
});

describe('a server that gives fewer rows at once than it is asked for', () => {
  it('is asked for so many from then on', async () => {
    const ten = (from: number) => Array.from({ length: 10 }, (_, at) => row(`r${from + at}`));
    const { client, made } = clientUnderTest([page(ten(0), true), page(ten(10), false)], { attempts: 1 });
    const reading = beginReading(client, 'ours', {}, SCAN_BUDGET, client.now(), () => {});
    const into = unread([NEWER]);
    await readRows(reading, into, {});
    expect(made.map(({ url }) => new URL(url).search.match(/page=\d+&perPage=\d+/)?.[0])).toEqual([
      'page=0&perPage=1000',
      'page=1&perPage=10',
    ]);
    expect({ rows: into.rows.length, rowsPerPage: reading.rowsPerPage }).toEqual({
      rows: 20,
      rowsPerPage: 10,
    });
  });
});

describe('pace', () => {
  it('is one call at a time once Coveo asks to wait, as long as it asks', async () => {
    const waits: { asked: boolean; ms: number }[] = [];
    const { client, slept } = clientUnderTest([
      answer(429, {}, { 'retry-after': '7' }),
      page([row('a')], false),
    ]);
    const onWait = ({ asked, ms }: { asked: boolean; ms: number }) => waits.push({ asked, ms });
    const reading = beginReading(client, 'ours', { onWait }, SCAN_BUDGET, client.now(), () => {});
    const into = unread([NEWER]);
    await readRows(reading, into, {});
    expect({ waits, slept, atATime: reading.turns.concurrency, rows: into.rows.length }).toEqual({
      waits: [{ asked: true, ms: 7_000 }],
      slept: [7_000],
      atATime: 1,
      rows: 1,
    });
  });
});

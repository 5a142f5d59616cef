import { describe, expect, it } from 'vitest';
import type { LogRow } from '@/lib/evidence/log-row';
import { DAY_MS, HOUR_MS } from '@/lib/evidence/time';
import type { Database } from './database';
import { eachOnEmptyStore } from './empty-store-under-test';
import { endLease, readLeaseNote, takeLease } from './leases';
import type { Slice, SliceMark } from './slice';
import { keepSlices, listSlices, readSliceContent, type SlicesBound } from './slices';
import { embeddedEngine, postgresEngine } from './store-under-test';

const PLACE = { region: 'us', organization: 'acme', source: 'x-acme' };
const NOW = Date.parse('2026-11-20T16:00:00.000Z');

const row = (n: number, meta: LogRow['meta'] = { duration: '1' }): LogRow => ({
  guid: `guid ${n}`,
  at: '2026-11-20T02:00:00.000Z',
  item: `https://example.com/${n}\0`,
  operation: 'ADD',
  result: 'REJECTED',
  task: 'INDEXING',
  sourceId: 'x-acme',
  resourceId: null,
  requestId: null,
  meta,
});

function ofRows(from: string, to: string, rows: readonly LogRow[], over: Partial<SliceMark> = {}): Slice {
  const mark: SliceMark = {
    kind: 'rows',
    filter: 'failures',
    from: `2026-11-${from}:00:00.000Z`,
    to: `2026-11-${to}:00:00.000Z`,
    readAt: '2026-11-20T16:00:00.000Z',
    rowsPerPage: 1_000,
    tail: null,
    open: false,
    ...over,
  };
  return { mark, content: { kind: 'rows', rows } };
}

function ofCounts(from: string, to: string, rejected: number, over: Partial<SliceMark> = {}): Slice {
  const { mark } = ofRows(from, to, [], { kind: 'counts', ...over });
  const counts = { operations: {}, results: { REJECTED: rejected }, tasks: {}, sources: {} };
  return { mark, content: { kind: 'counts', counts } };
}

describe.each([embeddedEngine(), postgresEngine()])('the slices of sources on $name', (engine) => {
  let database: Database;
  const store = eachOnEmptyStore(engine, (empty) => {
    database = empty;
  });

  const keep = (
    slices: readonly Slice[],
    over: {
      tail?: string | null;
      dropped?: SliceMark[];
      nowMs?: number;
      source?: typeof PLACE;
      bound?: SlicesBound;
    } = {},
  ) => {
    const { dropped = [], nowMs = NOW, source = PLACE, bound } = over;
    const told = 'tail' in over ? { tail: over.tail } : {};
    return keepSlices(database, source, { slices, dropped, nowMs, ...told }, bound);
  };
  const kept = async (source = PLACE, nowMs = NOW) =>
    (await listSlices(database, source, nowMs)).sort((a, b) => (a.from < b.from ? -1 : 1));

  it('are kept with what is in them, over a restart', async () => {
    const slices = [
      ofRows('19T00', '20T00', [row(1), row(2, { a: [null, 'b', 1.5, true] })]),
      ofCounts('20T00', '20T14', 3),
    ];
    await keep(slices);
    await store.close();
    await store.open();
    const marks = await kept();
    expect(marks).toEqual(slices.map(({ mark }) => mark));
    const contents = await Promise.all(marks.map((mark) => readSliceContent(database, PLACE, mark)));
    expect(contents).toEqual(slices.map(({ content }) => content));
  });

  it('belong to one source of one organization in one region', async () => {
    const slice = ofRows('19T00', '20T00', [row(1)]);
    await keep([slice]);
    for (const other of [
      { ...PLACE, source: 'y-acme' },
      { ...PLACE, organization: 'umbrella' },
      { ...PLACE, region: 'eu' },
    ]) {
      expect(await kept(other)).toEqual([]);
      expect(await readSliceContent(database, other, slice.mark)).toBe(null);
    }
  });

  it('of rows take the place of those within them; counts stay beside', async () => {
    await keep([ofRows('20T00', '20T10', [row(1)]), ofCounts('20T00', '20T10', 1)]);
    const longer = ofRows('20T00', '20T14', [row(1), row(2)]);
    const counts = ofCounts('20T00', '20T14', 2);
    await keep([longer, counts, ofRows('20T00', '20T12', [], { filter: 'another' })]);
    const marks = (await kept()).map(({ kind, filter, to }) => [kind, filter, to.slice(8, 13)].join(' '));
    expect(marks.sort()).toEqual([
      'counts failures 20T10',
      'counts failures 20T14',
      'rows another 20T12',
      'rows failures 20T14',
    ]);
    expect(await readSliceContent(database, PLACE, longer.mark)).toEqual(longer.content);
  });

  it('of a tail go when another tail is kept', async () => {
    await keep(
      [ofRows('20T14', '20T16', [row(1)], { tail: 'a', open: true }), ofRows('19T00', '20T14', [])],
      {
        tail: 'a',
      },
    );
    await keep([], { tail: 'a' });
    expect((await kept()).map(({ tail }) => tail)).toEqual([null, 'a']);
    await keep([ofRows('20T14', '20T16', [row(2)], { tail: 'b', open: true })], { tail: 'b' });
    expect((await kept()).map(({ tail }) => tail)).toEqual([null, 'b']);
    // Whoever has not looked at the tail says nothing of it.
    await keep([ofCounts('19T00', '20T14', 1)]);
    expect((await kept()).map(({ tail }) => tail)).toEqual([null, null, 'b']);
    await keep([], { tail: null });
    expect((await kept()).map(({ tail }) => tail)).toEqual([null, null]);
  });

  it('that were dropped go, and no others', async () => {
    const [first, second] = [ofRows('19T00', '20T00', [row(1)]), ofCounts('19T00', '20T00', 1)];
    await keep([first, second]);
    await keep([], { dropped: [first.mark] });
    expect(await kept()).toEqual([second.mark]);
  });

  it('expire with Coveo’s rows, and are cleared away then, of all sources', async () => {
    await keep([ofRows('06T00', '07T00', [row(1)]), ofRows('19T00', '20T00', [row(2)])]);
    const later = Date.parse('2026-11-07T00:00:00.000Z') + 14 * DAY_MS;
    expect((await kept(PLACE, later)).map(({ from }) => from.slice(8, 10))).toEqual(['19']);
    await keep([], { nowMs: later, source: { ...PLACE, source: 'y-acme' } });
    expect((await kept(PLACE, 0)).map(({ from }) => from.slice(8, 10))).toEqual(['19']);
  });

  it('never take more than their bound: the oldest go', async () => {
    const hours = Array.from({ length: 24 }, (_, n) => {
      const at = (hour: number) => `18T${String(hour).padStart(2, '0')}`;
      return ofRows(at(n), n === 23 ? '19T00' : at(n + 1), [row(n)], {
        readAt: new Date(NOW + n * HOUR_MS).toISOString(),
      });
    });
    await keep(hours);
    const of = await database.read.selectFrom('slices').select('bytes').execute();
    const each = Math.max(...of.map(({ bytes }) => bytes));
    await keep([], { bound: { source: each * 14, all: 1_000_000 } });
    const left = await kept();
    expect(left.length).toBeLessThanOrEqual(14);
    expect(left.length).toBeGreaterThan(0);
    expect(left.map(({ from }) => from)).toEqual(hours.slice(-left.length).map(({ mark }) => mark.from));
    await keep([], { bound: { source: 1_000_000, all: 0 }, source: { ...PLACE, source: 'y-acme' } });
    expect(await kept()).toEqual([]);
  });

  it('that cannot be read are as if they were not there', async () => {
    const slice = ofRows('19T00', '20T00', [row(1)]);
    await keep([slice]);
    for (const content of [new Uint8Array([1, 2, 3]), new Uint8Array()]) {
      await database.write((transaction) => transaction.updateTable('slices').set({ content }).execute());
      expect(await readSliceContent(database, PLACE, slice.mark)).toBe(null);
    }
  });

  it('are read by who has the lease; it ends by itself, and by its holder only', async () => {
    const take = (holder: string, nowMs: number) =>
      takeLease(database, PLACE, { holder, nowMs, until: nowMs + 30_000 });
    expect(await take('one', NOW)).toBe(true);
    expect(await take('two', NOW + 1)).toBe(false);
    expect(await take('one', NOW + 20_000)).toBe(true);
    expect(await take('two', NOW + 49_999)).toBe(false);
    expect(
      await takeLease(
        database,
        { ...PLACE, source: 'y-acme' },
        { holder: 'two', nowMs: NOW, until: NOW + 1 },
      ),
    ).toBe(true);
    expect(await take('two', NOW + 50_000)).toBe(true);
    await endLease(database, PLACE, 'one');
    expect(await take('one', NOW + 50_001)).toBe(false);
    await endLease(database, PLACE, 'two');
    expect(await take('one', NOW + 50_002)).toBe(true);
  });

  it('tell those who wait how far their reader is, who holds on to them by what it says', async () => {
    const say = (holder: string, note: string, nowMs: number) =>
      takeLease(database, PLACE, { holder, note, nowMs, until: nowMs + 30_000 });
    expect(await readLeaseNote(database, PLACE, NOW)).toBe(null);
    await takeLease(database, PLACE, { holder: 'one', nowMs: NOW, until: NOW + 30_000 });
    expect(await readLeaseNote(database, PLACE, NOW)).toBe(null);
    expect([await say('one', '3 of 12', NOW + 1), await say('two', '0 of 9', NOW + 2)]).toEqual([
      true,
      false,
    ]);
    expect(await say('one', '4 of 12', NOW + 3)).toBe(true);
    expect(await readLeaseNote(database, PLACE, NOW + 4)).toBe('4 of 12');
    expect(await readLeaseNote(database, PLACE, NOW + 30_004)).toBe(null);
    await endLease(database, PLACE, 'on');
    expect(await readLeaseNote(database, PLACE, NOW + 5)).toBe('4 of 12');
    await endLease(database, PLACE, 'one');
    expect(await say('two', '0 of 9', NOW + 6)).toBe(true);
  });

  it('have one reader, whoever comes at once', async () => {
    const holders = ['a', 'b', 'c', 'd', 'e', 'f'];
    const taken = await Promise.all(
      holders.map((holder) => takeLease(database, PLACE, { holder, nowMs: NOW, until: NOW + 1_000 })),
    );
    expect(taken.filter(Boolean).length).toBe(1);
  });
});

import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { RecordedLine } from '@/lib/evidence/recorded-push';
import type { Forgetting } from '@/lib/evidence/recorded-pushes';
import { DAY_MS } from '@/lib/evidence/time';
import type { Database } from './database';
import { eachOnEmptyStore } from './empty-store-under-test';
import { clearRecorded, forgetRecorded, keepRecorded, type RecordedBound } from './keep-recorded-pushes';
import {
  listRecorded,
  listSendings,
  type RecordedCursor,
  readRecorded,
  readRecordedOf,
  recordedMark,
  recordedMoments,
} from './recorded-pushes';
import { embeddedEngine, postgresEngine } from './store-under-test';

const PLACE = { region: 'us', organization: 'acme', source: 'x-acme' };
const NOW = Date.parse('2026-11-20T16:00:00.000Z');

const push = (minute: number, over: { status?: number | null; day?: string } = {}): RecordedLine => ({
  at: `2026-11-${over.day ?? '20'}T02:${String(minute).padStart(2, '0')}:00.000Z`,
  method: 'PUT',
  path: '/push/v1/organizations/acme/sources/x-acme/documents/batch',
  status: over.status === undefined ? 202 : over.status,
  errorCode: null,
  requestId: null,
  orderingId: '1763604000000',
  fileId: `file ${minute}`,
  documentId: null,
  items: 10,
  bytes: null,
});

describe.each([embeddedEngine(), postgresEngine()])('the recorded pushes of sources on $name', (engine) => {
  let database: Database;
  const store = eachOnEmptyStore(engine, (opened) => {
    database = opened;
  });

  const keep = async (lines: readonly RecordedLine[], source = PLACE, bound?: RecordedBound) => {
    const { takenAt: _, ...kept } = await keepRecorded(database, source, { lines, nowMs: NOW }, bound);
    return kept;
  };
  const kept = async (source = PLACE, nowMs = NOW, most = 1_000) => {
    const { pushes, moments } = await readRecorded(database, source, { nowMs, most });
    return { pushes: pushes.map(({ id: _, ...line }) => line), moments };
  };

  it('are kept over a restart, oldest first, calls beside moments at which the recorder was there', async () => {
    const alive: RecordedLine = { at: '2026-11-20T02:02:00.000Z', alive: true };
    expect(await keep([push(3, { status: null }), alive, push(1)])).toEqual({
      taken: 3,
      alreadyKnown: 0,
      full: [],
    });
    await store.close();
    await store.open();
    const moments = ['2026-11-20T02:01:00.000Z', '2026-11-20T02:02:00.000Z', '2026-11-20T02:03:00.000Z'];
    expect(await kept()).toEqual({ pushes: [push(1), push(3, { status: null })], moments });
    const told = (most: number, nowMs = NOW) => recordedMoments(database, PLACE, { nowMs, most });
    expect(await told(2)).toEqual(moments.slice(1).reverse());
    expect(await told(9, NOW + 14 * DAY_MS)).toEqual([]);
  });

  it('count once, however often they are sent, and by whomever at once', async () => {
    const lines = [push(1), push(2), push(1)];
    expect(await keep(lines)).toEqual({ taken: 2, alreadyKnown: 1, full: [] });
    const again = await Promise.all([keep(lines), keep([...lines, push(3)]), keep([push(3)])]);
    expect(again.reduce((sum, { taken }) => sum + taken, 0)).toBe(1);
    expect((await kept()).pushes).toEqual([push(1), push(2), push(3)]);
  });

  it('belong to one source of one organization in one region', async () => {
    await keep([push(1)]);
    for (const other of [
      { ...PLACE, source: 'y-acme' },
      { ...PLACE, organization: 'umbrella' },
      { ...PLACE, region: 'eu' },
    ]) {
      expect(await kept(other)).toEqual({ pushes: [], moments: [] });
      expect(await keep([push(1)], other)).toEqual({ taken: 1, alreadyKnown: 0, full: [] });
    }
  });

  it('are bounded by source and day: what is too much is named, and loses nothing of the others', async () => {
    const bound = { day: 2, all: 1_000 };
    const lines = [push(1), push(2), push(3), push(1, { day: '19' }), push(2)];
    expect(await keep(lines, PLACE, bound)).toEqual({ taken: 3, alreadyKnown: 1, full: [2] });
    expect(await keep([push(4)], PLACE, bound)).toEqual({ taken: 0, alreadyKnown: 0, full: [0] });
    expect(await keep([push(4)], { ...PLACE, source: 'y-acme' }, bound)).toEqual({
      taken: 1,
      alreadyKnown: 0,
      full: [],
    });
  });

  it('tell of one item by its calls alone, newest first, whatever its URI is written with', async () => {
    const item = 'https://example.com/"a" \\ 100% é?x=*&y=_';
    const of = (
      minute: number,
      documentId: string | null,
      errorCode: string | null = null,
    ): RecordedLine => ({
      ...push(minute),
      documentId,
      errorCode,
    });
    await keep([
      of(1, item),
      of(2, `${item}/below`),
      of(3, null, `of "documentId":${JSON.stringify(item)}`),
      { at: '2026-11-20T02:04:00.000Z', alive: true },
      of(5, item),
      of(6, 'https://example.com/'),
    ]);
    await keep([of(7, item)], { ...PLACE, source: 'y-acme' });
    const told = async (most: number, nowMs = NOW) =>
      (await readRecordedOf(database, PLACE, { nowMs, most, item })).map(({ id: _, ...line }) => line);
    expect(await told(100)).toEqual([of(5, item), of(1, item)]);
    expect(await told(2)).toEqual([of(5, item)]);
    expect(await told(100, NOW + 14 * DAY_MS)).toEqual([]);
  });

  it('are listed newest first, page by page', async () => {
    await keep([push(1), push(2), push(3, { status: 429 }), push(3), push(4)]);
    const pages: (number | null)[][] = [];
    let cursor = null;
    do {
      const page = await listRecorded(database, PLACE, { nowMs: NOW, most: 2, cursor });
      pages.push(page.pushes.map(({ at }) => Number(at.slice(14, 16))));
      cursor = page.next;
    } while (cursor !== null);
    expect(pages).toEqual([[4, 3], [3, 2], [1]]);
  });

  it('are listed past lines that are no calls, a bounded number of them a page', async () => {
    const alive = (second: number): RecordedLine => ({
      at: new Date(Date.parse('2026-11-20T03:00:00.000Z') + second * 1_000).toISOString(),
      alive: true,
    });
    const list = async (most: number, cursor: RecordedCursor | null = null) => {
      const { pushes, next } = await listRecorded(database, PLACE, { nowMs: NOW, most, cursor });
      return { calls: pushes.map(({ id: _, ...line }) => line), next };
    };
    await keep([push(1), push(2), push(3), ...Array.from({ length: 190 }, (_, n) => alive(n))]);
    const { calls, next } = await list(1);
    expect([calls, next === null]).toEqual([[push(3)], false]);
    expect(await list(2, next)).toEqual({ calls: [push(2), push(1)], next: null });
    await keep([alive(190)]);
    const none = await list(1);
    expect([none.calls, none.next?.at]).toEqual([[], Date.parse('2026-11-20T03:00:00.000Z')]);
    expect((await list(1, none.next)).calls).toEqual([push(3)]);
    expect(await list(10)).toEqual({ calls: [push(3), push(2), push(1)], next: null });
  });

  it('expire after 14 days, and are cleared away then; of too many the oldest go', async () => {
    await keep([push(1, { day: '10' }), push(1), push(2), push(3)]);
    const before = await recordedMark(database, PLACE, NOW);
    const later = Date.parse('2026-11-10T02:01:00.000Z') + 14 * DAY_MS;
    expect((await kept(PLACE, later)).pushes).toEqual([push(1), push(2), push(3)]);
    await clearRecorded(database, later, { day: 10, all: 2 });
    expect((await kept(PLACE, NOW)).pushes).toEqual([push(2), push(3)]);
    expect(await recordedMark(database, PLACE, NOW)).not.toBe(before);
  });

  it('have the name of their sending, which no two share, and are listed by it where they came together', async () => {
    const send = async (...lines: RecordedLine[]) =>
      (await keepRecorded(database, PLACE, { lines, nowMs: NOW })).takenAt;
    expect([await send(push(1), push(9)), await send(push(1)), await send(push(2))]).toEqual([
      '2026-11-20T16:00:00.000Z',
      null,
      '2026-11-20T16:00:00.001Z',
    ]);
    await send(push(1), push(3), push(4), push(5));
    const lines = { from: '2026-11-20T02:03:00.000Z', to: '2026-11-20T02:05:00.000Z', lines: 3 };
    const first = { from: '2026-11-20T02:01:00.000Z', to: '2026-11-20T02:09:00.000Z', lines: 2 };
    const all = [
      { takenAt: '2026-11-20T16:00:00.002Z', ...lines },
      { takenAt: '2026-11-20T16:00:00.000Z', ...first },
    ];
    expect(await listSendings(database, PLACE, { nowMs: NOW, most: 10 })).toEqual(all);
    expect(await listSendings(database, PLACE, { nowMs: NOW, most: 1 })).toEqual(all.slice(0, 1));
    expect(await listSendings(database, { ...PLACE, source: 'y' }, { nowMs: NOW, most: 1 })).toEqual([]);
  });

  it.each<[string, Forgetting, number[]]>([
    ['one sending', { which: 'sent', takenAt: ['2026-11-20T16:00:00.001Z'] }, [1, 2, 5]],
    ['no sending', { which: 'sent', takenAt: ['2026-11-20T15:00:00.000Z'] }, [1, 2, 3, 4, 5]],
    ['nothing named', { which: 'sent', takenAt: [] }, [1, 2, 3, 4, 5]],
    [
      'a time, from its beginning to before its end',
      { which: 'between', window: { from: '2026-11-20T02:02:00.000Z', to: '2026-11-20T02:05:00.000Z' } },
      [1, 5],
    ],
    ['all of a source', { which: 'all' }, []],
  ])('are forgotten for good: %s; and may be sent again', async (_what, forgetting, left) => {
    const other = { ...PLACE, source: 'y-acme' };
    await keep([push(1)], other);
    for (const lines of [
      [push(1), push(2), push(5)],
      [push(3), push(4)],
    ])
      await keep(lines);
    const before = await recordedMark(database, PLACE, NOW);
    expect(await forgetRecorded(database, PLACE, forgetting)).toBe(5 - left.length);
    expect((await kept()).pushes).toEqual(left.map((minute) => push(minute)));
    expect((await recordedMark(database, PLACE, NOW)) === before).toBe(left.length === 5);
    expect((await kept(other)).pushes).toEqual([push(1)]);
    expect((await keep([push(3)])).taken).toBe(left.includes(3) ? 0 : 1);
  });

  it('are forgotten to the last one, however many', async () => {
    const lines = Array.from(
      { length: 4_100 },
      (_, n): RecordedLine => ({
        at: new Date(NOW - n * 1_000).toISOString(),
        alive: true,
      }),
    );
    await keep(lines);
    expect(await forgetRecorded(database, PLACE, { which: 'all' })).toBe(4_100);
    expect((await kept()).moments).toEqual([]);
  });

  it('are taken without a look at those that are kept: the newest sending stands in an index', async () => {
    // PostgreSQL reads a table as small as this one whole: there the index is looked for by its name.
    const asked =
      database.engine === 'postgres'
        ? sql<{ detail: string }>`
            select indexdef as detail from pg_indexes
            where schemaname = current_schema() and indexname = 'recorded_pushes_by_sending'`
        : sql<{ detail: string }>`
            explain query plan select max(taken_at) from recorded_pushes
            where region = ${PLACE.region} and organization = ${PLACE.organization} and source = ${PLACE.source}`;
    const { rows } = await asked.execute(database.read);
    expect(rows.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/INDEX recorded_pushes_by_sending /),
    ]);
  });

  it('that cannot be read are as if they were not there', async () => {
    await keep([push(1), push(2)]);
    await database.write((transaction) =>
      transaction
        .updateTable('recorded_pushes')
        .set({ content: '{"at":1}' })
        .where('at', '=', Date.parse('2026-11-20T02:01:00.000Z'))
        .execute(),
    );
    expect((await kept()).pushes).toEqual([push(2)]);
  });
});

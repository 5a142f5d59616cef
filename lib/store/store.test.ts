import type { Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';
import { changeIssue, MOST_NOTES } from './change-issue';
import type { Database } from './database';
import { eachOnEmptyStore } from './empty-store-under-test';
import type { ScanSightings, Sighting } from './issue';
import { mergeScan } from './merge-scan';
import { listIssues, MOST_CHANGES, readIssue } from './read-issues';
import type { Schema } from './schema';
import { embeddedEngine, postgresEngine } from './store-under-test';
import { beginVerification, endVerification } from './verification';

const AT = '2026-11-20T03:00:00.000Z';

/** Rows on the night of a day, told apart by their numbers. */
const rows = (day: string, ...numbers: readonly number[]) =>
  numbers.map((n) => ({ guid: `${day} ${n}`, at: `${day}T02:00:00.000Z` }));

const sighting = (over: Partial<Sighting> = {}): Sighting => ({
  problem: 'out-of-sequence',
  key: '',
  title: '3 items refused',
  severity: 'error',
  unit: 'items',
  firstSeen: '2026-11-20T02:00:00.000Z',
  lastSeen: '2026-11-20T02:00:00.000Z',
  rows: rows('2026-11-20', 1, 2, 3),
  captured: { verdict: 'failing', rows: [{ guid: 'a' }] },
  ...over,
});

const scan = (over: Partial<ScanSightings> = {}): ScanSightings => ({
  region: 'us',
  organization: 'acme',
  source: 'x-acme',
  sourceName: 'Products',
  at: AT,
  sightings: [sighting()],
  ...over,
});

/** Many notes at once, as if they had been written one by one. */
async function fillWithNotes(
  transaction: Kysely<Schema>,
  { id, from, count, at }: { id: string; from: number; count: number; at: number },
): Promise<void> {
  const notes = Array.from({ length: count }, (_, index) => ({
    ...{ issue_id: id, revision: from + index, at, who: 'Ann', kind: 'note', detail: '"x"' },
  }));
  await transaction.insertInto('issue_changes').values(notes).execute();
  await transaction
    .updateTable('issues')
    .set({ revision: from + count - 1 })
    .where('id', '=', id)
    .execute();
}

const ACME = [{ region: 'us', organization: 'acme' }];
const ALL = { places: ACME, limit: 100 };

describe.each([embeddedEngine(), postgresEngine()])('the store on $name', (engine) => {
  let database: Database;
  const store = eachOnEmptyStore(engine, (empty) => {
    database = empty;
  });

  const onlyId = async () => (await listIssues(database, ALL)).issues[0]?.id ?? '';

  it('opens an issue for a finding, with what was seen then', async () => {
    const [merged] = await mergeScan(database, scan());
    expect(merged).toEqual({ id: merged?.id, problem: 'out-of-sequence', key: '', what: 'opened' });
    expect(await readIssue(database, merged?.id ?? '')).toEqual({
      id: merged?.id,
      fingerprint: expect.stringMatching(/^v1:[0-9a-f]{64}$/),
      problem: 'out-of-sequence',
      groupingKey: '',
      region: 'us',
      organization: 'acme',
      source: 'x-acme',
      sourceName: 'Products',
      title: '3 items refused',
      severity: 'error',
      unit: 'items',
      state: 'open',
      ignoredUntil: null,
      resolvedAt: null,
      regressedAt: null,
      count: 3,
      firstSeen: '2026-11-20T02:00:00.000Z',
      lastSeen: '2026-11-20T02:00:00.000Z',
      openedAt: AT,
      updatedAt: AT,
      revision: 1,
      captured: { verdict: 'failing', rows: [{ guid: 'a' }] },
      newest: { verdict: 'failing', rows: [{ guid: 'a' }] },
      days: [{ day: '2026-11-20', count: 3 }],
      history: [{ revision: 1, at: AT, who: 'Pushscope', kind: 'opened', detail: null }],
    });
  });

  it('counts a row once, however often it is seen', async () => {
    await mergeScan(database, scan());
    await mergeScan(database, scan());
    const more = [...rows('2026-11-19', 9), ...rows('2026-11-20', 2, 3, 4)];
    const seen = sighting({ rows: more, firstSeen: '2026-11-19T02:00:00.000Z', captured: 'later' });
    await mergeScan(database, scan({ at: '2026-11-20T04:00:00.000Z', sightings: [seen] }));
    const issue = await readIssue(database, await onlyId());
    expect(issue).toMatchObject({
      count: 5,
      firstSeen: '2026-11-19T02:00:00.000Z',
      days: [
        { day: '2026-11-19', count: 1 },
        { day: '2026-11-20', count: 4 },
      ],
      captured: { verdict: 'failing' },
      newest: 'later',
    });
  });

  it('keeps what is newest when an older window is merged later', async () => {
    await mergeScan(database, scan());
    const older = sighting({
      title: 'older',
      firstSeen: '2026-11-10T02:00:00.000Z',
      lastSeen: '2026-11-10T02:00:00.000Z',
      rows: rows('2026-11-10', 1),
      captured: 'older',
    });
    await mergeScan(database, scan({ sightings: [older] }));
    expect(await readIssue(database, await onlyId())).toMatchObject({
      title: '3 items refused',
      count: 4,
      firstSeen: '2026-11-10T02:00:00.000Z',
      lastSeen: '2026-11-20T02:00:00.000Z',
      newest: { verdict: 'failing' },
    });
  });

  it('forgets which rows of a day were seen once Coveo can send them no more, and keeps their count', async () => {
    await mergeScan(database, scan());
    const later = sighting({ rows: rows('2026-12-10', 1), lastSeen: '2026-12-10T02:00:00.000Z' });
    await mergeScan(database, scan({ at: '2026-12-10T03:00:00.000Z', sightings: [later] }));
    const days = await database.read
      .selectFrom('issue_days')
      .select(['count', 'seen'])
      .orderBy('day')
      .execute();
    expect(days.map(({ count, seen }) => [count, seen === null])).toEqual([
      [3, true],
      [1, false],
    ]);
    await mergeScan(database, scan({ at: '2026-12-10T04:00:00.000Z' }));
    expect(await readIssue(database, await onlyId())).toMatchObject({ count: 4 });
  });

  it('opens a resolved issue again when something newer is seen, and only then', async () => {
    await mergeScan(database, scan());
    const id = await onlyId();
    const resolvedAt = '2026-11-20T05:00:00.000Z';
    await changeIssue(database, { id, who: 'Ada', at: resolvedAt, seen: 1, change: { kind: 'resolved' } });
    const [same] = await mergeScan(database, scan({ at: '2026-11-20T06:00:00.000Z' }));
    expect(same?.what).toBe('seen again');
    expect(await readIssue(database, id)).toMatchObject({ state: 'resolved', resolvedAt, regressedAt: null });

    const at = '2026-11-21T03:00:00.000Z';
    const newer = sighting({ rows: rows('2026-11-21', 1), lastSeen: '2026-11-21T02:00:00.000Z' });
    const [again] = await mergeScan(database, scan({ at, sightings: [newer] }));
    expect(again?.what).toBe('regressed');
    const issue = await readIssue(database, id);
    expect(issue).toMatchObject({ state: 'open', resolvedAt: null, regressedAt: at, revision: 3 });
    expect(issue?.history).toEqual([
      { revision: 1, at: AT, who: 'Pushscope', kind: 'opened', detail: null },
      { revision: 2, at: resolvedAt, who: 'Ada', kind: 'resolved', detail: null },
      {
        revision: 3,
        at,
        who: 'Pushscope',
        kind: 'regressed',
        detail: { from: 'resolved', seen: '2026-11-21T02:00:00.000Z' },
      },
    ]);
  });

  it('leaves an ignored issue alone until its time is over', async () => {
    await mergeScan(database, scan());
    const id = await onlyId();
    const until = '2026-11-22T00:00:00.000Z';
    await changeIssue(database, { id, who: 'Ada', at: AT, seen: 1, change: { kind: 'ignored', until } });
    const on = (day: string) => sighting({ rows: rows(day, 1), lastSeen: `${day}T02:00:00.000Z` });
    await mergeScan(database, scan({ at: '2026-11-21T03:00:00.000Z', sightings: [on('2026-11-21')] }));
    expect(await readIssue(database, id)).toMatchObject({ state: 'ignored', ignoredUntil: until, count: 4 });
    await mergeScan(database, scan({ at: '2026-11-23T03:00:00.000Z', sightings: [on('2026-11-23')] }));
    expect(await readIssue(database, id)).toMatchObject({ state: 'open', ignoredUntil: null, count: 5 });
  });

  it('tells the second of two who change the state at once, and loses no note', async () => {
    await mergeScan(database, scan());
    const id = await onlyId();
    const asked = { id, at: AT, seen: 1 } as const;
    const [ada, bob, ...notes] = await Promise.all([
      changeIssue(database, { ...asked, who: 'Ada', change: { kind: 'acknowledged' } }),
      changeIssue(database, { ...asked, who: 'Bob', change: { kind: 'resolved' } }),
      ...Array.from({ length: 20 }, (_, n) =>
        changeIssue(database, { ...asked, who: `${n}`, change: { kind: 'note', text: `note ${n}` } }),
      ),
    ]);
    const states = [ada, bob].map((done) => done?.state).sort();
    expect(states[1] === 'outdated' || states[0] === 'outdated').toBe(true);
    expect(notes.map(({ state }) => state)).toEqual(notes.map(() => 'changed'));
    const history = (await readIssue(database, id))?.history ?? [];
    expect(history.flatMap(({ kind, detail }) => (kind === 'note' ? [detail] : [])).sort()).toEqual(
      Array.from({ length: 20 }, (_, n) => `note ${n}`).sort(),
    );
    expect(history.map(({ revision }) => revision)).toEqual(history.map((_, n) => n + 1));
  });

  it('tells of very many changes the newest, the first, and the verification that is under way, which can still end', async () => {
    await mergeScan(database, scan());
    const id = await onlyId();
    const at = '2026-11-20T05:00:00.000Z';
    const note = (text: string) =>
      changeIssue(database, { id, who: 'Ann', at, seen: null, change: { kind: 'note', text } });
    await note('first');
    const begun = await beginVerification(database, { id, who: 'Ann', at, detail: null });
    await database.write((transaction) =>
      fillWithNotes(transaction, { id, from: 4, count: MOST_NOTES - 2, at: Date.parse(at) }),
    );
    expect([begun, (await note('one before the last')).state, (await note('too much')).state]).toEqual([
      { state: 'begun', n: 3 },
      'changed',
      'too many notes',
    ]);
    const { history, revision } = (await readIssue(database, id)) ?? { history: [], revision: 0 };
    expect([history.length, revision, history.slice(0, 3).map(({ kind }) => kind)]).toEqual([
      MOST_CHANGES + 2,
      MOST_NOTES + 2,
      ['opened', 'verification-begun', 'note'],
    ]);
    expect(
      await endVerification(database, {
        ...{ id, n: 3, who: 'Ann', at, end: 'given up' as const },
        ...{ proof: null, detail: null },
      }),
    ).toEqual({ state: 'ended' });
  });

  it('takes a grouping key whatever it holds, and knows the issue again', async () => {
    const odd = scan({ sightings: [sighting({ key: 'a\0b' })] });
    const [first] = await mergeScan(database, odd);
    const [again] = await mergeScan(database, odd);
    expect([first?.what, again]).toEqual(['opened', { ...first, what: 'seen again' }]);
    expect((await readIssue(database, first?.id ?? ''))?.groupingKey).toBe('a\uFFFDb');
  });

  it('says that there is no such issue', async () => {
    expect(await readIssue(database, 'nothing')).toBeNull();
    const change = { kind: 'acknowledged' } as const;
    expect(await changeIssue(database, { id: 'nothing', who: 'Ada', at: AT, seen: 1, change })).toEqual({
      state: 'no such issue',
    });
  });

  it('lists issues of the asked organizations only, last seen first, page after page', async () => {
    const many = Array.from({ length: 25 }, (_, n) =>
      sighting({ key: `${n}`, lastSeen: `2026-11-20T02:00:${String(n % 10).padStart(2, '0')}.000Z` }),
    );
    await mergeScan(database, scan({ sightings: many }));
    await mergeScan(database, scan({ organization: 'other' }));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listIssues(database, { places: ACME, limit: 7, ...(cursor ? { cursor } : {}) });
      seen.push(...page.issues.map(({ id, lastSeen }) => `${lastSeen} ${id}`));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen.length).toBe(25);
    expect(new Set(seen).size).toBe(25);
    const times = seen.map((line) => line.split(' ')[0]);
    expect(times).toEqual([...times].sort().reverse());
    expect((await listIssues(database, { places: [], limit: 7 })).issues).toEqual([]);
  });

  it('lists the days of each issue that are asked for, up to today or to the newest issue', async () => {
    await mergeScan(
      database,
      scan({
        sightings: [
          sighting({ key: 'a', rows: [...rows('2026-11-18', 1, 2), ...rows('2026-11-20', 3)] }),
          sighting({
            key: 'b',
            lastSeen: '2026-11-19T02:00:00.000Z',
            rows: [...rows('2026-11-17', 4), ...rows('2026-11-19', 5)],
          }),
        ],
      }),
    );
    const list = async (days?: { count: number; now: string }, limit = 9) => {
      const page = await listIssues(database, { places: ACME, limit, ...(days ? { days } : {}) });
      return { days: page.days, issues: page.issues.map((issue) => issue.days) };
    };
    expect(await list({ count: 3, now: AT })).toEqual({
      days: { from: '2026-11-18', to: '2026-11-20' },
      issues: [
        [
          { day: '2026-11-18', count: 2 },
          { day: '2026-11-20', count: 1 },
        ],
        [{ day: '2026-11-19', count: 1 }],
      ],
    });
    expect(await list({ count: 2, now: '2026-11-21T00:00:00.000Z' })).toEqual({
      days: { from: '2026-11-20', to: '2026-11-21' },
      issues: [[{ day: '2026-11-20', count: 1 }], []],
    });
    expect(await list({ count: 1, now: '2026-11-01T00:00:00.000Z' }, 1)).toEqual({
      days: { from: '2026-11-20', to: '2026-11-20' },
      issues: [[{ day: '2026-11-20', count: 1 }]],
    });
    expect(await list()).toEqual({ days: null, issues: [[], []] });
  });

  it('lists issues of several organizations and states in one order, page after page', async () => {
    const two = [...ACME, { region: 'us', organization: 'other' }];
    const on = (n: number) => sighting({ key: `${n}`, lastSeen: `2026-11-20T02:00:0${n}.000Z` });
    await mergeScan(database, scan({ sightings: [on(1), on(3), on(5)] }));
    await mergeScan(database, scan({ organization: 'other', sightings: [on(2), on(3), on(4)] }));
    const id = await onlyId();
    const change = { kind: 'acknowledged' } as const;
    await changeIssue(database, { id, who: 'Ada', at: AT, seen: 1, change });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listIssues(database, {
        places: two,
        states: ['open', 'acknowledged'],
        limit: 2,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.issues.map(({ lastSeen }) => lastSeen.slice(17, 19)));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual(['05', '04', '03', '03', '02', '01']);
  });

  it('counts a finding that a scan saw in two parts as one', async () => {
    const parts = [
      sighting({ rows: rows('2026-11-20', 1, 2), title: 'later' }),
      sighting({
        rows: rows('2026-11-20', 2, 3),
        firstSeen: '2026-11-19T02:00:00.000Z',
        lastSeen: '2026-11-19T03:00:00.000Z',
      }),
    ];
    expect((await mergeScan(database, scan({ sightings: parts }))).map(({ what }) => what)).toEqual([
      'opened',
    ]);
    expect(await readIssue(database, await onlyId())).toMatchObject({
      title: 'later',
      count: 3,
      firstSeen: '2026-11-19T02:00:00.000Z',
      lastSeen: '2026-11-20T02:00:00.000Z',
    });
  });

  it('filters by source, problem, state and age', async () => {
    await mergeScan(database, scan());
    await mergeScan(
      database,
      scan({ source: 'y-acme', sightings: [sighting({ problem: 'refresh-stuck' })] }),
    );
    const ids = async (over: Partial<Parameters<typeof listIssues>[1]>) =>
      (await listIssues(database, { ...ALL, ...over })).issues.map(({ problem }) => problem);
    expect(await ids({ source: 'y-acme' })).toEqual(['refresh-stuck']);
    expect(await ids({ problem: 'out-of-sequence' })).toEqual(['out-of-sequence']);
    expect(await ids({ states: ['resolved', 'ignored'] })).toEqual([]);
    expect((await ids({ states: ['open'] })).sort()).toEqual(['out-of-sequence', 'refresh-stuck']);
    expect((await ids({ states: ['open', 'resolved'] })).sort()).toEqual([
      'out-of-sequence',
      'refresh-stuck',
    ]);
    expect(await ids({ states: [] })).toEqual([]);
    expect(await ids({ seenSince: '2026-11-20T02:00:00.001Z' })).toEqual([]);
  });

  it('keeps everything over a restart, and brings an up-to-date schema no further', async () => {
    await mergeScan(database, scan());
    const before = await readIssue(database, await onlyId());
    await store.close();
    await store.open();
    expect(await readIssue(database, before?.id ?? '')).toEqual(before);
  });

  it('refuses a schema that a newer version made', async () => {
    await database.write((transaction) =>
      transaction
        .insertInto('kysely_migration' as never)
        .values({ name: '9999-later', timestamp: AT } as never)
        .execute(),
    );
    await store.close();
    await expect(store.open()).rejects.toThrow(/newer/);
  });

  it('merges what two scans saw at once', async () => {
    const some = (n: number) => scan({ sightings: [sighting({ rows: rows('2026-11-20', n, n + 1) })] });
    await Promise.all([1, 2, 3, 4].map((n) => mergeScan(database, some(n))));
    expect(await readIssue(database, await onlyId())).toMatchObject({ count: 5, days: [{ count: 5 }] });
  });
});

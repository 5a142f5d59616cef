import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { keptCallFields } from '@/lib/evidence/kept-call';
import { isCall, KEPT_FOR_MS, type RecordedLine, type RecordedPush } from '@/lib/evidence/recorded-push';
import type { Forgetting, Sending } from '@/lib/evidence/recorded-pushes';
import { DAY_MS, toIso, toMs } from '@/lib/evidence/time';
import { chunksOf } from './chunks';
import type { Database } from './database';
import type { IssuePlace } from './issue';
import { letOthersRun } from './let-others-run';
import { lockSource } from './source-lock';

/**
 * Lines that are kept of a source and a UTC day, and in all: beyond the first none is taken, beyond the second the
 * oldest go.
 */
const BOUND: RecordedBound = { day: 10_000, all: 2_000_000 };
/** Lines that one statement looks up, inserts or deletes. */
const AT_ONCE = 200;
/** Reads that one page makes at most, and how many times the page's calls each after the first takes. */
const MOST_READS = 20;
const LATER_READ = 10;
/** Statements that one clearing makes: the next one takes the rest. */
const MOST_CLEARINGS = 20;

/** How many lines are kept of a source and UTC day, and in all. */
export interface RecordedBound {
  readonly day: number;
  readonly all: number;
}

/** What became of lines that were sent; each of them is one of the three. */
export interface KeptLines {
  readonly taken: number;
  /** Names the sending: when it was taken, ISO; no two of a source share it. Null where no line was taken. */
  readonly takenAt: string | null;
  readonly alreadyKnown: number;
  /** Which lines were not taken because their day is full: their places in the list. */
  readonly full: readonly number[];
}

/** A call as it is kept. */
export interface StoredPush extends RecordedPush {
  readonly id: string;
}

/** The lines of a source: its calls, oldest first, and every moment at which its recorder was there. */
export interface StoredLines {
  readonly pushes: readonly StoredPush[];
  readonly moments: readonly string[];
}

/** How a day is called in the sentence that refuses what is too much. */
export const MOST_A_DAY = BOUND.day;

/**
 * Keeps lines of a source in one transaction; a line that is kept already counts as known, wherever it was sent to.
 * Their secrets must have been removed. Lines expire 14 days after they happened, as slices do.
 */
export async function keepRecorded(
  database: Database,
  place: IssuePlace,
  { lines, nowMs }: { readonly lines: readonly RecordedLine[]; readonly nowMs: number },
  bound: RecordedBound = BOUND,
): Promise<KeptLines> {
  const key = { region: place.region, organization: place.organization, source: place.source };
  const marked = lines.map((line) => ({ line, id: idOf(line), at: Date.parse(line.at) }));
  return database.write(async (transaction) => {
    await lockSource(transaction, database, place);
    const known = new Set<string>();
    for (const some of chunksOf(marked, AT_ONCE)) {
      const rows = await ofSource(transaction, key)
        .select('id')
        .where(
          'id',
          'in',
          some.map(({ id }) => id),
        )
        .execute();
      for (const { id } of rows) known.add(id);
    }
    const days = new Map<number, number>();
    const fresh: typeof marked = [];
    const full: number[] = [];
    let alreadyKnown = 0;
    for (const [place, one] of marked.entries()) {
      if (known.has(one.id)) {
        alreadyKnown++;
        continue;
      }
      const day = Math.floor(one.at / DAY_MS);
      const kept = days.get(day) ?? (await countDay(transaction, key, day));
      if (kept >= bound.day) {
        days.set(day, kept);
        full.push(place);
        continue;
      }
      days.set(day, kept + 1);
      known.add(one.id);
      fresh.push(one);
    }
    const takenAt = fresh.length === 0 ? null : await nextTaking(transaction, key, nowMs);
    for (const some of chunksOf(fresh, AT_ONCE)) {
      await transaction
        .insertInto('recorded_pushes')
        .values(
          some.map(({ line, id, at }) => ({
            ...key,
            id,
            at,
            taken_at: takenAt ?? nowMs,
            expires_at: at + KEPT_FOR_MS,
            content: JSON.stringify(line),
          })),
        )
        .execute();
    }
    return {
      taken: fresh.length,
      takenAt: takenAt === null ? null : toIso(takenAt),
      alreadyKnown,
      full,
    };
  });
}

/** A moment of its own for each sending, by which it can be forgotten. */
async function nextTaking(transaction: Database['read'], place: IssuePlace, nowMs: number): Promise<number> {
  const row = await ofSource(transaction, place)
    .select(sql<number | string | null>`max(taken_at)`.as('newest'))
    .executeTakeFirst();
  return Math.max(nowMs, Number(row?.newest ?? 0) + 1);
}

async function countDay(transaction: Database['read'], place: IssuePlace, day: number): Promise<number> {
  const row = await ofSource(transaction, place)
    .select(sql<number | string>`count(*)`.as('lines'))
    .where('at', '>=', day * DAY_MS)
    .where('at', '<', (day + 1) * DAY_MS)
    .executeTakeFirst();
  return Number(row?.lines ?? 0);
}

/** The newest `most` lines of a source that have not expired at `nowMs`; what cannot be read is left out. */
export async function readRecorded(
  { read }: Pick<Database, 'read'>,
  place: IssuePlace,
  { nowMs, most }: { readonly nowMs: number; readonly most: number },
): Promise<StoredLines> {
  const rows = await newest(read, place, nowMs).limit(most).execute();
  const lines = rows.reverse().flatMap(({ id, content }) => {
    const line = readStored(content);
    return line === null ? [] : [{ id, line }];
  });
  return {
    pushes: lines.flatMap(({ id, line }) => (isCall(line) ? [{ id, ...line }] : [])),
    moments: lines.map(({ line }) => line.at),
  };
}

/** When the newest `most` lines of a source were that have not expired at `nowMs`, ISO, newest first. None of them is read. */
export async function recordedMoments(
  { read }: Pick<Database, 'read'>,
  place: IssuePlace,
  { nowMs, most }: { readonly nowMs: number; readonly most: number },
): Promise<string[]> {
  const rows = await newest(read, place, nowMs).clearSelect().select('at').limit(most).execute();
  return rows.map(({ at }) => toIso(Number(at)));
}

/**
 * The calls that name an item, newest first, among the newest `most` lines of a source that have not expired at `nowMs`.
 * The store looks for the item, and only its own lines are read: a look at an item must not wait for all the others.
 */
export async function readRecordedOf(
  { read, engine }: Pick<Database, 'read' | 'engine'>,
  place: IssuePlace,
  { nowMs, most, item }: { readonly nowMs: number; readonly most: number; readonly item: string },
): Promise<StoredPush[]> {
  const named = JSON.stringify({ documentId: item }).slice(1, -1);
  const rows = await read
    .selectFrom(newest(read, place, nowMs).limit(most).as('newest'))
    .selectAll()
    .where(
      engine === 'postgres'
        ? sql<boolean>`position(${named} in content) > 0`
        : sql<boolean>`instr(content, ${named}) > 0`,
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.flatMap(({ id, content }) => {
    const line = readStored(content);
    return line !== null && isCall(line) && line.documentId === item ? [{ id, ...line }] : [];
  });
}

/**
 * A page of a source's calls, newest first. `cursor` is the `next` of the page before; `next` is null where no line
 * is left. Other lines are read past, a bounded number a page: one with a `next` may have fewer calls, or none.
 */
export async function listRecorded(
  { read }: Pick<Database, 'read'>,
  place: IssuePlace,
  asked: { readonly nowMs: number; readonly most: number; readonly cursor: RecordedCursor | null },
): Promise<{ readonly pushes: readonly StoredPush[]; readonly next: RecordedCursor | null }> {
  const { nowMs, most } = asked;
  const pushes: StoredPush[] = [];
  let next = asked.cursor;
  for (let turn = 0; turn < MOST_READS; turn++) {
    const some = turn === 0 ? most : LATER_READ * most;
    const rows = await olderThan(newest(read, place, nowMs), next)
      .limit(some + 1)
      .execute();
    for (const [index, { id, at, content }] of rows.slice(0, some).entries()) {
      next = { at: Number(at), id };
      const line = readStored(content);
      if (line !== null && isCall(line)) pushes.push({ id, ...line });
      if (pushes.length === most) return { pushes, next: index + 1 < rows.length ? next : null };
    }
    if (rows.length <= some) return { pushes, next: null };
  }
  return { pushes, next };
}

function olderThan(query: ReturnType<typeof newest>, cursor: RecordedCursor | null) {
  if (cursor === null) return query;
  return query.where(({ eb, or, and }) =>
    or([eb('at', '<', cursor.at), and([eb('at', '=', cursor.at), eb('id', '<', cursor.id)])]),
  );
}

/** Where a page ended. */
export interface RecordedCursor {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly id: string;
}

/** The newest sendings of a source of two lines or more: a paste, an example, or what a connector sent together. */
export async function listSendings(
  { read }: Pick<Database, 'read'>,
  place: IssuePlace,
  { nowMs, most }: { readonly nowMs: number; readonly most: number },
): Promise<Sending[]> {
  const rows = await ofSource(read, place)
    .select([
      'taken_at',
      sql<number | string>`count(*)`.as('lines'),
      sql<number | string>`min(at)`.as('oldest'),
      sql<number | string>`max(at)`.as('newest'),
    ])
    .where('expires_at', '>', nowMs)
    .groupBy('taken_at')
    .having(sql<boolean>`count(*) > 1`)
    .orderBy('taken_at', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ taken_at, lines, oldest, newest }) => ({
    takenAt: toIso(Number(taken_at)),
    lines: Number(lines),
    from: toIso(Number(oldest)),
    to: toIso(Number(newest)),
  }));
}

/**
 * Deletes lines of a source for good, in one transaction, day by day, so that others run between; how many there were.
 * They may be sent again.
 */
export async function forgetRecorded(
  database: Database,
  place: IssuePlace,
  forgetting: Forgetting,
): Promise<number> {
  const { region, organization, source } = place;
  return database.write(async (transaction) => {
    await lockSource(transaction, database, place);
    const row = await ofSource(transaction, place)
      .select([
        sql<number | string | null>`min(at)`.as('oldest'),
        sql<number | string | null>`max(at)`.as('newest'),
      ])
      .executeTakeFirst();
    let gone = 0;
    for (let from = Number(row?.oldest ?? 0); from <= Number(row?.newest ?? -1); from += DAY_MS) {
      const deleted = await sql`
        delete from recorded_pushes
        where region = ${region} and organization = ${organization} and source = ${source}
          and at >= ${from} and at < ${from + DAY_MS} and ${conditionOf(forgetting)}`.execute(transaction);
      gone += Number(deleted.numAffectedRows ?? 0);
      await letOthersRun();
    }
    return gone;
  });
}

function conditionOf(forgetting: Forgetting): ReturnType<typeof sql> {
  switch (forgetting.which) {
    case 'all':
      return sql`1 = 1`;
    case 'sent':
      return forgetting.takenAt.length === 0
        ? sql`1 = 0`
        : sql`taken_at in (${sql.join(forgetting.takenAt.map(toMs))})`;
    case 'between':
      return sql`at >= ${toMs(forgetting.window.from)} and at < ${toMs(forgetting.window.to)}`;
  }
}

/** Changes whenever a line of the source is taken, forgotten or expires. */
export async function recordedMark(
  { read }: Pick<Database, 'read'>,
  place: IssuePlace,
  nowMs: number,
): Promise<string> {
  const row = await ofSource(read, place)
    .select([
      sql<number | string>`count(*)`.as('lines'),
      sql<number | string | null>`max(taken_at)`.as('newest'),
    ])
    .where('expires_at', '>', nowMs)
    .executeTakeFirst();
  return `${row?.lines ?? 0} ${row?.newest ?? ''}`;
}

/**
 * Deletes what has expired at `nowMs`, and of all sources the oldest lines beyond the bound; a bounded number a call.
 */
export async function clearRecorded(
  database: Database,
  nowMs: number,
  bound: RecordedBound = BOUND,
): Promise<void> {
  const { rows } = await sql<{ lines: number | string }>`
    select count(*) as lines from recorded_pushes where expires_at > ${nowMs}`.execute(database.read);
  const tooMany = Math.max(0, Number(rows[0]?.lines ?? 0) - bound.all);
  await clear(database, sql`expires_at <= ${nowMs}`, Number.POSITIVE_INFINITY);
  await clear(database, sql`1 = 1`, tooMany);
}

async function clear(database: Database, which: ReturnType<typeof sql>, most: number): Promise<void> {
  // What another instance is clearing away at this moment is not waited for.
  const held = database.engine === 'postgres' ? sql`for update skip locked` : sql``;
  let left = most;
  for (let turn = 0; turn < MOST_CLEARINGS && left > 0; turn++) {
    const some = Math.min(AT_ONCE, left);
    const deleted = await database.write((transaction) =>
      sql`
        delete from recorded_pushes where (region, organization, source, id) in (
          select region, organization, source, id from recorded_pushes
          where ${which} order by expires_at limit ${some} ${held})`.execute(transaction),
    );
    const gone = Number(deleted.numAffectedRows ?? 0);
    if (gone < some) return;
    left -= gone;
  }
}

function ofSource(database: Database['read'], { region, organization, source }: IssuePlace) {
  return database
    .selectFrom('recorded_pushes')
    .where('region', '=', region)
    .where('organization', '=', organization)
    .where('source', '=', source);
}

function newest(database: Database['read'], place: IssuePlace, nowMs: number) {
  return ofSource(database, place)
    .select(['id', 'at', 'content'])
    .where('expires_at', '>', nowMs)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc');
}

/** A line's fields in one order, so that the same line has the same id whoever sent it. */
function idOf(line: RecordedLine): string {
  const fields = Object.entries(line).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

const storedLine = z.union([
  z.object({ at: z.string(), alive: z.literal(true) }),
  z.object(keptCallFields(z.string().nullable())),
]);

function readStored(content: string): RecordedLine | null {
  try {
    return storedLine.safeParse(JSON.parse(content)).data ?? null;
  } catch {
    return null;
  }
}

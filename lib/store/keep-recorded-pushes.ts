import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { KEPT_FOR_MS, type RecordedLine } from '@/lib/evidence/recorded-push';
import type { Forgetting } from '@/lib/evidence/recorded-pushes';
import { DAY_MS, toIso, toMs } from '@/lib/evidence/time';
import { chunksOf } from './chunks';
import type { Database } from './database';
import type { IssuePlace } from './issue';
import { letOthersRun } from './let-others-run';
import { ofSource } from './recorded-pushes';
import { lockSource } from './source-lock';

/**
 * Lines that are kept of a source and a UTC day, and in all: beyond the first none is taken, beyond the second the
 * oldest go.
 */
const BOUND: RecordedBound = { day: 10_000, all: 2_000_000 };
/** Lines that one statement looks up, inserts or deletes. */
const AT_ONCE = 200;
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

/** Lines that are kept of a source and a UTC day, for the sentence that refuses more. */
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

/** A line's fields in one order, so that the same line has the same id whoever sent it. */
function idOf(line: RecordedLine): string {
  const fields = Object.entries(line).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

import { type Kysely, sql } from 'kysely';
import { DAY_MS } from '@/lib/evidence/time';
import type { Database } from './database';
import type { IssuePlace } from './issue';
import type { Schema } from './schema';
import type { Slice, SliceContent, SliceMark } from './slice';
import { packSlice, unpackSlice } from './slice-content';
import { lockSource } from './source-lock';

/** Coveo keeps log rows this long (article 1864), and so are slices kept. */
const KEPT_FOR_MS = 14 * DAY_MS;
/** What slices may take, compressed, in bytes. A scan reads 200,000 rows at most: those are a few megabytes. */
const BOUND: SlicesBound = { source: 32 * 1024 * 1024, all: 1024 * 1024 * 1024 };
/** Slices that one statement deletes at the most. */
const CLEARED_AT_ONCE = 200;
/** Statements of each kind that one keeping makes: the next ones take the rest. */
const MOST_CLEARINGS = 20;

/** How many bytes of slices are kept of a source, and in all; beyond, the oldest go. */
export interface SlicesBound {
  readonly source: number;
  readonly all: number;
}

/** The slices that are stored of a source and have not expired at `nowMs`, in no order. */
export async function listSlices(
  { read }: Pick<Database, 'read'>,
  place: IssuePlace,
  nowMs: number,
): Promise<SliceMark[]> {
  const rows = await read
    .selectFrom('slices')
    .select(['kind', 'filter', 'from_at', 'to_at', 'read_at', 'rows_per_page', 'tail', 'open'])
    .where('region', '=', place.region)
    .where('organization', '=', place.organization)
    .where('source', '=', place.source)
    .where('expires_at', '>', nowMs)
    .execute();
  return rows.map((row) => ({
    kind: row.kind === 'rows' ? 'rows' : 'counts',
    filter: row.filter,
    from: iso(row.from_at),
    to: iso(row.to_at),
    readAt: iso(row.read_at),
    rowsPerPage: row.rows_per_page,
    tail: row.tail === '' ? null : row.tail,
    open: row.open === 1,
  }));
}

/** What is in a slice; null where it has gone or cannot be read. */
export async function readSliceContent(
  { read }: Pick<Database, 'read'>,
  place: IssuePlace,
  mark: SliceMark,
): Promise<SliceContent | null> {
  const row = await read
    .selectFrom('slices')
    .select('content')
    .where('region', '=', place.region)
    .where('organization', '=', place.organization)
    .where('source', '=', place.source)
    .where('kind', '=', mark.kind)
    .where('filter', '=', mark.filter)
    .where('from_at', '=', Date.parse(mark.from))
    .where('to_at', '=', Date.parse(mark.to))
    .where('tail', '=', mark.tail ?? '')
    .executeTakeFirst();
  const content = row === undefined ? null : await unpackSlice(row.content);
  return content?.kind === mark.kind ? content : null;
}

/**
 * Keeps slices of a source in one transaction: a tail other than `tail` goes, where that is given, what was dropped
 * because Coveo counts other rows there, and rows that lie within newer ones. Then clears away what has expired at
 * `nowMs`, and the oldest of what is too much, of this source and of all.
 */
export async function keepSlices(
  database: Database,
  place: IssuePlace,
  kept: {
    readonly slices: readonly Slice[];
    readonly tail?: string | null;
    readonly dropped: readonly SliceMark[];
    readonly nowMs: number;
  },
  bound: SlicesBound = BOUND,
): Promise<void> {
  const { slices, tail, dropped, nowMs } = kept;
  const packed: { mark: SliceMark; bytes: Uint8Array }[] = [];
  for (const { mark, content } of slices) packed.push({ mark, bytes: await packSlice(content) });
  const key = { region: place.region, organization: place.organization, source: place.source };
  await database.write(async (transaction) => {
    await lockSource(transaction, database, place);
    const ofSource = () =>
      transaction
        .deleteFrom('slices')
        .where('region', '=', key.region)
        .where('organization', '=', key.organization)
        .where('source', '=', key.source);
    if (tail !== undefined) {
      await ofSource()
        .where('tail', '<>', '')
        .where('tail', '<>', tail ?? '')
        .execute();
    }
    for (const mark of dropped) {
      await ofSource()
        .where('kind', '=', mark.kind)
        .where('filter', '=', mark.filter)
        .where('from_at', '=', Date.parse(mark.from))
        .where('to_at', '=', Date.parse(mark.to))
        .where('tail', '=', mark.tail ?? '')
        .execute();
    }
    for (const { mark, bytes } of packed) {
      const [from_at, to_at] = [Date.parse(mark.from), Date.parse(mark.to)];
      const named = { kind: mark.kind, filter: mark.filter, from_at, to_at, tail: mark.tail ?? '' };
      const about = {
        read_at: Date.parse(mark.readAt),
        expires_at: to_at + KEPT_FOR_MS,
        rows_per_page: mark.rowsPerPage,
        open: mark.open ? 1 : 0,
        bytes: bytes.length,
        content: bytes,
      };
      if (mark.kind === 'rows') {
        await ofSource()
          .where('kind', '=', 'rows')
          .where('filter', '=', mark.filter)
          .where('tail', '=', named.tail)
          .where('from_at', '>=', from_at)
          .where('to_at', '<=', to_at)
          .execute();
      }
      await transaction
        .insertInto('slices')
        .values({ ...key, ...named, ...about })
        .onConflict((conflict) =>
          conflict
            .columns(['region', 'organization', 'source', 'kind', 'filter', 'from_at', 'to_at', 'tail'])
            .doUpdateSet(about),
        )
        .execute();
    }
  });
  await clearAway(database, place, nowMs, bound);
}

async function clearAway(
  database: Database,
  { region, organization, source }: IssuePlace,
  nowMs: number,
  bound: SlicesBound,
): Promise<void> {
  await clear(database, sql`expires_at <= ${nowMs}`, () => Promise.resolve(true));
  const own = sql<boolean>`region = ${region} and organization = ${organization} and source = ${source}`;
  const isOver = (which: ReturnType<typeof sql<boolean>>, most: number) => async () => {
    const { rows } = await sql<{ bytes: number | string | null }>`
      select sum(bytes) as bytes from slices where ${which}`.execute(database.read);
    return Number(rows[0]?.bytes ?? 0) > most;
  };
  await clear(database, own, isOver(own, bound.source), 10);
  const all = sql<boolean>`1 = 1`;
  await clear(database, all, isOver(all, bound.all));
}

/** Deletes the oldest of some slices, a bounded number a statement, as long as there are any and `goOn` says so. */
async function clear(
  database: Database,
  which: ReturnType<typeof sql<boolean>> | ReturnType<typeof sql>,
  goOn: () => Promise<boolean>,
  atOnce: number = CLEARED_AT_ONCE,
): Promise<void> {
  // What another instance is clearing away at this moment is not waited for.
  const held = database.engine === 'postgres' ? sql`for update skip locked` : sql``;
  for (let turn = 0; turn < MOST_CLEARINGS && (await goOn()); turn++) {
    const deleted = await database.write((transaction: Kysely<Schema>) =>
      sql`
        delete from slices where (region, organization, source, kind, filter, from_at, to_at, tail) in (
          select region, organization, source, kind, filter, from_at, to_at, tail from slices
          where ${which} order by read_at, to_at limit ${atOnce} ${held})`.execute(transaction),
    );
    if (Number(deleted.numAffectedRows ?? 0) < atOnce) return;
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

import { type Kysely, sql } from 'kysely';
import { type Json, readJson } from '@/lib/evidence/json';
import { DAY_MS } from '@/lib/evidence/time';
import type { Database } from './database';
import type { IssuePlace } from './issue';
import type { Schema } from './schema';
import { lockSource } from './source-lock';

/** Old days that one capture clears away at the most: the next ones take the rest. */
const CLEARED_AT_ONCE = 200;

/** Who looked: a person, or `npm run capture`. */
export type Looker = 'looking' | 'capture';

/** What one look at a source leaves behind. Days are `2026-11-22`, UTC. */
export interface SourceCapture {
  /** The days that were observed; `merge` gives what is kept of one, from what was kept before (null for nothing). */
  readonly days: readonly { readonly day: string; readonly merge: (known: Json) => Json }[];
  readonly look: { readonly at: string; readonly by: Looker; readonly content: Json };
  /** Earlier days are cleared away, of all sources. */
  readonly keepFrom: string;
}

/** What is kept of one day of a source. The shape of both contents is the business of who stored them. */
export interface StoredDay {
  readonly day: string;
  /** What was observed of the day; null when nothing was. */
  readonly content: Json;
  /** The newest look on the day, and how often it was looked at; null when it was not. */
  readonly look: { readonly content: Json; readonly looking: number; readonly capture: number } | null;
}

/**
 * Keeps what a look at a source found, within a transaction. Captures of one source take turns, so a day is merged with
 * what was committed before. Two looks of one moment are two.
 */
export async function keepCapture(
  transaction: Kysely<Schema>,
  database: Pick<Database, 'engine'>,
  place: IssuePlace,
  capture: SourceCapture,
): Promise<void> {
  await lockSource(transaction, database, place);
  await keepDays(transaction, place, capture.days);
  await keepLook(transaction, place, capture.look);
  for (const table of ['source_days', 'source_looks'] as const) {
    await clearBefore(transaction, database, table, dayNumber(capture.keepFrom));
  }
}

async function keepDays(
  transaction: Kysely<Schema>,
  place: IssuePlace,
  days: SourceCapture['days'],
): Promise<void> {
  if (days.length === 0) return;
  const before = new Map<number, string>();
  const known = await transaction
    .selectFrom('source_days')
    .select(['day', 'content'])
    .where('region', '=', place.region)
    .where('organization', '=', place.organization)
    .where('source', '=', place.source)
    .where(
      'day',
      'in',
      days.map(({ day }) => dayNumber(day)),
    )
    .execute();
  for (const { day, content } of known) before.set(day, content);
  const changed = days.flatMap(({ day, merge }) => {
    const known = before.get(dayNumber(day));
    const content = JSON.stringify(merge(known === undefined ? null : parse(known)));
    return content === known ? [] : [{ ...keyOf(place), day: dayNumber(day), content }];
  });
  if (changed.length === 0) return;
  await transaction
    .insertInto('source_days')
    .values(changed)
    .onConflict((conflict) =>
      conflict
        .columns(['region', 'organization', 'source', 'day'])
        .doUpdateSet((row) => ({ content: row.ref('excluded.content') })),
    )
    .execute();
}

async function keepLook(
  transaction: Kysely<Schema>,
  place: IssuePlace,
  { at, by, content }: SourceCapture['look'],
): Promise<void> {
  const key = { ...keyOf(place), day: dayNumber(at.slice(0, 10)) };
  const known = await transaction
    .selectFrom('source_looks')
    .selectAll()
    .where('region', '=', key.region)
    .where('organization', '=', key.organization)
    .where('source', '=', key.source)
    .where('day', '=', key.day)
    .executeTakeFirst();
  const newest = known !== undefined && known.at > Date.parse(at) ? known : null;
  const look = {
    at: newest?.at ?? Date.parse(at),
    looking: (known?.looking ?? 0) + (by === 'looking' ? 1 : 0),
    capture: (known?.capture ?? 0) + (by === 'capture' ? 1 : 0),
    look: newest?.look ?? JSON.stringify(content),
  };
  await transaction
    .insertInto('source_looks')
    .values({ ...key, ...look })
    .onConflict((conflict) => conflict.columns(['region', 'organization', 'source', 'day']).doUpdateSet(look))
    .execute();
}

async function clearBefore(
  transaction: Kysely<Schema>,
  { engine }: Pick<Database, 'engine'>,
  table: 'source_days' | 'source_looks',
  day: number,
): Promise<void> {
  // What another instance is clearing away at this moment is not waited for.
  const held = engine === 'postgres' ? sql`for update skip locked` : sql``;
  await sql`
    delete from ${sql.table(table)} where (region, organization, source, day) in (
      select region, organization, source, day from ${sql.table(table)}
      where day < ${day} order by day limit ${CLEARED_AT_ONCE} ${held})`.execute(transaction);
}

/** What is kept of a source's days from `from` to `to`, both included, oldest first; days of which nothing is are absent. */
export async function readDays(
  { read }: Pick<Database, 'read'>,
  place: IssuePlace,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<StoredDay[]> {
  const [days, looks] = await Promise.all([
    read
      .selectFrom('source_days')
      .select(['day', 'content'])
      .where('region', '=', place.region)
      .where('organization', '=', place.organization)
      .where('source', '=', place.source)
      .where('day', '>=', dayNumber(from))
      .where('day', '<=', dayNumber(to))
      .execute(),
    read
      .selectFrom('source_looks')
      .select(['day', 'look', 'looking', 'capture'])
      .where('region', '=', place.region)
      .where('organization', '=', place.organization)
      .where('source', '=', place.source)
      .where('day', '>=', dayNumber(from))
      .where('day', '<=', dayNumber(to))
      .execute(),
  ]);
  const contents = new Map(days.map(({ day, content }) => [day, parse(content)]));
  const looked = new Map(
    looks.map(({ day, look, looking, capture }) => [day, { content: parse(look), looking, capture }]),
  );
  return [...new Set([...contents.keys(), ...looked.keys()])]
    .sort((a, b) => a - b)
    .map((day) => ({
      day: new Date(day * DAY_MS).toISOString().slice(0, 10),
      content: contents.get(day) ?? null,
      look: looked.get(day) ?? null,
    }));
}

function keyOf({ region, organization, source }: IssuePlace) {
  return { region, organization, source };
}

/** Days since the Unix epoch. */
function dayNumber(day: string): number {
  return Date.parse(day) / DAY_MS;
}

function parse(text: string): Json {
  return readJson(JSON.parse(text));
}

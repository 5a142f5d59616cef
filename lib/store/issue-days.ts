import type { Kysely } from 'kysely';
import { chunksOf } from './chunks';
import type { Sighting } from './issue';
import { letOthersRun } from './let-others-run';
import type { Schema } from './schema';
import { countSeen, seenRows, unite } from './seen-rows';

const DAY_MS = 86_400_000;
/** Coveo keeps log rows for 14 days (article 1864); a day later none of that day can come again. */
const ROWS_COME_FOR_DAYS = 16;
/** More issues than these make a statement that is too long for either database. */
const ISSUES_A_STATEMENT = 200;

/** The rows of one issue that a scan saw, by days since the Unix epoch. */
export interface SeenDays {
  readonly id: string;
  readonly days: ReadonlyMap<number, Uint8Array>;
}

/** What is to be written of one day of one issue. */
interface DayRow {
  readonly issue_id: string;
  readonly day: number;
  readonly count: number;
  readonly seen: Uint8Array;
}

/** What days come to, once what was seen before is taken into account. */
export interface CountedDays {
  /** How many rows are new, by issue. */
  readonly added: ReadonlyMap<string, number>;
  /** Only the days that change. */
  readonly rows: readonly DayRow[];
}

/** The rows of a sighting by day. */
export function daysOf({ rows }: Sighting): Map<number, Uint8Array> {
  const guids = new Map<number, string[]>();
  for (const { guid, at } of rows) {
    const day = Math.floor(Date.parse(at) / DAY_MS);
    const known = guids.get(day);
    if (known) known.push(guid);
    else guids.set(day, [guid]);
  }
  return new Map([...guids].map(([day, of]) => [day, seenRows(of)]));
}

/** Tells the rows that are new from those that were seen before. */
export async function countDays(
  transaction: Kysely<Schema>,
  sighted: readonly SeenDays[],
): Promise<CountedDays> {
  const added = new Map<string, number>();
  const rows: DayRow[] = [];
  for (const chunk of chunksOf(sighted, ISSUES_A_STATEMENT)) {
    await letOthersRun();
    const before = await daysBefore(transaction, chunk);
    for (const { id, days } of chunk) {
      for (const [day, seen] of days) {
        const known = before.get(`${id} ${day}`);
        // What was seen on a day that Coveo no longer keeps cannot be told from what is new.
        if (known && known.seen === null) continue;
        const united = known?.seen ? unite(known.seen, seen) : seen;
        const count = countSeen(united);
        const more = count - (known?.count ?? 0);
        if (more === 0) continue;
        added.set(id, (added.get(id) ?? 0) + more);
        rows.push({ issue_id: id, day, count, seen: united });
      }
    }
  }
  return { added, rows };
}

interface DayBefore {
  readonly count: number;
  readonly seen: Uint8Array | null;
}

/** The days that the sighted ones may add to, by id and day. */
async function daysBefore(
  transaction: Kysely<Schema>,
  sighted: readonly SeenDays[],
): Promise<Map<string, DayBefore>> {
  const days = [...new Set(sighted.flatMap((one) => [...one.days.keys()]))];
  if (days.length === 0) return new Map();
  const rows = await transaction
    .selectFrom('issue_days')
    .selectAll()
    .where(
      'issue_id',
      'in',
      sighted.map(({ id }) => id),
    )
    .where('day', 'in', days)
    .execute();
  return new Map(
    rows.map(({ issue_id, day, count, seen }) => [`${issue_id} ${day}`, { count, seen: bytesOf(seen) }]),
  );
}

/** Writes the days of issues that are there, and forgets which rows those days had that Coveo can send no more. */
export async function writeDays(
  transaction: Kysely<Schema>,
  { rows }: CountedDays,
  { ids, at }: { readonly ids: readonly string[]; readonly at: number },
): Promise<void> {
  for (const chunk of chunksOf(rows, ISSUES_A_STATEMENT)) {
    await letOthersRun();
    await transaction
      .insertInto('issue_days')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['issue_id', 'day']).doUpdateSet((row) => ({
          count: row.ref('excluded.count'),
          seen: row.ref('excluded.seen'),
        })),
      )
      .execute();
  }
  for (const chunk of chunksOf(ids, ISSUES_A_STATEMENT)) {
    await letOthersRun();
    await transaction
      .updateTable('issue_days')
      .set({ seen: null })
      .where('issue_id', 'in', chunk)
      .where('day', '<', Math.floor(at / DAY_MS) - ROWS_COME_FOR_DAYS)
      .where('seen', 'is not', null)
      .execute();
  }
}

/** libsql gives an ArrayBuffer, pg a Buffer. */
function bytesOf(value: Uint8Array | ArrayBuffer | null): Uint8Array | null {
  return value instanceof ArrayBuffer ? new Uint8Array(value) : value;
}

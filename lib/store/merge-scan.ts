import type { Kysely, Selectable } from 'kysely';
import type { Database } from './database';
import { fingerprintOf, issueId } from './fingerprint';
import type { ScanSightings, Sighting } from './issue';
import type { IssueDayTable, IssueTable, Schema } from './schema';
import { countSeen, seenRows, unite } from './seen-rows';

const DAY_MS = 86_400_000;
/** Coveo keeps log rows for 14 days (article 1864); a day later none of that day can come again. */
const ROWS_COME_FOR_DAYS = 16;
/** Statements with more values than this are too long for either database. */
const CHUNK = 400;

/** What merging did to one issue. */
export interface MergedIssue {
  readonly id: string;
  readonly problem: string;
  readonly key: string;
  readonly what: 'opened' | 'seen again' | 'regressed';
}

type Issue = Selectable<IssueTable>;

/**
 * Merges what a completed scan saw into the issues of its source, in one transaction. Rows that were seen before
 * count no more, so the same scan twice changes no count. A resolved issue opens again when something newer than its
 * resolution is seen; an ignored one when its time is over.
 */
export async function mergeScan(database: Database, scan: ScanSightings): Promise<MergedIssue[]> {
  if (scan.sightings.length === 0) return [];
  const sighted = scan.sightings.map((sighting) => {
    const fingerprint = fingerprintOf({ ...scan, problem: sighting.problem, key: sighting.key });
    return { sighting, fingerprint, id: issueId(fingerprint), days: byDay(sighting) };
  });
  const at = Date.parse(scan.at);
  return database.write(async (transaction) => {
    const before = await readIssues(
      transaction,
      database,
      sighted.map(({ id }) => id),
    );
    const merged: MergedIssue[] = [];
    for (const { sighting, fingerprint, id, days } of sighted) {
      const known = before.get(id);
      const what = known ? whatHappened(known, sighting, at) : 'opened';
      if (known) await seeAgain(transaction, known, sighting, { at, what });
      else await open(transaction, { id, fingerprint, sighting, scan, at });
      const added = await countDays(transaction, id, days, at);
      if (added > 0) {
        await transaction
          .updateTable('issues')
          .set((expression) => ({ count: expression('count', '+', added) }))
          .where('id', '=', id)
          .execute();
      }
      merged.push({ id, problem: sighting.problem, key: sighting.key, what });
    }
    return merged;
  });
}

/** Issues by id; with PostgreSQL they are held until the transaction ends. */
async function readIssues(
  transaction: Kysely<Schema>,
  { engine }: Database,
  ids: readonly string[],
): Promise<Map<string, Issue>> {
  const found = new Map<string, Issue>();
  for (let from = 0; from < ids.length; from += CHUNK) {
    const issues = await transaction
      .selectFrom('issues')
      .selectAll()
      .where('id', 'in', ids.slice(from, from + CHUNK))
      .orderBy('id')
      .$if(engine === 'postgres', (query) => query.forUpdate())
      .execute();
    for (const issue of issues) found.set(issue.id, issue);
  }
  return found;
}

function whatHappened(known: Issue, sighting: Sighting, at: number): MergedIssue['what'] {
  const lastSeen = Date.parse(sighting.lastSeen);
  if (known.state === 'resolved') return lastSeen > (known.resolved_at ?? 0) ? 'regressed' : 'seen again';
  if (known.state !== 'ignored' || known.ignored_until === null) return 'seen again';
  return known.ignored_until <= at && lastSeen > known.ignored_until ? 'regressed' : 'seen again';
}

async function seeAgain(
  transaction: Kysely<Schema>,
  known: Issue,
  sighting: Sighting,
  { at, what }: { at: number; what: MergedIssue['what'] },
): Promise<void> {
  const regressed = what === 'regressed';
  const newer = Date.parse(sighting.lastSeen) >= known.last_seen;
  await transaction
    .updateTable('issues')
    .set({
      first_seen: Math.min(known.first_seen, Date.parse(sighting.firstSeen)),
      last_seen: Math.max(known.last_seen, Date.parse(sighting.lastSeen)),
      updated_at: at,
      // An older window may be merged later: it tells nothing of how things stand.
      ...(newer
        ? { title: sighting.title, severity: sighting.severity, newest: JSON.stringify(sighting.captured) }
        : {}),
      ...(regressed
        ? {
            state: 'open',
            regressed_at: at,
            resolved_at: null,
            ignored_until: null,
            revision: known.revision + 1,
          }
        : {}),
    })
    .where('id', '=', known.id)
    .execute();
  if (!regressed) return;
  await transaction
    .insertInto('issue_changes')
    .values({
      issue_id: known.id,
      revision: known.revision + 1,
      at,
      who: 'Pushscope',
      kind: 'regressed',
      detail: JSON.stringify({ from: known.state, seen: sighting.lastSeen }),
    })
    .execute();
}

async function open(
  transaction: Kysely<Schema>,
  {
    id,
    fingerprint,
    sighting,
    scan,
    at,
  }: { id: string; fingerprint: string; sighting: Sighting; scan: ScanSightings; at: number },
): Promise<void> {
  const captured = JSON.stringify(sighting.captured);
  await transaction
    .insertInto('issues')
    .values({
      id,
      fingerprint,
      problem: sighting.problem,
      grouping_key: sighting.key,
      region: scan.region,
      organization: scan.organization,
      source: scan.source,
      source_name: scan.sourceName,
      title: sighting.title,
      severity: sighting.severity,
      unit: sighting.unit,
      state: 'open',
      ignored_until: null,
      resolved_at: null,
      regressed_at: null,
      count: 0,
      first_seen: Date.parse(sighting.firstSeen),
      last_seen: Date.parse(sighting.lastSeen),
      opened_at: at,
      updated_at: at,
      revision: 1,
      captured,
      newest: captured,
    })
    .execute();
  await transaction
    .insertInto('issue_changes')
    .values({ issue_id: id, revision: 1, at, who: 'Pushscope', kind: 'opened', detail: 'null' })
    .execute();
}

/** Adds the rows of each day to those seen before; how many of them are new. */
async function countDays(
  transaction: Kysely<Schema>,
  id: string,
  days: ReadonlyMap<number, Uint8Array>,
  at: number,
): Promise<number> {
  const newest = Math.floor(at / DAY_MS);
  const before = new Map<number, Selectable<IssueDayTable>>();
  const rows = await transaction.selectFrom('issue_days').selectAll().where('issue_id', '=', id).execute();
  for (const row of rows) before.set(row.day, row);
  let added = 0;
  for (const [day, seen] of days) {
    const known = before.get(day);
    // What was seen on a day that Coveo no longer keeps cannot be told from what is new.
    if (known && known.seen === null) continue;
    const united = known?.seen ? unite(bytesOf(known.seen), seen) : seen;
    const count = countSeen(united);
    const more = count - (known?.count ?? 0);
    if (known && more === 0) continue;
    added += more;
    await transaction
      .insertInto('issue_days')
      .values({ issue_id: id, day, count, seen: united })
      .onConflict((conflict) => conflict.columns(['issue_id', 'day']).doUpdateSet({ count, seen: united }))
      .execute();
  }
  await transaction
    .updateTable('issue_days')
    .set({ seen: null })
    .where('issue_id', '=', id)
    .where('day', '<', newest - ROWS_COME_FOR_DAYS)
    .where('seen', 'is not', null)
    .execute();
  return added;
}

/** libsql gives an ArrayBuffer, pg a Buffer. */
function bytesOf(value: Uint8Array | ArrayBuffer): Uint8Array {
  return value instanceof ArrayBuffer ? new Uint8Array(value) : value;
}

function byDay({ rows }: Sighting): Map<number, Uint8Array> {
  const guids = new Map<number, string[]>();
  for (const { guid, at } of rows) {
    const day = Math.floor(Date.parse(at) / DAY_MS);
    const known = guids.get(day);
    if (known) known.push(guid);
    else guids.set(day, [guid]);
  }
  return new Map([...guids].map(([day, of]) => [day, seenRows(of)]));
}

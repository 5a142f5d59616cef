import type { Kysely } from 'kysely';
import { chunksOf } from './chunks';
import type { Database } from './database';
import { fingerprintOf, issueId } from './fingerprint';
import type { ScanSightings, Sighting } from './issue';
import { countDays, daysOf, type SeenDays, writeDays } from './issue-days';
import { letOthersRun } from './let-others-run';
import type { Schema } from './schema';
import { lockSource } from './source-lock';

/** Columns are many and values long: so many issues go into one statement. */
const ISSUES_A_STATEMENT = 50;
/** So many issues are looked through, or changed one by one, before others get a turn. */
const ISSUES_A_TURN = 25;

/** What merging did to one issue. */
export interface MergedIssue {
  readonly id: string;
  readonly problem: string;
  readonly key: string;
  readonly what: 'opened' | 'seen again' | 'regressed';
}

/**
 * Merges what a completed scan saw into the issues of its source, in one transaction. Rows that were seen before
 * count no more, so the same scan twice changes no count. A resolved issue opens again when something newer than its
 * resolution is seen; an ignored one when its time is over. Answers one for each issue.
 */
export async function mergeScan(database: Database, scan: ScanSightings): Promise<MergedIssue[]> {
  if (scan.sightings.length === 0) return [];
  return database.write((transaction) => mergeWithin(transaction, database, scan));
}

/** `mergeScan` within a transaction, which does more beside. */
export async function mergeWithin(
  transaction: Kysely<Schema>,
  database: Pick<Database, 'engine'>,
  scan: ScanSightings,
): Promise<MergedIssue[]> {
  if (scan.sightings.length === 0) return [];
  const sighted = sightedIssues(scan);
  const ids = sighted.map(({ id }) => id);
  const days: SeenDays[] = [];
  for (const chunk of chunksOf(sighted, ISSUES_A_TURN)) {
    await letOthersRun();
    for (const { id, sighting } of chunk) days.push({ id, days: daysOf(sighting) });
  }
  const at = Date.parse(scan.at);
  await lockSource(transaction, database, scan);
  const before = await knownIssues(transaction, database, ids);
  const counted = await countDays(transaction, days);
  const merged: MergedIssue[] = [];
  const opened: OpenedIssue[] = [];
  for (const [number, { id, fingerprint, sighting }] of sighted.entries()) {
    if (number % ISSUES_A_TURN === 0) await letOthersRun();
    const known = before.get(id);
    const what = known ? whatHappened(known, sighting, at) : 'opened';
    const added = counted.added.get(id) ?? 0;
    if (known) await seeAgain(transaction, known, sighting, { at, what, added });
    else opened.push({ id, fingerprint, sighting, count: added });
    merged.push({ id, problem: sighting.problem, key: sighting.key, what });
  }
  await open(transaction, opened, scan);
  await writeDays(transaction, counted, { ids, at });
  return merged;
}

/** A sighting and the issue that it belongs to. */
interface SightedIssue {
  readonly id: string;
  readonly fingerprint: string;
  readonly sighting: Sighting;
}

/** The sightings by issue; where a scan saw one issue twice, both together, in the words of what was seen last. */
function sightedIssues(scan: ScanSightings): SightedIssue[] {
  const sighted = new Map<string, SightedIssue>();
  for (const sighting of scan.sightings) {
    const fingerprint = fingerprintOf({ ...scan, problem: sighting.problem, key: sighting.key });
    const id = issueId(fingerprint);
    const known = sighted.get(id)?.sighting;
    sighted.set(id, { id, fingerprint, sighting: known ? together(known, sighting) : sighting });
  }
  return [...sighted.values()];
}

function together(a: Sighting, b: Sighting): Sighting {
  const newer = Date.parse(b.lastSeen) >= Date.parse(a.lastSeen) ? b : a;
  const firstSeen = Date.parse(b.firstSeen) < Date.parse(a.firstSeen) ? b.firstSeen : a.firstSeen;
  return { ...newer, firstSeen, rows: [...a.rows, ...b.rows] };
}

/** What of an issue decides what a merge does to it. */
interface KnownIssue {
  readonly id: string;
  readonly state: string;
  readonly resolved_at: number | null;
  readonly ignored_until: number | null;
  readonly first_seen: number;
  readonly last_seen: number;
  readonly revision: number;
}

/** Issues by id; with PostgreSQL they are held until the transaction ends, so that nobody changes them meanwhile. */
async function knownIssues(
  transaction: Kysely<Schema>,
  { engine }: Pick<Database, 'engine'>,
  ids: readonly string[],
): Promise<Map<string, KnownIssue>> {
  const found = new Map<string, KnownIssue>();
  for (const chunk of chunksOf([...ids].sort(), ISSUES_A_STATEMENT)) {
    const issues = await transaction
      .selectFrom('issues')
      .select(['id', 'state', 'resolved_at', 'ignored_until', 'first_seen', 'last_seen', 'revision'])
      .where('id', 'in', chunk)
      .orderBy('id')
      .$if(engine === 'postgres', (query) => query.forUpdate())
      .execute();
    for (const issue of issues) found.set(issue.id, issue);
    await letOthersRun();
  }
  return found;
}

function whatHappened(known: KnownIssue, sighting: Sighting, at: number): MergedIssue['what'] {
  const lastSeen = Date.parse(sighting.lastSeen);
  if (known.state === 'resolved') return lastSeen > (known.resolved_at ?? 0) ? 'regressed' : 'seen again';
  if (known.state !== 'ignored' || known.ignored_until === null) return 'seen again';
  return known.ignored_until <= at && lastSeen > known.ignored_until ? 'regressed' : 'seen again';
}

async function seeAgain(
  transaction: Kysely<Schema>,
  known: KnownIssue,
  sighting: Sighting,
  { at, what, added }: { at: number; what: MergedIssue['what']; added: number },
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
    .$if(added > 0, (update) => update.set((issue) => ({ count: issue('count', '+', added) })))
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

/** A new issue, and how many rows it begins with. */
interface OpenedIssue extends SightedIssue {
  readonly count: number;
}

async function open(
  transaction: Kysely<Schema>,
  opened: readonly OpenedIssue[],
  scan: ScanSightings,
): Promise<void> {
  const at = Date.parse(scan.at);
  for (const chunk of chunksOf(opened, ISSUES_A_STATEMENT)) {
    await letOthersRun();
    await transaction
      .insertInto('issues')
      .values(chunk.map((issue) => rowOf(issue, scan)))
      .execute();
    await transaction
      .insertInto('issue_changes')
      .values(
        chunk.map(({ id }) => ({
          issue_id: id,
          revision: 1,
          at,
          who: 'Pushscope',
          kind: 'opened',
          detail: 'null',
        })),
      )
      .execute();
  }
}

function rowOf({ id, fingerprint, sighting, count }: OpenedIssue, scan: ScanSightings) {
  const captured = JSON.stringify(sighting.captured);
  const at = Date.parse(scan.at);
  return {
    id,
    fingerprint,
    problem: sighting.problem,
    // PostgreSQL's texts hold no NUL; the fingerprint is that of the key as it is.
    grouping_key: sighting.key.replaceAll('\0', '\uFFFD'),
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
    count,
    first_seen: Date.parse(sighting.firstSeen),
    last_seen: Date.parse(sighting.lastSeen),
    opened_at: at,
    updated_at: at,
    revision: 1,
    captured,
    newest: captured,
  };
}

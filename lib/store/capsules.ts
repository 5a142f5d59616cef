import type { Selectable, Transaction } from 'kysely';
import type { CapsuleKind, CapsuleLine, CapsulePlace, FoundCapsule, NewCapsule } from './capsule';
import type { Database } from './database';
import type { CapsuleTable, Schema } from './schema';

/**
 * How many capsules of one organization, or without one, may be open at a time. Anybody may make those without, and
 * those of the demo: they must not fill the disk.
 */
export const MOST_OPEN = 1_000;

/**
 * Kept; or its organization has so many open ones already that no more are taken; or who saves it has taken the share
 * that is theirs.
 */
export type Kept = 'kept' | 'too many' | 'too many of one';

/**
 * Keeps a capsule. What has expired by then loses its content in the same transaction. `held` is how many open ones of
 * the same place whoever saves it has already: no more than there is room left. So nobody takes all the room, and
 * whoever is alone may take half of it.
 */
export async function keepCapsule(database: Database, capsule: NewCapsule, held = 0): Promise<Kept> {
  return database.write(async (transaction) => {
    await forgetExpired(transaction, Date.parse(capsule.madeAt));
    const room = MOST_OPEN - (await countOpen(transaction, capsule.place));
    if (room <= 0) return 'too many';
    if (held >= room) return 'too many of one';
    const expiresAt = Date.parse(capsule.expiresAt);
    await transaction
      .insertInto('capsules')
      .values({
        id: capsule.id,
        kind: capsule.kind,
        region: capsule.place?.region ?? null,
        organization: capsule.place?.organization ?? null,
        title: capsule.title,
        sha256: capsule.sha256,
        made_at: Date.parse(capsule.madeAt),
        expires_at: expiresAt,
        revoked_at: null,
        revoke_hash: capsule.revokeHash,
      })
      .execute();
    await transaction
      .insertInto('capsule_contents')
      .values({
        capsule_id: capsule.id,
        expires_at: expiresAt,
        about: capsule.about,
        content: capsule.content,
      })
      .execute();
    return 'kept';
  });
}

/** Those of some capsules that are open at `now` (ISO). */
export async function openAmong(
  { read }: Database,
  ids: readonly string[],
  now: string,
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const open = await read
    .selectFrom('capsule_contents')
    .select('capsule_id')
    .where('capsule_id', 'in', ids)
    .where('expires_at', '>', Date.parse(now))
    .execute();
  return open.map(({ capsule_id }) => capsule_id);
}

/** A capsule as it is at `now` (ISO); null for an id that was never given. Expired content is never read. */
export async function findCapsule({ read }: Database, id: string, now: string): Promise<FoundCapsule | null> {
  const found = await read
    .selectFrom('capsules')
    .leftJoin('capsule_contents', 'capsule_contents.capsule_id', 'capsules.id')
    .selectAll('capsules')
    .select(['capsule_contents.about', 'capsule_contents.content'])
    .where('capsules.id', '=', id)
    .executeTakeFirst();
  if (found === undefined) return null;
  const { content, about, ...capsule } = found;
  if (capsule.revoked_at !== null) return { state: 'gone', line: lineOf(capsule, null), why: 'revoked' };
  if (content === null || capsule.expires_at <= Date.parse(now)) {
    return { state: 'gone', line: lineOf(capsule, null), why: 'expired' };
  }
  return { state: 'open', line: lineOf(capsule, about), content };
}

/** Which capsules to list, as they are at `now` (ISO); `cursor` is what the last answer gave as `next`. */
export interface CapsuleQuery {
  readonly places: readonly CapsulePlace[];
  readonly now: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** Capsules, newest first, and from where to go on; null when these were all. */
export interface CapsulePage {
  readonly capsules: readonly CapsuleLine[];
  readonly next: string | null;
}

/** Lists the capsules of some organizations. A cursor that was made up lists from the beginning. */
export async function listCapsules({ read }: Database, query: CapsuleQuery): Promise<CapsulePage> {
  const now = Date.parse(query.now);
  const after = readCursor(query.cursor);
  const parts = await Promise.all(
    query.places.map(({ region, organization }) =>
      read
        .selectFrom('capsules')
        .leftJoin('capsule_contents', 'capsule_contents.capsule_id', 'capsules.id')
        .selectAll('capsules')
        .select('capsule_contents.about')
        .where('region', '=', region)
        .where('organization', '=', organization)
        .$if(after !== null, (some) =>
          some
            // Says the same as the next condition, in words in which an index can be entered.
            .where('made_at', '<=', after?.madeAt ?? 0)
            .where(({ or, eb }) =>
              or([eb('made_at', '<', after?.madeAt ?? 0), eb('id', '>', after?.id ?? '')]),
            ),
        )
        .orderBy('made_at', 'desc')
        .orderBy('id')
        .limit(query.limit + 1)
        .execute(),
    ),
  );
  const found = parts.flat().sort((a, b) => b.made_at - a.made_at || (a.id < b.id ? -1 : 1));
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    capsules: shown.map(({ about, ...capsule }) => lineOf(capsule, capsule.expires_at <= now ? null : about)),
    next: found.length > query.limit && last ? `${last.made_at}-${last.id}` : null,
  };
}

function readCursor(cursor: string | undefined): { madeAt: number; id: string } | null {
  const parts = /^(\d{1,15})-([\w-]{1,64})$/.exec(cursor ?? '');
  return parts?.[1] && parts[2] ? { madeAt: Number(parts[1]), id: parts[2] } : null;
}

/** Who may revoke a capsule: connections to its organization, and whoever holds its key, where it has one. */
export interface Revocable {
  readonly place: CapsulePlace | null;
  readonly revokeHash: string | null;
}

/** What decides who may revoke a capsule; null for an id that was never given. */
export async function whoMayRevoke({ read }: Database, id: string): Promise<Revocable | null> {
  const found = await read
    .selectFrom('capsules')
    .select(['region', 'organization', 'revoke_hash'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (found === undefined) return null;
  return { place: placeOf(found), revokeHash: found.revoke_hash };
}

/** Revokes a capsule at `now` (ISO): its content goes for good. Revoking one that is gone changes nothing. */
export async function revokeCapsule(database: Database, id: string, now: string): Promise<void> {
  const at = Date.parse(now);
  await database.write(async (transaction) => {
    await forgetExpired(transaction, at);
    await transaction
      .updateTable('capsules')
      .set({ revoked_at: at })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', at)
      .execute();
    await transaction.deleteFrom('capsule_contents').where('capsule_id', '=', id).execute();
  });
}

async function forgetExpired(transaction: Work, now: number): Promise<void> {
  await transaction.deleteFrom('capsule_contents').where('expires_at', '<=', now).execute();
}

/** Open ones only: those that are gone have no content. */
async function countOpen(transaction: Work, place: CapsulePlace | null): Promise<number> {
  const { open } = await transaction
    .selectFrom('capsule_contents')
    .innerJoin('capsules', 'capsules.id', 'capsule_contents.capsule_id')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('region', place === null ? 'is' : '=', place?.region ?? null)
    .where('organization', place === null ? 'is' : '=', place?.organization ?? null)
    .executeTakeFirstOrThrow();
  return Number(open);
}

type Work = Pick<Transaction<Schema>, 'deleteFrom' | 'selectFrom'>;

function lineOf(capsule: Selectable<CapsuleTable>, about: string | null): CapsuleLine {
  return {
    id: capsule.id,
    kind: kindOf(capsule.kind),
    place: placeOf(capsule),
    title: capsule.title,
    about,
    sha256: capsule.sha256,
    madeAt: new Date(capsule.made_at).toISOString(),
    expiresAt: new Date(capsule.expires_at).toISOString(),
    revokedAt: capsule.revoked_at === null ? null : new Date(capsule.revoked_at).toISOString(),
  };
}

function placeOf({
  region,
  organization,
}: Pick<Selectable<CapsuleTable>, 'region' | 'organization'>): CapsulePlace | null {
  return region === null || organization === null ? null : { region, organization };
}

const KINDS: readonly CapsuleKind[] = ['issue', 'timeline', 'report', 'diagnosis'];

function kindOf(text: string): CapsuleKind {
  return KINDS.find((kind) => kind === text) ?? 'report';
}

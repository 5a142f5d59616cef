import { sql } from 'kysely';
import { z } from 'zod';
import { keptCallFields } from '@/lib/evidence/kept-call';
import { isCall, type RecordedLine, type RecordedPush } from '@/lib/evidence/recorded-push';
import type { Sending } from '@/lib/evidence/recorded-pushes';
import { toIso } from '@/lib/evidence/time';
import type { Database } from './database';
import type { IssuePlace } from './issue';

/** Reads that one page makes at most, and how many times the page's calls each after the first takes. */
const MOST_READS = 20;
const LATER_READ = 10;

/** A call as it is kept. */
export interface StoredPush extends RecordedPush {
  readonly id: string;
}

/** The lines of a source: its calls, oldest first, and every moment at which its recorder was there. */
export interface StoredLines {
  readonly pushes: readonly StoredPush[];
  readonly moments: readonly string[];
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

/** The lines of one source. */
export function ofSource(database: Database['read'], { region, organization, source }: IssuePlace) {
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

import { execFile } from 'node:child_process';
import { chmod, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundle } from '../../scripts/bundle.mjs';
import type { Database } from './database';
import { openEmbedded } from './embedded';
import { killWriter, whatIsMissing } from './killing-under-test';
import { mergeScan } from './merge-scan';
import { listIssues } from './read-issues';
import { scanOf } from './scan-under-test';

const AT = '2026-11-20T03:00:00.000Z';
const PLACES = [{ region: 'us', organization: 'acme' }];

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pushscope-failures-'));
  file = path.join(folder, 'pushscope.db');
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});

async function opened(): Promise<Database> {
  const result = await openEmbedded(folder);
  if (!result.ok) throw new Error(result.failure.text);
  return result.value;
}

const merge = (database: Database, key: string) =>
  mergeScan(database, scanOf(AT, [{ key, rows: [{ guid: key, at: AT }], captured: key.repeat(20_000) }]));

const titles = async (database: Database) =>
  (await listIssues(database, { places: PLACES, limit: 100 })).issues.length;

/** Why a write failed. */
const failure = (database: Database, write: Promise<unknown>) =>
  write.then(
    () => null,
    (error: unknown) => database.explain(error)?.kind ?? error,
  );

describe('a damaged database', () => {
  /** A database of some hundred pages, closed, and damaged by `damage`. */
  async function damaged(damage: () => Promise<unknown>): Promise<void> {
    const database = await opened();
    for (const key of ['a', 'b', 'c', 'd', 'e']) await merge(database, key);
    await database.close();
    await damage();
  }

  const overwrite = async (at: number, bytes: number) => {
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(bytes, 0xa5), 0, bytes, at);
    await handle.close();
  };

  it.each([
    ['in its middle', () => overwrite(4_096, 16_384)],
    ['in its header', () => overwrite(0, 16)],
    ['at its end', () => truncate(file, 8_192)],
    ['as a whole', () => writeFile(file, 'This is no database at all. '.repeat(400))],
  ])('%s is refused, and stays as it is', async (_, damage) => {
    await damaged(damage);
    const before = await readFile(file);
    const result = await openEmbedded(folder);
    expect(result).toEqual({
      ok: false,
      failure: {
        kind: 'damaged',
        text: `The database in the data folder ${folder} is damaged. Restore a backup with “npm run restore -- FILE”, or move pushscope.db away to begin anew.`,
      },
    });
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  it('is said by the read that finds it, where it was damaged while it was open', async () => {
    const database = await opened();
    for (const key of ['a', 'b', 'c', 'd', 'e']) await merge(database, key);
    await database.write((transaction) => sql`pragma user_version = 1`.execute(transaction));
    await sql`pragma wal_checkpoint(truncate)`.execute(database.read);
    await overwrite(4_096, (await stat(file)).size - 4_096);
    expect(await failure(database, database.read.selectFrom('issues').selectAll().execute())).toBe('damaged');
    await database.close();
  });

  it('is found in the log that was not yet taken over into the file', async () => {
    const { merged } = await killWriter({
      place: folder,
      first: 0,
      isEnough: (written) => written.merged.length >= 5,
    });
    expect(merged.length).toBeGreaterThanOrEqual(5);
    const log = await open(`${file}-wal`, 'r+');
    // In the first page that the first commit wrote.
    await log.write(Buffer.alloc(64, 0xa5), 0, 64, 200);
    await log.close();
    const before = await Promise.all([readFile(file), readFile(`${file}-wal`)]);
    expect(await openEmbedded(folder)).toEqual({
      ok: false,
      failure: { kind: 'damaged', text: expect.stringContaining('is damaged') },
    });
    const after = await Promise.all([readFile(file), readFile(`${file}-wal`)]);
    expect(after.map((bytes, n) => bytes.equals(before[n] ?? Buffer.alloc(0)))).toEqual([true, true]);
  });
});

describe('a full disk', () => {
  it('fails the write that found no room, keeps what was there, and takes writes again once there is room', async () => {
    const database = await opened();
    await merge(database, 'a');
    const limit = async (pages: number) => {
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.read);
      const most = (rows[0]?.page_count ?? 0) + pages;
      await database.write((transaction) => sql.raw(`pragma max_page_count = ${most}`).execute(transaction));
    };
    await limit(2);
    expect(await failure(database, merge(database, 'b'))).toBe('full');
    expect(await titles(database)).toBe(1);
    await limit(10_000);
    expect(await failure(database, merge(database, 'c'))).toBe(null);
    await database.close();
    expect(await titles(await opened())).toBe(2);
  });

  it.runIf(process.platform === 'linux')(
    'as the operating system tells it, loses nothing acknowledged and leaves nothing by halves',
    async () => {
      const written = await killWriter({
        place: folder,
        first: 0,
        // Blocks of 512 bytes or of 1,024, as the shell has it. Node itself is told by a signal, and must outlive it.
        command: ['sh', '-c', 'trap "" XFSZ; ulimit -f 600; exec "$@"', 'sh'],
        isEnough: ({ failures }) => failures.length >= 5,
      });
      expect(new Set(written.failures.map(({ kind }) => kind))).toEqual(new Set(['full']));
      expect(written.merged.length).toBeGreaterThan(0);
      const database = await opened();
      expect(await whatIsMissing(database, [written])).toEqual([]);
      expect(await failure(database, merge(database, 'more'))).toBe(null);
      await database.close();
    },
    60_000,
  );
});

describe('a folder that may not be written', () => {
  /** What opening answers to somebody who is not root: to root, everything may be written. */
  async function openAsNobody(): Promise<unknown> {
    const url = await bundle('lib/store/embedded.ts', 'lib');
    const script = `
      const { openEmbedded } = await import(process.argv[1]);
      await openEmbedded('/dev/null');
      if (process.getuid?.() === 0) { process.setgid(65534); process.setuid(65534); }
      const opened = await openEmbedded(process.argv[2]);
      console.log(JSON.stringify(opened.ok ? 'opened' : opened.failure.kind));`;
    const args = ['--input-type=module', '-e', script, url, folder];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return JSON.parse(stdout);
  }

  it.skipIf(process.platform === 'win32')('is refused, the database in it unchanged', async () => {
    const database = await opened();
    await merge(database, 'a');
    await database.close();
    const before = await readFile(file);
    await chmod(folder, 0o555);
    expect(await openAsNobody()).toBe('not writable');
    await chmod(folder, 0o777);
    await chmod(path.join(folder, 'pushscope.lock'), 0o666);
    await chmod(file, 0o444);
    expect(await openAsNobody()).toBe('not writable');
    expect((await readFile(file)).equals(before)).toBe(true);
  });
});

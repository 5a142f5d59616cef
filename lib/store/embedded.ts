import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Client, createClient } from '@libsql/client';
import { LibsqlDialect } from '@libsql/kysely-libsql';
import { Kysely } from 'kysely';
import type { Database, Opened } from './database';
import { embeddedFailure } from './embedded-failure';
import { migrate } from './migrate';
import type { Schema } from './schema';
import { writeQueue } from './write-queue';

/** The database's file in the data folder. */
export const DATABASE_FILE = 'pushscope.db';
/** Held open and locked by whoever uses the folder. */
const LOCK_FILE = 'pushscope.lock';

/**
 * Opens the database in a data folder, makes it when it is not there, and brings its schema up to date. Only one
 * process can: a file of its own stays locked by the operating system as long as this process lives, however it ends
 * and whatever its number is.
 */
export async function openEmbedded(folder: string): Promise<Opened<Database>> {
  const clients: Client[] = [];
  const closeAll = () => {
    for (const client of clients.reverse()) client.close();
  };
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const lock = await takeLock(path.join(folder, LOCK_FILE));
    clients.push(lock);
    const file = path.join(folder, DATABASE_FILE);
    const writer = await connect(file);
    clients.push(writer);
    const reader = await connect(file);
    clients.push(reader);
    await checkIntegrity(reader);
    const writing = kyselyOver(writer);
    await migrate(writing, 'libsql');
    const inTurn = writeQueue();
    return {
      ok: true,
      value: {
        engine: 'libsql',
        read: kyselyOver(reader),
        write: (work) => inTurn(() => writing.transaction().execute(work)),
        close: () => inTurn(() => letGo(lock).finally(closeAll)),
      },
    };
  } catch (error) {
    closeAll();
    return { ok: false, failure: embeddedFailure(error, folder) };
  }
}

/** Settings hold for a connection only, so each client has exactly one. */
async function connect(file: string): Promise<Client> {
  const client = createClient({ url: pathToFileURL(file).href, intMode: 'number', concurrency: 1 });
  await client.execute('PRAGMA journal_mode = WAL');
  // A commit is on the disk before it is answered: WAL alone would survive the process, not a loss of power.
  await client.execute('PRAGMA synchronous = FULL');
  await client.execute('PRAGMA foreign_keys = ON');
  await client.execute('PRAGMA busy_timeout = 5000');
  return client;
}

/** The lock is one of the database engine's own: the operating system lets go of it when the process is gone. */
async function takeLock(file: string): Promise<Client> {
  const client = createClient({ url: pathToFileURL(file).href, concurrency: 1 });
  try {
    await client.execute('PRAGMA locking_mode = EXCLUSIVE');
    await client.execute('CREATE TABLE IF NOT EXISTS held (once INTEGER)');
    await client.execute('DELETE FROM held');
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

/** Closing alone lets go of a lock only when the engine gets round to it. */
async function letGo(lock: Client): Promise<void> {
  await lock.execute('PRAGMA locking_mode = NORMAL');
  await lock.execute('SELECT count(*) FROM held');
}

/** A damaged file is found before anything is written into it. */
async function checkIntegrity(client: Client): Promise<void> {
  const { rows } = await client.execute('PRAGMA quick_check(1)');
  const answer = rows[0]?.[0];
  if (answer !== 'ok') throw new DamagedFile();
}

/** The file's own structure does not hold. */
export class DamagedFile extends Error {
  override name = 'DamagedFile';
}

function kyselyOver(client: Client): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new LibsqlDialect({ client }) });
}

import { open, stat } from 'node:fs/promises';
import type { Client } from '@libsql/client';
import { Kysely } from 'kysely';
import type { Database, Opened } from './database';
import { checkBytes, checkWhole, connect, databaseFile } from './database-file';
import { embeddedFailure, isEngineError } from './embedded-failure';
import { type FolderLock, lockFolder } from './folder-lock';
import { EmbeddedDialect } from './libsql-dialect';
import { migrate } from './migrate';
import type { Schema } from './schema';
import { writeQueue } from './write-queue';

/** Up to this size the whole file is read through at start: it takes a tenth of a second. */
const CHECKED_WHOLE_BYTES = 64 * 1024 * 1024;

/**
 * Opens the database in a data folder, makes it when it is not there, and brings its schema up to date. Only one
 * process can: the folder is locked as long as it lives.
 */
export async function openEmbedded(folder: string): Promise<Opened<Database>> {
  let lock: FolderLock | null = null;
  const clients: Client[] = [];
  const closeAll = () => {
    for (const client of clients) client.close();
  };
  try {
    lock = await lockFolder(folder);
    const file = databaseFile(folder);
    await checkBytes(file);
    // The engine would let everybody on this machine read what it makes.
    await (await open(file, 'a', 0o600)).close();
    const writer = await connect(file);
    clients.push(writer);
    const reader = await connect(file);
    clients.push(reader);
    if ((await stat(file)).size <= CHECKED_WHOLE_BYTES) await checkWhole(reader);
    const writing = new Kysely<Schema>({ dialect: new EmbeddedDialect(writer) });
    await migrate(writing, 'libsql');
    const inTurn = writeQueue();
    const release = lock.release;
    return {
      ok: true,
      value: {
        engine: 'libsql',
        read: new Kysely<Schema>({ dialect: new EmbeddedDialect(reader) }),
        write: (work) => inTurn(() => writing.transaction().execute(work)),
        explain: (error) => (isEngineError(error) ? embeddedFailure(error, folder) : null),
        close: () =>
          inTurn(async () => {
            // The engine would do so itself, but only when it gets round to it.
            await writer.execute('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined);
            closeAll();
            await release();
          }),
        closeNow: closeAll,
      },
    };
  } catch (error) {
    closeAll();
    await lock?.release();
    return { ok: false, failure: embeddedFailure(error, folder) };
  }
}

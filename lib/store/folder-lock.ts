import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Client, createClient } from '@libsql/client';
import { codesOf } from './embedded-failure';

/** Held locked by whoever uses the folder; what it holds means nothing. */
const LOCK_FILE = 'pushscope.lock';

/** A data folder in which nobody else may open the database, until it is released. */
export interface FolderLock {
  readonly release: () => Promise<void>;
}

/**
 * Makes the data folder when it is missing, and takes its lock. The lock is one of the database engine's own, on a file
 * of its own: the operating system lets go of it when the process is gone, however that ended and whatever its number
 * was, so nothing stale is left behind. Throws `SQLITE_BUSY` when somebody holds it, and what the system says when the
 * folder cannot be written.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, LOCK_FILE);
  const client = await hold(file).catch(async (error) => {
    // Whoever could read that the file is rubbish was not kept out by anybody.
    if (!codesOf(error).some((code) => ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(code))) throw error;
    await rm(file);
    return hold(file);
  });
  return {
    // Closing alone lets go of a lock only when the engine gets round to it.
    async release() {
      await client.execute('PRAGMA locking_mode = NORMAL');
      await client.execute('SELECT count(*) FROM sqlite_schema');
      client.close();
    },
  };
}

async function hold(file: string): Promise<Client> {
  const client = createClient({ url: pathToFileURL(file).href, concurrency: 1 });
  try {
    await client.execute('PRAGMA locking_mode = EXCLUSIVE');
    await client.executeMultiple('BEGIN EXCLUSIVE; COMMIT');
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Client, createClient } from '@libsql/client';
import { isDamagedLog } from './wal-check';

/** The database's file in a data folder. */
export function databaseFile(folder: string): string {
  return path.join(folder, 'pushscope.db');
}

/** The write-ahead log of a database file: what was committed and not yet taken over into the file. */
export function logFile(file: string): string {
  return `${file}-wal`;
}

/** The file's own structure does not hold. */
export class DamagedFile extends Error {
  override name = 'DamagedFile';
}

/** Whether there is a file. */
export async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(unlessMissing)) !== null;
}

/** Waits until a file, or the names in a folder, are on the disk. */
export async function onDisk(place: string): Promise<void> {
  const handle = await open(place, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * A connection with the settings that every connection needs: they hold for one connection only, so it has one. A
 * backup is one file, and is opened with the journal `DELETE`; the database itself with `WAL`.
 */
export async function connect(file: string, journal: 'WAL' | 'DELETE' = 'WAL'): Promise<Client> {
  const client = createClient({ url: pathToFileURL(file).href, intMode: 'number', concurrency: 1 });
  try {
    await client.execute('PRAGMA busy_timeout = 5000');
    await client.execute(`PRAGMA journal_mode = ${journal}`);
    // A commit is on the disk before it is answered: WAL alone would survive the process, not a loss of power.
    await client.execute('PRAGMA synchronous = FULL');
    await client.execute('PRAGMA foreign_keys = ON');
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

/**
 * Throws `DamagedFile` when the file or its log shows by its bytes alone that it is damaged. Nothing is opened by the
 * engine, which would already tidy up. A file that is not there is in order.
 */
export async function checkBytes(file: string): Promise<void> {
  const log = await readFile(logFile(file)).catch(unlessMissing);
  if (log !== null && isDamagedLog(log)) throw new DamagedFile('The log is damaged.');
  const size = (await stat(file).catch(unlessMissing))?.size ?? 0;
  if (size === 0) return;
  const header = await readHeader(file);
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw new DamagedFile('It is no database.');
  // With a log beside it, the file may still be growing.
  if (log !== null && log.length > 0) return;
  const pageBytes = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  if (size < header.readUInt32BE(28) * pageBytes) throw new DamagedFile('It is cut off.');
}

async function readHeader(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const header = Buffer.alloc(100);
    await handle.read(header, 0, header.length, 0);
    return header;
  } finally {
    await handle.close();
  }
}

/** Reads through the whole file, and throws `DamagedFile` when its structure does not hold. */
export async function checkWhole(client: Client): Promise<void> {
  const { rows } = await client.execute('PRAGMA quick_check(1)');
  if (rows[0]?.[0] !== 'ok') throw new DamagedFile('Its structure does not hold.');
}

function unlessMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

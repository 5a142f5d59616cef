import { link, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';
import { type BackupContent, checkBackup } from './backup-file';
import { databaseFile, exists, onDisk } from './database-file';
import { codesOf, embeddedFailure, isEngineError } from './embedded-failure';

/** What was backed up, or one sentence why nothing was. */
export type BackedUp =
  | { readonly ok: true; readonly content: BackupContent }
  | { readonly ok: false; readonly text: string };

/**
 * Writes everything that is committed in the data folder's database into a new file, beside a server that goes on
 * reading and writing. The file appears under its name only once it is whole, was read through and is on the disk; a
 * file that is there already is never touched.
 */
export async function backUp(folder: string, file: string): Promise<BackedUp> {
  const from = databaseFile(folder);
  if (!(await exists(from))) {
    return { ok: false, text: `There is no database in the data folder ${folder}: nothing to back up.` };
  }
  if (await exists(file)) return { ok: false, text: taken(file) };
  const part = `${file}.part-${process.pid}`;
  try {
    await copyOut(from, part);
    const checked = await checkBackup(part, 'What was written');
    if (!checked.ok) return checked;
    await onDisk(part);
    // Unlike a renamed file, a linked one never takes the place of another.
    await link(part, file);
    await onDisk(path.dirname(file));
    return { ok: true, content: checked.content };
  } catch (error) {
    return { ok: false, text: whyNot(error, folder, file) };
  } finally {
    await rm(part, { force: true });
  }
}

async function copyOut(from: string, to: string): Promise<void> {
  await (await open(to, 'wx', 0o600)).close();
  const client = createClient({ url: pathToFileURL(from).href, concurrency: 1 });
  try {
    await client.execute('PRAGMA busy_timeout = 5000');
    await client.execute({ sql: 'VACUUM INTO ?', args: [to] });
  } finally {
    client.close();
  }
}

function whyNot(error: unknown, folder: string, file: string): string {
  if (codesOf(error).includes('EEXIST')) return taken(file);
  if (isEngineError(error)) {
    const { kind, text } = embeddedFailure(error, folder);
    if (kind === 'damaged') return text;
  }
  return `The backup could not be written to ${file} (${codesOf(error)[0] ?? String(error)}).`;
}

function taken(file: string): string {
  return `There is a file ${file} already: choose another name. Nothing was written.`;
}

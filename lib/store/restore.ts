import { copyFile, link, rename, rm } from 'node:fs/promises';
import { type BackupContent, checkBackup } from './backup-file';
import { checkBytes, connect, databaseFile, exists, logFile, onDisk } from './database-file';
import { codesOf, embeddedFailure } from './embedded-failure';
import { lockFolder } from './folder-lock';

/** What was restored and where the database from before is kept (null: there was none); or why nothing was changed. */
export type Restored =
  | { readonly ok: true; readonly content: BackupContent; readonly kept: string | null }
  | { readonly ok: false; readonly text: string };

/**
 * Puts a backup in the place of the data folder's database. Refuses while anybody uses the folder, and before anything
 * is changed when the backup is not whole or too new. The database from before is kept beside, named by `now` (ISO).
 */
export async function restore(folder: string, backup: string, now: string): Promise<Restored> {
  const file = databaseFile(folder);
  const fresh = `${file}.restoring`;
  try {
    const lock = await lockFolder(folder);
    try {
      if (!(await exists(backup))) return { ok: false, text: `There is no file ${backup}.` };
      await rm(fresh, { force: true });
      await copyFile(backup, fresh);
      const checked = await checkBackup(fresh, backup);
      if (!checked.ok) return { ok: false, text: `${checked.text} Nothing was changed.` };
      await onDisk(fresh);
      const kept = (await exists(file)) ? `${file}.before-restore-${now.replaceAll(':', '')}` : null;
      if (kept !== null) await keep(file, kept);
      // In one step: at no moment is there no database, and a server that would begin with an empty one.
      await rename(fresh, file);
      await onDisk(folder);
      return { ok: true, content: checked.content, kept };
    } finally {
      await rm(fresh, { force: true });
      await lock.release();
    }
  } catch (error) {
    const { kind, text } = embeddedFailure(error, folder);
    if (kind !== 'unknown') return { ok: false, text };
    return { ok: false, text: `The backup could not be restored (${codesOf(error)[0] ?? String(error)}).` };
  }
}

/** Gives the database a second name, with its log taken over into it; a damaged one keeps its log beside. */
async function keep(file: string, kept: string): Promise<void> {
  await takeOverLog(file).catch((error) => {
    if (embeddedFailure(error, file).kind === 'in use') throw error;
  });
  await link(file, kept).catch(() => copyFile(file, kept));
  const log = logFile(file);
  if (await exists(log)) await rename(log, logFile(kept));
  await rm(`${file}-shm`, { force: true });
}

/**
 * Leaving the log's mode takes it over and removes it. A connection that stayed in that mode would remove the log when
 * the engine gets round to closing it, and by then a log of that name belongs to the restored database.
 */
async function takeOverLog(file: string): Promise<void> {
  await checkBytes(file);
  (await connect(file, 'DELETE')).close();
}

import type { Client } from '@libsql/client';
import { checkBytes, checkWhole, connect, DamagedFile, exists } from './database-file';
import { codesOf } from './embedded-failure';
import { migrationsFor } from './migrations';

/** What a backup holds, once it was read through. */
export interface BackupContent {
  readonly issues: number;
}

/** What a backup is good for, or one sentence why it is not. */
export type CheckedBackup =
  | { readonly ok: true; readonly content: BackupContent }
  | { readonly ok: false; readonly text: string };

/** Reads a backup through: whole, a database of Pushscope, and none that a newer version made. `name` is for people. */
export async function checkBackup(file: string, name: string): Promise<CheckedBackup> {
  if (!(await exists(file))) return { ok: false, text: `There is no file ${name}.` };
  let client: Client | null = null;
  try {
    await checkBytes(file);
    client = await connect(file, 'DELETE');
    await checkWhole(client);
    const steps = await client.execute('SELECT name FROM kysely_migration');
    const known = Object.keys(migrationsFor('libsql'));
    if (!steps.rows.every((step) => known.some((name) => name === step[0]))) {
      return { ok: false, text: `${name} was made by a newer Pushscope: restore it with that one.` };
    }
    const { rows } = await client.execute('SELECT count(*) FROM issues');
    return { ok: true, content: { issues: Number(rows[0]?.[0]) } };
  } catch (error) {
    return { ok: false, text: `${name} ${whatIsWrong(error)}.` };
  } finally {
    client?.close();
  }
}

function whatIsWrong(error: unknown): string {
  const codes = codesOf(error);
  if (codes.some((code) => code.startsWith('SQLITE_NOTADB')) || error instanceof DamagedFile) {
    return 'is damaged, or no backup of Pushscope';
  }
  if (codes.some((code) => code.startsWith('SQLITE_CORRUPT'))) return 'is damaged';
  // No such table.
  if (codes.includes('SQLITE_ERROR')) return 'is no backup of Pushscope';
  return `cannot be read (${codes[0] ?? 'no reason given'})`;
}

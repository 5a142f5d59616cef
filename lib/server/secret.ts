import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readEnvironment } from './environment';

/**
 * The 32 bytes that seal cookies: derived from PUSHSCOPE_SECRET, else from a secret that is made once in the data
 * folder, readable by its owner only. Throws when neither can be had.
 */
export async function readSecret(): Promise<Uint8Array> {
  const { secret, dataDir } = readEnvironment();
  return createHash('sha256')
    .update(secret ?? (await ownSecret(dataDir)))
    .digest();
}

async function ownSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'secret');
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFile(file, 'utf8');
}

import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readEnvironment } from './environment';

/** A shorter secret could be guessed. */
const SHORTEST = 32;

/** Secrets of data folders as they were read: they are made once and never change. */
const known = new Map<string, Promise<string>>();

/**
 * The 32 bytes that seal cookies: derived from PUSHSCOPE_SECRET, else from a secret that is made once in the data
 * folder, readable by its owner only. Throws when neither can be had, when it is shorter than 32 characters, and with
 * DATABASE_URL when it is not set: what one instance seals another must open.
 */
export async function readSecret(): Promise<Uint8Array> {
  const { secret, dataDir, databaseUrl } = readEnvironment();
  if (secret === null && databaseUrl !== null) {
    throw new Error('PUSHSCOPE_SECRET is missing: with DATABASE_URL, all instances need the same one.');
  }
  if (secret !== null && secret.length < SHORTEST) {
    throw new Error(
      `PUSHSCOPE_SECRET is shorter than ${SHORTEST} characters. Set a longer one, or none: one is then made.`,
    );
  }
  return createHash('sha256')
    .update(secret ?? (await ownSecret(dataDir)))
    .digest();
}

function ownSecret(dataDir: string): Promise<string> {
  const before = known.get(dataDir);
  if (before) return before;
  const reading = makeOrRead(dataDir);
  known.set(dataDir, reading);
  reading.catch(() => known.delete(dataDir));
  return reading;
}

async function makeOrRead(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'secret');
  const found = await readFile(file, 'utf8').catch(unlessMissing);
  if (found === null) await makeSecret(dataDir, file);
  const secret = found ?? (await readFile(file, 'utf8'));
  if (secret.length >= SHORTEST) return secret;
  throw new Error(
    `The file “secret” in the data folder is shorter than ${SHORTEST} characters. Delete it, and a new one is made: connections have to be made again.`,
  );
}

/** Written whole under a name of its own first, so that nobody reads half a secret; who comes second keeps the first. */
async function makeSecret(dataDir: string, file: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const own = `${file}-${randomBytes(8).toString('hex')}`;
  try {
    await writeFile(own, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    await link(own, file).catch((error) => {
      // Some file systems know no links.
      if (!hasCode(error, 'EEXIST')) return rename(own, file);
    });
  } finally {
    await rm(own, { force: true });
  }
}

function unlessMissing(error: unknown): null {
  if (hasCode(error, 'ENOENT')) return null;
  throw error;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

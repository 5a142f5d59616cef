import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { folderFingerprint } from './fingerprint.mjs';
import { ROOT } from './setup.mjs';

/** Packages with native parts stay where they are installed. */
const EXTERNAL = [/^@libsql\//, 'pg'];

/** "server-only" throws outside of Next's bundler. */
const ALIAS = { 'server-only': join(ROOT, 'scripts/server-only-stub.mjs') };

const BUNDLES = join(ROOT, 'node_modules/.cache/pushscope');

/**
 * Makes one JavaScript file of a TypeScript module and all that it imports, because Node.js 20 runs no TypeScript.
 * `entry` and `folder`, where its own sources are, are relative to the project. A bundle is made once: its name tells
 * the content that it was made of. Returns the URL to import.
 */
export async function bundle(entry, folder) {
  const name = basename(entry, '.ts');
  const fingerprint = await folderFingerprint(ROOT, [folder, entry, 'package-lock.json']);
  const key = createHash('sha256').update(`${entry}\0${fingerprint}`).digest('hex').slice(0, 16);
  const file = join(BUNDLES, `${name}-${key}.mjs`);
  if (!existsSync(file)) await makeBundle(join(ROOT, entry), name, file);
  return pathToFileURL(file).href;
}

async function makeBundle(input, name, file) {
  // Only a checkout that is set up has it.
  const { build } = await import('rolldown');
  await mkdir(BUNDLES, { recursive: true });
  const part = `${file}.${process.pid}`;
  await build({
    input,
    platform: 'node',
    external: EXTERNAL,
    resolve: { alias: ALIAS },
    logLevel: 'warn',
    output: { file: part, format: 'esm', codeSplitting: false },
  });
  for (const old of await readdir(BUNDLES)) {
    // What others are making at this moment has another ending.
    if (isBundleOf(name, old)) await rm(join(BUNDLES, old), { force: true });
  }
  await rename(part, file);
}

function isBundleOf(name, file) {
  return file.startsWith(`${name}-`) && /^[0-9a-f]{16}\.mjs$/.test(file.slice(name.length + 1));
}

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a production build is made of, relative to the project: files and folders, some of which may be missing. */
const BUILD_INPUTS = [
  'app',
  'components',
  'lib',
  'public',
  'scripts/commands',
  'next.config.js',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
  '.env',
  '.env.production',
  '.env.local',
  '.env.production.local',
];

const TEST_FILE = /(?:\.test\.[a-z]+|-under-test\.ts)$/;

/** What identifies installed dependencies: the lock file's content, and the Node.js and platform they are for. */
export async function dependenciesFingerprint(root) {
  const hash = createHash('sha256');
  hash.update(`${process.version} ${process.platform} ${process.arch}\n`);
  for (const name of ['package-lock.json', '.npmrc']) await addFile(hash, root, name);
  return hash.digest('hex');
}

/** What identifies a production build: the content of its sources. Tests, end-to-end tests and docs do not count. */
export async function buildFingerprint(root) {
  return folderFingerprint(root, BUILD_INPUTS);
}

/** What identifies the content of some files and folders of `root`, tests left out. */
export async function folderFingerprint(root, names) {
  const hash = createHash('sha256');
  for (const name of names) await addPath(hash, root, name);
  return hash.digest('hex');
}

async function addPath(hash, root, name) {
  const entries = await readdir(join(root, name), { withFileTypes: true }).catch(() => null);
  if (entries === null) return addFile(hash, root, name);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = `${name}/${entry.name}`;
    if (entry.isDirectory()) await addPath(hash, root, path);
    else if (!TEST_FILE.test(entry.name)) await addFile(hash, root, path);
  }
}

async function addFile(hash, root, name) {
  const content = await readFile(join(root, name)).catch(() => null);
  if (content !== null) hash.update(`${name}\0${content.length}\0`).update(content);
}

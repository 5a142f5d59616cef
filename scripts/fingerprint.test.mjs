import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildFingerprint, dependenciesFingerprint } from './fingerprint.mjs';

let root;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pushscope-test-'));
  await put('app/page.tsx', 'page');
  await put('lib/health/verdict.ts', 'verdict');
  await put('package-lock.json', '{}');
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(name, text) {
  await mkdir(dirname(join(root, name)), { recursive: true });
  await writeFile(join(root, name), text);
}

async function changesWith(fingerprint, change) {
  const before = await fingerprint(root);
  await change();
  return before !== (await fingerprint(root));
}

test.each([
  'app/page.tsx',
  'lib/health/verdict.ts',
  'components/new.tsx',
  'next.config.js',
  'package-lock.json',
  '.env',
])('a build is out of date when %s changes', async (name) => {
  expect(await changesWith(buildFingerprint, () => put(name, 'changed'))).toBe(true);
});

test('a build is out of date when a source goes away or is renamed', async () => {
  await put('lib/a.ts', 'same');
  const before = await buildFingerprint(root);
  await rm(join(root, 'lib/a.ts'));
  const without = await buildFingerprint(root);
  await put('lib/b.ts', 'same');
  expect(new Set([before, without, await buildFingerprint(root)]).size).toBe(3);
});

test.each([
  'lib/health/verdict.test.ts',
  'lib/scan/sandbox-under-test.ts',
  'components/card.test.tsx',
  'e2e/list.spec.ts',
  'README.md',
  'scripts/start.mjs',
])('a build stays as it is when %s changes', async (name) => {
  expect(await changesWith(buildFingerprint, () => put(name, 'changed'))).toBe(false);
});

test('touching a file without changing it changes nothing', async () => {
  const touch = () => utimes(join(root, 'app/page.tsx'), 1, 1);
  expect(await changesWith(buildFingerprint, touch)).toBe(false);
});

test('dependencies are out of date when the lock file changes, and only then', async () => {
  expect(await changesWith(dependenciesFingerprint, () => put('app/page.tsx', 'changed'))).toBe(false);
  expect(await changesWith(dependenciesFingerprint, () => put('package-lock.json', '{"a":1}'))).toBe(true);
});

import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { testFolder } from './test-folder.mjs';

/** A folder that is there, and where programs run. */
const HERE = fileURLToPath(new URL('../node_modules', import.meta.url));

test.each([
  ['in memory where there is room', {}, { inMemory: HERE, roomBytes: 1 }, HERE],
  ['where TMPDIR says', { TMPDIR: tmpdir() }, { inMemory: HERE, roomBytes: 1 }, tmpdir()],
  ['as usual where it has too little room', {}, { inMemory: HERE, roomBytes: 2 ** 60 }, tmpdir()],
  ['as usual where there is no such folder', {}, { inMemory: '/nowhere/at/all', roomBytes: 0 }, tmpdir()],
])('temporary files of tests are %s', async (_, env, settings, folder) => {
  expect(await testFolder(env, settings)).toBe(folder);
});

import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataFolder, dataFolderProblem } from './data-folder.mjs';

let base;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'pushscope-test-'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

const sentence = (folder, code) =>
  `Pushscope cannot write to its data folder ${folder} (${code}): make it writable, or choose another with PUSHSCOPE_DATA_DIR.`;

test('the data folder is .data in the project, or PUSHSCOPE_DATA_DIR', () => {
  expect(dataFolder('/project', {})).toBe('/project/.data');
  expect(dataFolder('/project', { PUSHSCOPE_DATA_DIR: 'elsewhere' })).toBe('/project/elsewhere');
  expect(dataFolder('/project', { PUSHSCOPE_DATA_DIR: '/var/data' })).toBe('/var/data');
});

test('a missing folder is made, for its owner only, and left empty', async () => {
  const folder = join(base, 'a/b/c');
  expect(await dataFolderProblem(folder)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test('a file in its place is refused in one sentence', async () => {
  const file = join(base, 'file');
  await writeFile(file, '');
  expect(await dataFolderProblem(file)).toBe(sentence(file, 'ENOTDIR'));
  expect(await dataFolderProblem(join(file, 'below'))).toBe(sentence(join(file, 'below'), 'ENOTDIR'));
});

test.runIf(process.platform === 'linux')('a place that even root cannot write to is refused', async () => {
  expect(await dataFolderProblem('/proc/pushscope/data')).toBe(sentence('/proc/pushscope/data', 'ENOENT'));
});

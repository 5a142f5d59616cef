import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openEmbedded } from '@/lib/store/embedded';
import { processWide } from './process-wide';
import { route } from './route';
import { explainStoreFailure, isStoreReady, openStoreAtStart, processStore } from './store';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'pushscope-server-store-'));
  vi.stubEnv('PUSHSCOPE_DATA_DIR', folder);
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('PUSHSCOPE_LOG', 'silent');
});

afterEach(async () => {
  const opened = await processWide().store;
  if (opened?.ok) await opened.value.close();
  processWide().store = null;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

it('is opened once, however many ask first at once', async () => {
  const [first, ...others] = await Promise.all([processStore(), processStore(), processStore()]);
  expect(others.map((other) => other === first)).toEqual([true, true]);
  expect(await isStoreReady()).toBe(true);
});

it('ends the process at start, with one sentence, when another uses the folder, and is opened once that has gone', async () => {
  const other = await openEmbedded(folder);
  const said = vi.spyOn(console, 'error').mockReturnValue();
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  await expect(openStoreAtStart()).rejects.toThrow('exit 78');
  const sentence = `Another Pushscope uses the data folder ${folder}. Stop it, or choose another folder with PUSHSCOPE_DATA_DIR. Several servers at once need PostgreSQL: set DATABASE_URL.`;
  expect(said.mock.calls).toEqual([[sentence]]);
  expect(await isStoreReady()).toBe(false);
  await expect(processStore()).rejects.toThrow(sentence);

  if (other.ok) await other.value.close();
  await openStoreAtStart();
  expect([exit.mock.calls, await isStoreReady()]).toEqual([[[78]], true]);
});

it('answers 503 where the store is to blame, without saying where it is, and 500 where it is not', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  const full = Object.assign(new Error('SQLITE_FULL: database or disk is full'), { code: 'SQLITE_FULL' });
  const ask = async (error: Error) => {
    const answer = await route(() => Promise.reject(error))(new Request('http://localhost/api/x'), {
      params: Promise.resolve({}),
    });
    const { status, detail } = await answer.json();
    return [status, detail];
  };
  expect(await ask(full)).toEqual([500, 'This is a mistake of Pushscope itself. Its log says more.']);
  await processStore();
  expect(await ask(full)).toEqual([
    503,
    'The disk of Pushscope’s store is full or fails. Nothing was stored. Its log says more.',
  ]);
  expect(said.mock.lastCall).toEqual([expect.stringContaining(folder)]);
  expect(await explainStoreFailure(new Error('a mistake'))).toBeNull();
});

it('is opened again after it was damaged and put right', async () => {
  await writeFile(path.join(folder, 'pushscope.db'), 'no database at all');
  expect(await isStoreReady()).toBe(false);
  await rm(path.join(folder, 'pushscope.db'));
  expect(await isStoreReady()).toBe(true);
});

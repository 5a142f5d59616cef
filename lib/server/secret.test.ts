import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSecret } from './secret';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'pushscope-secret-'));
  vi.stubEnv('PUSHSCOPE_SECRET', '');
  vi.stubEnv('PUSHSCOPE_DATA_DIR', folder);
  vi.stubEnv('DATABASE_URL', '');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.resetModules();
  await rm(folder, { recursive: true });
});

/** The module as another copy of it, or another process, would have it. */
async function another(): Promise<typeof readSecret> {
  vi.resetModules();
  return (await import('./secret')).readSecret;
}

describe('the secret of a data folder', () => {
  it('is made once, whole, for its owner only, and is the same for all who ask first at once', async () => {
    const readers = [await another(), await another(), await another(), await another()];
    const secrets = await Promise.all(readers.map((read) => read()));
    expect(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1);
    expect(await readdir(folder)).toEqual(['secret']);
    expect((await readFile(path.join(folder, 'secret'), 'utf8')).length).toBe(43);
    expect((await stat(path.join(folder, 'secret'))).mode & 0o777).toBe(0o600);
    expect(await (await another())()).toEqual(secrets[0]);
  });

  it.each(['', 'short'])(
    'is refused in words when it is “%s”, and read again once it is mended',
    async (text) => {
      await writeFile(path.join(folder, 'secret'), text);
      await expect(readSecret()).rejects.toThrow(
        'The file “secret” in the data folder is shorter than 32 characters. Delete it, and a new one is made',
      );
      await rm(path.join(folder, 'secret'));
      expect((await readSecret()).length).toBe(32);
    },
  );
});

it('PUSHSCOPE_SECRET is refused in words when it is short', async () => {
  vi.stubEnv('PUSHSCOPE_SECRET', 'short');
  await expect(readSecret()).rejects.toThrow('PUSHSCOPE_SECRET is shorter than 32 characters.');
});

it('PUSHSCOPE_SECRET must be set where instances share a database', async () => {
  vi.stubEnv('DATABASE_URL', 'postgres://localhost/pushscope');
  await expect(readSecret()).rejects.toThrow('PUSHSCOPE_SECRET is missing');
  expect(await readdir(folder)).toEqual([]);
});

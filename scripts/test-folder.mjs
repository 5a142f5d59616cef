import { execFile } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Where Linux keeps files in memory; in containers it is often small, and no place for programs. */
const IN_MEMORY = '/dev/shm';

/** The most that all temporary files of the tests take at a time, by far. */
const ROOM_BYTES = 2 * 1024 ** 3;

/**
 * The folder in which tests make their temporary ones. Every store of a test goes to the disk at each commit, which was
 * a quarter of the store's tests' processor time: so in memory, where there is room, unless TMPDIR names another.
 */
export async function testFolder(env, { inMemory = IN_MEMORY, roomBytes = ROOM_BYTES } = {}) {
  if (env.TMPDIR || freemem() < 2 * roomBytes) return tmpdir();
  const { bavail, bsize } = await statfs(inMemory).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= roomBytes && (await takesPrograms(inMemory)) ? inMemory : tmpdir();
}

/** Whether a program that is written into a folder can be run there: tests write some. */
async function takesPrograms(folder) {
  let own = null;
  try {
    own = await mkdtemp(join(folder, 'pushscope-probe-'));
    const program = join(own, 'program');
    await writeFile(program, '#!/bin/sh\n', { mode: 0o700 });
    await promisify(execFile)(program);
    return true;
  } catch {
    return false;
  } finally {
    if (own !== null) await rm(own, { recursive: true, force: true });
  }
}

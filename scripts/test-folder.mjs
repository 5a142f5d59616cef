import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';

/** Where Linux keeps files in memory; in containers it is often small. */
const IN_MEMORY = '/dev/shm';

/** The most that all temporary files of the tests take at a time, by far. */
const ROOM_BYTES = 2 * 1024 ** 3;

/**
 * The folder in which tests make their temporary ones. Every store of a test waits for the disk at each commit, which
 * was a tenth of the time: so in memory, where there is room, unless TMPDIR of `env` names another.
 */
export async function testFolder(env, { inMemory = IN_MEMORY, roomBytes = ROOM_BYTES } = {}) {
  if (env.TMPDIR || freemem() < 2 * roomBytes) return tmpdir();
  const { bavail, bsize } = await statfs(inMemory).catch(() => ({ bavail: 0, bsize: 0 }));
  const isWritable = await access(inMemory, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  return isWritable && bavail * bsize >= roomBytes ? inMemory : tmpdir();
}

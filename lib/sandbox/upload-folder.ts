import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Bytes that uploads of all organizations may take up on the disk: eight of the largest. */
const MOST_BYTES = 2 * 1024 ** 3;

/** Ends the name of an upload that has not come in as a whole. */
export const PART = '.part';

/** Where uploads are kept until they are consumed, with a bound to what they take up. */
export interface UploadFolder {
  path: string;
  /** Keeps room for an upload of so many bytes; null when there is none. Call what it answers when the upload has ended. */
  reserve(bytes: number): Promise<(() => void) | null>;
}

/** Bytes of the uploads that came in as a whole. */
async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = names
    .filter((name) => !name.endsWith(PART))
    .map((name) =>
      stat(path.join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
}

/** The uploads in a folder, which is made when it is needed. `reclaim` removes those that nobody needs any more. */
export function createUploadFolder(
  folder: string,
  reclaim: () => Promise<void>,
  mostBytes = MOST_BYTES,
): UploadFolder {
  const underWay = new Set<{ bytes: number }>();
  const isRoomFor = async (bytes: number) => {
    const finished = await bytesIn(folder);
    const reserved = [...underWay].reduce((total, upload) => total + upload.bytes, 0);
    return finished + reserved + bytes <= mostBytes;
  };
  return {
    path: folder,
    async reserve(bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (!(await isRoomFor(bytes))) {
        await reclaim();
        if (!(await isRoomFor(bytes))) return null;
      }
      const upload = { bytes };
      underWay.add(upload);
      return () => {
        underWay.delete(upload);
      };
    },
  };
}

const PREFIX = 'pushscope-sandbox-';

/** Whether a process of this id runs, of whomever. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Removes the upload folders that processes left behind which are dead; one of our own id is from before our time. */
function removeStale(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = new RegExp(`^${PREFIX}(\\d+)(?:-\\w+)?$`).exec(name)?.[1];
    if (pid === undefined || (Number(pid) !== process.pid && isAlive(Number(pid)))) continue;
    try {
      rmSync(path.join(parent, name), { recursive: true, force: true });
    } catch {
      // Somebody else's: they clear it away.
    }
  }
}

/**
 * Makes a folder of this process's own for uploads, which is removed when the process exits, and removes those of
 * processes that were killed. Call it once in a process, before there is a sandbox.
 */
export function claimUploadFolder(parent = os.tmpdir()): string {
  removeStale(parent);
  const folder = mkdtempSync(path.join(parent, `${PREFIX}${process.pid}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

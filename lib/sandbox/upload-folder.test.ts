import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { claimUploadFolder, createUploadFolder } from './upload-folder';

const parent = mkdtempSync(path.join(os.tmpdir(), 'upload-folder-test-'));

afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** The id of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ['--eval', '']).pid;
}

describe('a process', () => {
  it("gets a folder of its own, and clears away those of dead processes and of its own id's past, no others", () => {
    const stale = [`pushscope-sandbox-${deadPid()}-aB3xYz`, `pushscope-sandbox-${process.pid}-oldOne`];
    const kept = [`pushscope-sandbox-${process.ppid}-aB3xYz`, 'pushscope-sandbox-notes', 'other-1-aB3xYz'];
    for (const name of [...stale, ...kept]) {
      mkdirSync(path.join(parent, name));
      writeFileSync(path.join(parent, name, 'upload'), 'x');
    }
    const folder = claimUploadFolder(parent);
    expect(path.basename(folder)).toMatch(new RegExp(`^pushscope-sandbox-${process.pid}-\\w+$`));
    expect(readdirSync(parent).sort()).toEqual([...kept, path.basename(folder)].sort());
  });

  it('removes its folder when it exits', async () => {
    const before = process.listeners('exit');
    const folder = claimUploadFolder(parent);
    writeFileSync(path.join(folder, 'upload'), 'x');
    const added = process.listeners('exit').filter((listener) => !before.includes(listener));
    for (const listener of added) listener(0);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('the disk', () => {
  async function folderWith(bytes: number, reclaim: () => Promise<void> = async () => undefined) {
    const folder = mkdtempSync(path.join(parent, 'disk-'));
    writeFileSync(path.join(folder, 'whole'), 'x'.repeat(bytes));
    writeFileSync(path.join(folder, 'another.part'), 'x'.repeat(90));
    return { folder, uploads: createUploadFolder(folder, reclaim, 100) };
  }

  it('is reserved before an upload comes in, and given back after it', async () => {
    const { uploads } = await folderWith(40);
    const first = await uploads.reserve(60);
    expect(await uploads.reserve(1)).toBe(null);
    first?.();
    expect(await uploads.reserve(60)).toEqual(expect.any(Function));
  });

  it('is made free of what nobody needs any more before anybody is refused', async () => {
    const made = await folderWith(100, async () => rmSync(path.join(made.folder, 'whole')));
    expect(await made.uploads.reserve(100)).toEqual(expect.any(Function));
  });
});

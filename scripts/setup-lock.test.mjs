import { access, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAbandoned, withSetupLock } from './setup-lock.mjs';

let folder;
let path;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pushscope-test-'));
  path = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const alive = { host: 'here', isAlive: () => true };
const child = { host: 'here', isAlive: (pid) => pid === 8 };
const dead = { host: 'here', isAlive: () => false };

test.each([
  ['a living holder keeps its lock', { pids: [7], host: 'here' }, 1_000, alive, false],
  ['a dead holder loses it at once', { pids: [7], host: 'here' }, 0, dead, true],
  [
    'a lock outlives its holder while the process that works for it lives',
    { pids: [7, 8], host: 'here' },
    0,
    child,
    false,
  ],
  ['a holder elsewhere keeps it while it is heard of', { pids: [7], host: 'there' }, 29_000, dead, false],
  [
    'a holder elsewhere loses it after half a minute of silence',
    { pids: [7], host: 'there' },
    31_000,
    alive,
    true,
  ],
  [
    'a silent holder loses it, whoever has its process id now',
    { pids: [7], host: 'here' },
    31_000,
    alive,
    true,
  ],
  ['a lock that is being written is left alone', null, 0, dead, false],
  ['a lock that was never written to its end is taken over', null, 31_000, dead, true],
])('%s', (_, holder, silentMs, machine, abandoned) => {
  expect(isAbandoned(holder, silentMs, machine)).toBe(abandoned);
});

test('work is done while the lock is there, and the lock is gone afterwards', async () => {
  const result = await withSetupLock(path, async () => {
    await access(path);
    return 'done';
  });
  expect([result, await readdir(folder)]).toEqual(['done', []]);
});

test('a failure gives the lock back', async () => {
  await expect(withSetupLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await readdir(folder)).toEqual([]);
});

test('a second command waits for the first, and says so once', async () => {
  const order = [];
  let finish;
  let first;
  await new Promise((begins) => {
    first = withSetupLock(path, async () => {
      order.push('first begins');
      await new Promise((resolve) => {
        finish = resolve;
        begins();
      });
      order.push('first ends');
    });
  });
  const waits = (resolve) => () => {
    order.push('second waits');
    resolve();
  };
  let second;
  await new Promise((resolve) => {
    second = withSetupLock(path, async () => order.push('second begins'), waits(resolve));
  });
  finish();
  await Promise.all([first, second]);
  expect(order).toEqual(['first begins', 'second waits', 'first ends', 'second begins']);
});

test('the lock of a process that is gone is taken over by exactly one of many', async () => {
  await writeFile(path, JSON.stringify({ pids: [2 ** 30], host: hostname() }));
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await access(path);
    inside -= 1;
  };
  await Promise.all([1, 2, 3, 4, 5].map(() => withSetupLock(path, work)));
  expect([most, await readdir(folder)]).toEqual([1, []]);
});

test('a lock of another machine that fell silent is taken over', async () => {
  await writeFile(path, JSON.stringify({ pids: [process.pid], host: 'a container that was removed' }));
  await utimes(path, 1, 1);
  expect(await withSetupLock(path, async () => 'done')).toBe('done');
});

test('what a take-over left behind when it was killed is cleared away', async () => {
  await writeFile(path, JSON.stringify({ pids: [2 ** 30], host: hostname() }));
  await writeFile(`${path}.takeover`, '');
  await utimes(`${path}.takeover`, 1, 1);
  expect([await withSetupLock(path, async () => 'done'), await readdir(folder)]).toEqual(['done', []]);
});

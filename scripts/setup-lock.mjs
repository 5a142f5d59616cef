import { link, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

const BEAT_MS = 2_000;
const SILENT_MS = 30_000;

/**
 * Runs `work` while holding the lock file at `path`, so that two commands never install or build at once.
 * A second one waits (and calls `onWait` once). A lock whose holder is gone is taken over: its process is dead, or,
 * where that cannot be asked (another container, a reused id), it has not been touched for half a minute.
 */
export async function withSetupLock(path, work, onWait = () => {}) {
  let told = false;
  while (!(await tryLock(path))) {
    if (await takeOver(path)) continue;
    if (!told) onWait();
    told = true;
    await wait(200);
  }
  const beat = setInterval(() => touch(path), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(path, { force: true });
  }
}

/**
 * Is the lock's holder gone? `holder` is `{ pid, host }` as read from the file, or null when it could not be read;
 * `machine` is `{ host, isAlive(pid) }`; `silentMs` is how long the file has not been touched.
 */
export function isAbandoned(holder, silentMs, machine) {
  if (silentMs > SILENT_MS) return true;
  if (holder === null || holder.host !== machine.host) return false;
  return !machine.isAlive(holder.pid);
}

async function tryLock(path) {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }));
    await file.close();
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

async function takeOver(path) {
  const judged = await readHolder(path);
  if (judged === null || !isAbandoned(judged.holder, judged.silentMs, { host: hostname(), isAlive }))
    return false;
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
  } catch {
    return true;
  }
  // Between judging and renaming, another command may have taken over and put its own lock there: give it back.
  const renamed = await readFile(aside, 'utf8').catch(() => judged.text);
  if (renamed !== judged.text) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
  return true;
}

async function readHolder(path) {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    return { text, holder: parseHolder(text), silentMs: Date.now() - mtimeMs };
  } catch {
    return null;
  }
}

function parseHolder(text) {
  try {
    const { pid, host } = JSON.parse(text);
    return Number.isInteger(pid) && pid > 0 ? { pid, host } : null;
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function touch(path) {
  const now = new Date();
  utimes(path, now, now).catch(() => {});
}

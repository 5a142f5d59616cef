import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

const BEAT_MS = 2_000;
const SILENT_MS = 30_000;

/**
 * Runs `work` while holding the lock file at `path`, so that two commands never install or build at once. `work`
 * gets a function to name the process that works for it: while that one lives, the lock holds, even without us.
 * A second one waits (and calls `onWait` once). A lock whose holder is gone is taken over: its processes are dead, or,
 * where that cannot be asked (another container, a reused id), it has not been touched for half a minute.
 */
export async function withSetupLock(path, work, onWait = () => {}) {
  let told = false;
  while (!(await create(path))) {
    if (await takeOver(path)) continue;
    if (!told) onWait();
    told = true;
    await wait(200);
  }
  const beat = setInterval(() => touch(path), BEAT_MS);
  try {
    return await work((child) => writeFile(path, mark([process.pid, child])));
  } finally {
    clearInterval(beat);
    await rm(path, { force: true });
  }
}

/**
 * Is the lock's holder gone? `holder` is `{ pids, host }` as read from the file, or null when it could not be read;
 * `machine` is `{ host, isAlive(pid) }`; `silentMs` is how long the file has not been touched.
 */
export function isAbandoned(holder, silentMs, machine) {
  if (silentMs > SILENT_MS) return true;
  if (holder === null || holder.host !== machine.host) return false;
  return !holder.pids.some((pid) => machine.isAlive(pid));
}

/** Makes the file with our name in it; false when there is one already. */
async function create(path) {
  try {
    await writeFile(path, mark([process.pid]), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

// Judging and removing must be one step, or a second command would remove the lock that the first has just made.
async function takeOver(path) {
  const guard = `${path}.takeover`;
  if (!(await isGone(path)) || !(await create(guard))) {
    if ((await silence(guard)) > SILENT_MS) await rm(guard, { force: true });
    return false;
  }
  try {
    const gone = await isGone(path);
    if (gone) await rm(path, { force: true });
    return gone;
  } finally {
    await rm(guard, { force: true });
  }
}

async function isGone(path) {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return false;
  return isAbandoned(parseHolder(text), await silence(path), { host: hostname(), isAlive });
}

/** Milliseconds since the file was last touched; 0 when it is not there. */
async function silence(path) {
  const seen = await stat(path).catch(() => null);
  return seen === null ? 0 : Date.now() - seen.mtimeMs;
}

function mark(pids) {
  return JSON.stringify({ pids, host: hostname() });
}

function parseHolder(text) {
  try {
    const { pids, host } = JSON.parse(text);
    return pids.every((pid) => Number.isInteger(pid) && pid > 0) ? { pids, host } : null;
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

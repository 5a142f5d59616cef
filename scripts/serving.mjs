import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { addressProblem, ownOrigin, readAddress, shownOrigin } from './address.mjs';
import { startNode } from './child.mjs';
import { dataFolder, dataFolderProblem } from './data-folder.mjs';
import { NEXT, ROOT, setUp } from './setup.mjs';

const SLOW_MS = 30_000;

/** How long a server that is asked to end may finish what is under way, in ms. */
const GRACE_MS = 5_000;

/**
 * An idle connection is kept for longer than load balancers keep theirs (a minute, commonly): who ends it first must be
 * the other side, or a request on its way meets a closed door.
 */
export const KEEP_ALIVE_MS = 75_000;

/** The exit code of a server that has said itself why it cannot serve: lib/server/say-why.ts. */
const SAID_WHY = 78;

/**
 * Checks, sets up and serves until a signal comes. `mode` is 'production' (built when sources changed) or
 * 'development'. Returns the exit code: 0 after a signal, 1 with one sentence when it cannot serve, or did
 * not end in time.
 */
export async function serve(mode) {
  const address = readAddress(process.env);
  if ('problem' in address) return refuse(address.problem);
  const folder = dataFolder(ROOT, process.env);
  const problem =
    secretProblem(process.env) ?? (await addressProblem(address)) ?? (await dataFolderProblem(folder));
  if (problem !== null) return refuse(problem);

  const { code } = await setUp({ build: mode === 'production' });
  if (code !== 0) return code;

  // Set-up may have taken a minute, in which somebody else took the port.
  const taken = await addressProblem(address);
  if (taken !== null) return refuse(taken);

  const verb = mode === 'production' ? ['start', '--keepAliveTimeout', String(KEEP_ALIVE_MS)] : ['dev'];
  const server = startNode([NEXT, ...verb, '-H', address.host, '-p', String(address.port)], {
    cwd: ROOT,
    env: serverEnvironment(process.env, address, folder, mode),
    graceMs: GRACE_MS,
  });
  const watching = new AbortController();
  announce(address, watching.signal);
  const end = await server.ended;
  watching.abort();
  if (end.killed) {
    return refuse(`The server did not end within ${GRACE_MS / 1_000} s of ${end.stoppedBy} and was killed.`);
  }
  if (end.stoppedBy !== null) return 0;
  if (end.code === SAID_WHY) return 1;
  return refuse(`The server ended by itself (exit code ${end.code}): the reason is above.`);
}

/** lib/server/secret.ts takes no shorter one. */
const SHORTEST_SECRET = 32;

/** One sentence when cookies could not be sealed, or several instances not open what one of them has sealed, else null. */
export function secretProblem(env) {
  if (env.PUSHSCOPE_SECRET && env.PUSHSCOPE_SECRET.length < SHORTEST_SECRET) {
    return `PUSHSCOPE_SECRET is shorter than ${SHORTEST_SECRET} characters. Set a longer one, for example from “openssl rand -base64 32”, or none: without DATABASE_URL one is then made.`;
  }
  if (!env.DATABASE_URL?.trim() || env.PUSHSCOPE_SECRET) return null;
  return 'DATABASE_URL needs PUSHSCOPE_SECRET beside it: the same 32 characters or more for every instance, for example from “openssl rand -base64 32”.';
}

/** What the server is told by environment: `env`, with the addresses and folders made absolute. */
export function serverEnvironment(env, address, folder, mode) {
  return {
    ...env,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: address.host,
    PORT: String(address.port),
    PUSHSCOPE_DATA_DIR: folder,
    PUSHSCOPE_SANDBOX_URL: env.PUSHSCOPE_SANDBOX_URL || `${ownOrigin(address)}/sandbox`,
  };
}

/** Says where Pushscope is, once it is ready; says so too when it takes too long, and goes on asking. */
async function announce(address, signal) {
  const started = performance.now();
  let toldSlow = false;
  while (!signal.aborted) {
    const answer = await ask(`${ownOrigin(address)}/api/ready`, signal);
    if (signal.aborted) return;
    if (answer === 200) {
      // The first request may come before requests are watched, and by the next the server is as it stays: see
      // lib/server/request-log.ts.
      await ask(`${ownOrigin(address)}/api/live`, signal);
      return console.log(`Pushscope is ready at ${shownOrigin(address)}`);
    }
    if (!toldSlow && performance.now() - started > SLOW_MS) {
      toldSlow = true;
      console.error(`Pushscope is not ready yet: /api/ready answers ${answer ?? 'nothing'}. Still asking.`);
    }
    await wait(100, undefined, { signal }).catch(() => {});
  }
}

/** Status of a GET, or null when nothing answered. Each on a connection of its own, which is closed: a kept one would delay the end. */
function ask(url, signal) {
  return new Promise((resolve) => {
    const request = get(
      url,
      { agent: false, signal, timeout: 10_000, headers: { connection: 'close' } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null));
  });
}

function refuse(sentence) {
  console.error(sentence);
  return 1;
}

import { execFile, spawn } from 'node:child_process';
import { access, chmod, chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Starts a PostgreSQL server of its own, in a temporary folder and reached by a socket in it, for tests and
 * measurements: `{ ok: true, url, folder, crash, stop }`. `crash` ends it at once, as if it had been killed, and starts
 * it again. `{ ok: false, why }` where no server program is installed, or it does not start; nothing is left behind
 * then.
 *
 * @returns {Promise<{ ok: true, url: string, folder: string, crash: () => Promise<void>, stop: () => Promise<void> } | { ok: false, why: string }>}
 */
export async function startPostgres() {
  const bin = await serverPrograms(process.env);
  if (bin === null) {
    return {
      ok: false,
      why: 'No PostgreSQL server is installed (Debian: apt-get install postgresql). Set PUSHSCOPE_POSTGRES_BIN to the folder of initdb and postgres if it is somewhere else.',
    };
  }
  const folder = await mkdtemp(join(tmpdir(), 'pushscope-postgres-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const user = await unprivileged();
    if (user.uid !== undefined) await chown(folder, user.uid, user.gid);
    await chmod(folder, 0o700);
    const data = join(folder, 'data');
    const at = { ...user, cwd: folder };
    await run(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'pushscope', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
      at,
    );
    // Sockets have short paths: the server is told to listen nowhere else.
    await writeFile(
      join(data, 'postgresql.auto.conf'),
      `listen_addresses = ''\nunix_socket_directories = '${folder}'\n`,
    );
    const begin = () => spawn(join(bin, 'postgres'), ['-D', data], { ...at, stdio: 'ignore' });
    let server = begin();
    const stop = async () => {
      await end(server, 'SIGINT');
      await remove();
    };
    if (!(await answers(bin, folder, server))) {
      await stop();
      return { ok: false, why: 'The PostgreSQL server that is installed does not start.' };
    }
    return {
      ok: true,
      url: `postgres://pushscope@localhost/postgres?host=${encodeURIComponent(folder)}`,
      folder,
      async crash() {
        await end(server, 'SIGQUIT');
        server = begin();
        if (!(await answers(bin, folder, server))) throw new Error('PostgreSQL does not start again.');
      },
      stop,
    };
  } catch (error) {
    await remove();
    return { ok: false, why: `The PostgreSQL server cannot be set up: ${error.message.split('\n')[0]}` };
  }
}

/** The folder that holds initdb and postgres; null when there is none. */
async function serverPrograms(env) {
  const versions = '/usr/lib/postgresql';
  const installed = await readdir(versions).catch(() => []);
  const candidates = [
    env.PUSHSCOPE_POSTGRES_BIN,
    ...installed.sort((a, b) => Number(b) - Number(a)).map((version) => join(versions, version, 'bin')),
    ...(env.PATH ?? '').split(delimiter),
    '/opt/homebrew/opt/postgresql/bin',
  ].filter((folder) => folder);
  for (const folder of candidates) {
    const both = await Promise.all(['initdb', 'postgres'].map((name) => isThere(join(folder, name))));
    if (both.every(Boolean)) return folder;
  }
  return null;
}

/** PostgreSQL refuses to run as root: then Debian's user for it is taken, else nobody. */
async function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]).catch(() => null);
    if (ids) return { uid: Number(ids[0].stdout), gid: Number(ids[1].stdout) };
  }
  return {};
}

function end(server, signal) {
  if (server.exitCode !== null || server.signalCode !== null) return undefined;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill(signal);
  return ended;
}

async function answers(bin, folder, server) {
  const asks = join(bin, 'pg_isready');
  const by = Date.now() + 20_000;
  while (Date.now() < by && server.exitCode === null) {
    const ready = await run(asks, ['-q', '-h', folder, '-d', 'postgres']).then(
      () => true,
      () => false,
    );
    if (ready) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

const isThere = (file) =>
  access(file).then(
    () => true,
    () => false,
  );

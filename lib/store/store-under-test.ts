import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import { startPostgres } from '../../scripts/postgres.mjs';
import type { Database } from './database';
import { openEmbedded } from './embedded';
import { openPostgres } from './postgres';

/** A place where a store can be opened, again and again, and what clears it away. */
export interface StorePlace {
  /** The data folder, or the URL of the database. */
  readonly at: string;
  readonly open: () => Promise<Database>;
  readonly clear: () => Promise<void>;
}

/** Makes empty places for one engine; `skipped` says why there can be none. */
export interface Engine {
  readonly name: 'libsql' | 'PostgreSQL';
  readonly place: () => Promise<StorePlace | { readonly skipped: string }>;
  readonly end: () => Promise<void>;
  /** Ends the database's own server at once, as if it had been killed, and starts it again. */
  readonly crash: () => Promise<void>;
}

/** The embedded database, in a temporary folder of its own each time. */
export function embeddedEngine(): Engine {
  return {
    name: 'libsql',
    place: async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'pushscope-store-'));
      return {
        at: folder,
        open: () => opened(openEmbedded(folder)),
        clear: () => rm(folder, { recursive: true, force: true }),
      };
    },
    end: async () => undefined,
    crash: async () => undefined,
  };
}

/** A PostgreSQL server of its own, and a database of its own each time. */
export function postgresEngine(): Engine {
  let server: ReturnType<typeof startPostgres> | null = null;
  let places = 0;
  return {
    name: 'PostgreSQL',
    place: async () => {
      server ??= startPostgres();
      const running = await server;
      if (!running.ok) return { skipped: running.why };
      const name = `place_${++places}`;
      await ask(running.url, `create database ${name}`);
      const url = running.url.replace('/postgres?', `/${name}?`);
      return {
        at: url,
        open: () => opened(openPostgres(url)),
        clear: () => ask(running.url, `drop database ${name} with (force)`),
      };
    },
    end: async () => {
      const running = await server;
      if (running?.ok) await running.stop();
    },
    crash: async () => {
      const running = await server;
      if (running?.ok) await running.crash();
    },
  };
}

/**
 * Closes a database as the end of its process would: within a process, the engine closes a file only when the last
 * statement on it has been collected.
 */
export async function closeWhole(database: Database): Promise<void> {
  await database.close();
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  await new Promise((resolve) => setImmediate(resolve));
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function opened(opening: ReturnType<typeof openEmbedded>): Promise<Database> {
  const result = await opening;
  if (!result.ok) throw new Error(result.failure.text);
  return result.value;
}

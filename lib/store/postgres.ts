import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database, Opened, StoreFailure } from './database';
import { codesOf } from './embedded-failure';
import { migrate } from './migrate';
import type { Schema } from './schema';

/** Type number of `bigint`: it holds times and counts, which fit a JavaScript number. */
const BIGINT = 20;
/** What a transaction that lost a race answers: serialization failure, deadlock, or a key made at the same time. */
const LOST_A_RACE = ['40001', '40P01', '23505'];
const MOST_TRIES = 5;

/**
 * Opens a PostgreSQL database by its URL and brings its schema up to date. Any number of instances may use it at once.
 */
export async function openPostgres(url: string): Promise<Opened<Database>> {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    max: 10,
    types: { getTypeParser: (id, format) => (id === BIGINT ? Number : pg.types.getTypeParser(id, format)) },
  });
  // A connection that breaks while idle is replaced by the pool: it is no failure of anybody's query.
  pool.on('error', () => undefined);
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(kysely, 'postgres');
  } catch (error) {
    await kysely.destroy();
    return { ok: false, failure: postgresFailure(error) };
  }
  return {
    ok: true,
    value: {
      engine: 'postgres',
      read: kysely,
      write: (work) => tryAgain(() => kysely.transaction().execute(work)),
      close: () => kysely.destroy(),
    },
  };
}

async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const lost = codesOf(error).some((code) => LOST_A_RACE.includes(code));
      if (!lost || tries >= MOST_TRIES) throw error;
    }
  }
}

/** What PostgreSQL or the network said; never with the URL, which holds a password. */
function postgresFailure(error: unknown): StoreFailure {
  const codes = codesOf(error);
  const code = codes[0] ?? 'no reason given';
  if (codes.includes('NEWER')) {
    return {
      kind: 'newer',
      text: 'The PostgreSQL database was brought to a newer schema by a newer Pushscope. Start that one.',
    };
  }
  if (codes.includes('53100')) return { kind: 'full', text: 'The disk of the PostgreSQL server is full.' };
  if (codes.includes('25006') || codes.includes('42501')) {
    return {
      kind: 'not writable',
      text: `The user of DATABASE_URL may not write to the database (${code}).`,
    };
  }
  return {
    kind: 'unreachable',
    text: `The PostgreSQL database of DATABASE_URL cannot be used (${code}). Check address, user, password and that the database exists.`,
  };
}

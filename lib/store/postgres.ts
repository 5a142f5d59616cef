import { type DatabaseConnection, Kysely, PostgresDialect, PostgresDriver } from 'kysely';
import pg from 'pg';
import type { Database, Opened, StoreFailure } from './database';
import { codesOf } from './embedded-failure';
import { migrate } from './migrate';
import type { Schema } from './schema';

/** Type number of `bigint`: it holds times and counts, which fit a JavaScript number. */
const BIGINT = 20;
/** What a transaction that lost a race answers: serialization failure or deadlock. Ours lock in one order. */
const LOST_A_RACE = ['40001', '40P01'];
const MOST_TRIES = 5;

/**
 * Opens a PostgreSQL database by its URL and brings its schema up to date. Any number of instances may use it at once.
 */
export async function openPostgres(url: string): Promise<Opened<Database>> {
  const made = makePool(url);
  if (made === null) return { ok: false, failure: NO_URL };
  const kysely = new Kysely<Schema>({ dialect: new SharedDialect({ pool: made }) });
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
      explain: (error) => (isServerError(error) ? postgresFailure(error) : null),
      close: () => kysely.destroy(),
      // The server undoes what a client that is gone did not commit.
      closeNow: () => undefined,
    },
  };
}

/** A connection that broke inside of a transaction cannot roll back, and must end with its own error. */
class ForgivingDriver extends PostgresDriver {
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined);
  }
}

class SharedDialect extends PostgresDialect {
  readonly #pool: { readonly pool: pg.Pool };

  constructor(pool: { readonly pool: pg.Pool }) {
    super(pool);
    this.#pool = pool;
  }

  override createDriver(): PostgresDriver {
    return new ForgivingDriver(this.#pool);
  }
}

function makePool(url: string): pg.Pool | null {
  if (!/^postgres(?:ql)?:\/\//.test(url) || !URL.canParse(url)) return null;
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    max: 10,
    types: { getTypeParser: (id, format) => (id === BIGINT ? Number : pg.types.getTypeParser(id, format)) },
  });
  // A connection that breaks while idle is replaced by the pool: it is no failure of anybody's query. One that breaks
  // inside of a transaction is told to nobody but itself, and an error that nobody hears ends the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
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

const NO_URL: StoreFailure = {
  kind: 'unreachable',
  text: 'DATABASE_URL is no address of a PostgreSQL database: it looks like postgres://user:password@host:5432/database.',
};

/**
 * Whether the server or the way to it is to blame, and not a query: no connection, no right, no room, damage, or a
 * server that goes down, by PostgreSQL's classes of error codes.
 */
function isServerError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (
    /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded)/.test(
      error.message,
    )
  )
    return true;
  return codesOf(error).some(
    (code) => /^E[A-Z]{3,}/.test(code) || /^(?:08|25006|28|3D|42501|53|57P|58|XX)/.test(code),
  );
}

/** What PostgreSQL or the network said; never with the URL, which holds a password. */
function postgresFailure(error: unknown): StoreFailure {
  const codes = codesOf(error);
  const code = codes[0] ?? 'no answer';
  if (codes.includes('NEWER')) {
    return {
      kind: 'newer',
      text: 'The PostgreSQL database was brought to a newer schema by a newer Pushscope. Start that one.',
    };
  }
  if (codes.includes('53100')) return { kind: 'full', text: 'The disk of the PostgreSQL server is full.' };
  if (codes.includes('XX001') || codes.includes('XX002')) {
    return { kind: 'damaged', text: `The PostgreSQL database is damaged (${code}).` };
  }
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

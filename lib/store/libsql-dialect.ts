import type { Client } from '@libsql/client';
import { type LibsqlConnection, LibsqlDialect, LibsqlDriver } from '@libsql/kysely-libsql';
import { SqliteAdapter } from 'kysely';

/** SQLite changes schemas inside of transactions. Kysely believes it cannot, and a kill would leave half a migration. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** A transaction that the engine gave up by itself (a full disk) needs no rollback, and must end with its own error. */
class ForgivingDriver extends LibsqlDriver {
  override async rollbackTransaction(connection: LibsqlConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined);
  }
}

/**
 * Kysely's dialect for the embedded database, over a client with one connection. Whoever begins a transaction sees to
 * it that nobody else uses the client until it has ended.
 */
export class EmbeddedDialect extends LibsqlDialect {
  readonly #client: Client;

  constructor(client: Client) {
    super({ client });
    this.#client = client;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }

  override createDriver(): LibsqlDriver {
    return new ForgivingDriver(this.#client, false);
  }
}

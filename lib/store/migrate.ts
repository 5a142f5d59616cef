import { type Kysely, Migrator } from 'kysely';
import { type Engine, migrationsFor } from './migrations';
import type { Schema } from './schema';

/** The schema was made by a newer version, which knows steps that this one does not. */
export class NewerSchema extends Error {
  override name = 'NewerSchema';
}

/**
 * Brings a database to the present schema. Several instances may do so at once: the first holds a lock in the
 * database, the others wait for it and find nothing left to do. Throws what the database says, or `NewerSchema`.
 */
export async function migrate(kysely: Kysely<Schema>, engine: Engine): Promise<void> {
  const migrations = migrationsFor(engine);
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message)) {
    throw new NewerSchema('The schema is newer than this program.');
  }
  throw error;
}

import type { Database, Opened } from './database';
import { openEmbedded } from './embedded';
import { openPostgres } from './postgres';

/** Where things are kept: a PostgreSQL by its URL, else the database in the data folder. */
export interface StorePlacement {
  /** Absolute path. */
  readonly dataDir: string;
  readonly databaseUrl: string | null;
}

/** Opens the store and brings its schema up to date; says why where it cannot. */
export function openStore({ dataDir, databaseUrl }: StorePlacement): Promise<Opened<Database>> {
  return databaseUrl === null ? openEmbedded(dataDir) : openPostgres(databaseUrl);
}

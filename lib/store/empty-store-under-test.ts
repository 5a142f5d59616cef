import { afterAll, afterEach, beforeEach } from 'vitest';
import type { Database } from './database';
import type { Engine, StorePlace } from './store-under-test';

/** The store of a test, which a test may close and open again. */
export interface EmptyStore {
  readonly close: () => Promise<void>;
  /** Opens it again, with all that it holds. */
  readonly open: () => Promise<void>;
}

/**
 * Gives each test of a suite an empty store of an engine, and clears it away afterwards. `use` gets it each time that it
 * is opened. Where the engine is not on this machine, the tests are skipped and say why.
 */
export function eachOnEmptyStore(engine: Engine, use: (database: Database) => void): EmptyStore {
  let place: StorePlace | null = null;
  let database: Database | null = null;
  const close = async () => {
    await database?.close();
    database = null;
  };
  const open = async () => {
    if (place === null) throw new Error('There is a store only while a test runs.');
    database = await place.open();
    use(database);
  };
  beforeEach(async ({ skip }) => {
    const made = await engine.place();
    if ('skipped' in made) return skip(made.skipped);
    place = made;
    await open();
  }, 60_000);
  afterEach(async () => {
    await close();
    await place?.clear();
    place = null;
  });
  afterAll(() => engine.end());
  return { close, open };
}

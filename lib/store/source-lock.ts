import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from './database';
import type { IssuePlace } from './issue';
import type { Schema } from './schema';

/**
 * Lets one writer at a time add to what is kept of a source, until its transaction ends. So two that make the same rows
 * neither fail nor wait for each other in a circle. With libsql all writes wait for each other anyway.
 */
export async function lockSource(
  transaction: Kysely<Schema>,
  { engine }: Pick<Database, 'engine'>,
  { region, organization, source }: IssuePlace,
): Promise<void> {
  if (engine !== 'postgres') return;
  const place = JSON.stringify(['pushscope merge', region, organization, source]);
  const key = createHash('sha256').update(place).digest().readBigInt64BE();
  await sql`select pg_advisory_xact_lock(${key.toString()}::bigint)`.execute(transaction);
}

import type { Database } from './database';
import type { IssuePlace } from './issue';

/** Who would read a source, and by when they will be done or will have said that they still read, epoch ms. */
export interface Lease {
  readonly holder: string;
  /** How far the holder is, for those who wait: a short text. */
  readonly note?: string | null;
  readonly nowMs: number;
  readonly until: number;
}

/**
 * Takes the lease on a source, or holds it on: true where it is the holder's now. False while another one has it whose
 * time is not over. A holder that died loses it by time; the clocks of instances may differ by less than that time.
 */
export async function takeLease(
  database: Database,
  { region, organization, source }: IssuePlace,
  { holder, note = null, nowMs, until }: Lease,
): Promise<boolean> {
  return database.write(async (transaction) => {
    const taken = await transaction
      .insertInto('source_leases')
      .values({ region, organization, source, holder, until, note })
      .onConflict((conflict) =>
        conflict
          .columns(['region', 'organization', 'source'])
          .doUpdateSet({ holder, until, note })
          .where(({ eb, or }) =>
            or([eb('source_leases.until', '<=', nowMs), eb('source_leases.holder', '=', holder)]),
          ),
      )
      .executeTakeFirst();
    return Number(taken.numInsertedOrUpdatedRows ?? 0) > 0;
  });
}

/** Gives the lease on a source back; nothing happens where it is another's. */
export async function endLease(
  database: Database,
  { region, organization, source }: IssuePlace,
  holder: string,
): Promise<void> {
  await database.write((transaction) =>
    transaction
      .deleteFrom('source_leases')
      .where('region', '=', region)
      .where('organization', '=', organization)
      .where('source', '=', source)
      .where('holder', '=', holder)
      .execute(),
  );
}

/** How far the holder of the lease on a source is, as it last said; null where nobody has it, or says nothing. */
export async function readLeaseNote(
  database: Database,
  { region, organization, source }: IssuePlace,
  nowMs: number,
): Promise<string | null> {
  const lease = await database.read
    .selectFrom('source_leases')
    .select('note')
    .where('region', '=', region)
    .where('organization', '=', organization)
    .where('source', '=', source)
    .where('until', '>', nowMs)
    .executeTakeFirst();
  return lease?.note ?? null;
}

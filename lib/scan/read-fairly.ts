import type { Bucket } from '@/lib/evidence/bucket';
import type { LogsReading } from './logs-reading';
import { countFailures } from './plan';
import { readKnown } from './read-known';
import type { RowsRead } from './read-rows';
import { ofRows, type RowsFilter } from './read-slice';

/**
 * Reads some of the rows that are not COMPLETED where there are too many: fair over the stretches, newest first, of each
 * the first page, then the last, then those between, as long as `pages` go. That the newest rows come on the first page
 * is not promised by Coveo. What was left out is said in the reads.
 */
export async function readFairly(
  reading: LogsReading,
  into: RowsRead,
  buckets: readonly Bucket[],
  pages: number,
  filter: RowsFilter,
): Promise<void> {
  const having = [...buckets].reverse().filter(({ counts }) => countFailures(counts) > 0);
  const shares = sharePages(
    having.map(({ counts }) => Math.ceil(countFailures(counts) / reading.rowsPerPage)),
    pages,
  );
  into.reads.splice(0, into.reads.length);
  await Promise.all(
    having.map(async ({ from, to, counts }, at) => {
      const share = shares[at] ?? [];
      const all = countFailures(counts);
      const window = { from, to };
      if (share.length === 0) {
        const why = `None of ${all} rows not COMPLETED was read: the budget was used up by newer ones.`;
        into.reads.push({ call: 'logs.list', ...window, ...ofRows(filter), state: 'skipped', rows: 0, why });
        return;
      }
      const isAll = share.length >= Math.ceil(all / reading.rowsPerPage);
      const slice = await readKnown(
        reading,
        window,
        filter,
        (rows) => into.rows.push(...rows),
        isAll ? null : share,
      );
      into.unreadable += slice.unreadable;
      into.failure ??= slice.failure;
      const read = slice.reads.reduce((sum, { rows }) => sum + rows, 0);
      const why = `Of ${all} rows not COMPLETED in this stretch, ${read} were read: the newest and the first.`;
      into.reads.push(
        ...(isAll || slice.failure ? slice.reads : slice.reads.map((one) => ({ ...one, why }))),
      );
    }),
  );
}

/** Which pages of each stretch are read, where they have so many each and only some can be read. */
export function sharePages(have: readonly number[], pages: number): number[][] {
  const orders = have.map((count) => [
    ...new Set([0, count - 1, ...Array.from({ length: count }, (_, page) => page)]),
  ]);
  const shares: number[][] = have.map(() => []);
  let left = pages;
  for (let round = 0; left > 0 && orders.some((order) => order.length > round); round++) {
    for (const [at, order] of orders.entries()) {
      const page = order[round];
      if (page === undefined || left === 0) continue;
      shares[at]?.push(page);
      left--;
    }
  }
  return shares;
}

import { expect, it } from 'vitest';
import { buildRow, runRows } from '@/lib/evidence/evidence-builder';
import { readableIds } from './readable-ids';

const AT = '2026-11-22T02:00:00.000Z';

it('counts rows of items that name an orderingId, and those that name their item; batches are left out', () => {
  const rows = [
    buildRow({ at: AT, item: 'a://1', meta: { orderingId: '1795312800000' } }),
    buildRow({ at: AT, item: 'a://2' }),
    buildRow({ at: AT, item: null }),
    buildRow({ at: AT, operation: 'BATCH_FILE', meta: { orderingId: '1795312800000' } }),
  ];
  expect([readableIds(rows), readableIds([])]).toEqual([
    { looked: 3, orderingId: 1, item: 2 },
    { looked: 0, orderingId: 0, item: 0 },
  ]);
});

it('looks at evenly spread rows where there are many', () => {
  expect(readableIds(runRows(AT, 1_000))).toEqual({ looked: 400, orderingId: 0, item: 400 });
});

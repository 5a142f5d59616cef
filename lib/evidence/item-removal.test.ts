import { describe, expect, it } from 'vitest';
import { buildRow, operationRows } from './evidence-builder';
import { followItemOperations } from './item-operation';
import { newestRemoval, reach } from './item-removal';
import type { LogRow } from './log-row';

const ITEM = 'https://example.com/docs/1';
const INDEXED = operationRows({ item: ITEM, at: '2026-11-20T02:00:00.000Z' });
const REMOVED = buildRow({
  at: '2026-11-21T02:20:00.000Z',
  item: ITEM,
  operation: 'DELETE',
  task: 'INDEXING',
});

function olderThan(at: string, orderingId?: string): LogRow {
  return buildRow({
    at,
    item: 'DELETE_OLDER_THAN',
    operation: 'DELETE_OLDER_THAN',
    ...(orderingId === undefined ? {} : { meta: { orderingId } }),
  });
}

function childrenOf(item: string, at: string): LogRow {
  return buildRow({ at, item, operation: 'DELETE_AND_CHILDREN', task: 'INDEXING' });
}

function removalOf(rows: readonly LogRow[], deletions: readonly LogRow[]) {
  return newestRemoval(followItemOperations(rows).operations, deletions);
}

describe('a removal that was not pushed for the item', () => {
  it('is laid to the nearest delete older than before it', () => {
    const nearest = olderThan('2026-11-21T02:19:59.000Z');
    const deletions = [olderThan('2026-11-21T02:00:00.000Z'), nearest, olderThan('2026-11-21T02:30:00.000Z')];
    expect(removalOf([...INDEXED, REMOVED], deletions)).toEqual({ row: REMOVED, cause: nearest });
  });

  it('is laid to a delete with children only of a parent by URI', () => {
    const parent = childrenOf('https://example.com/docs', '2026-11-21T02:19:50.000Z');
    const neighbour = childrenOf('https://example.com/doc', '2026-11-21T02:19:55.000Z');
    expect(removalOf([...INDEXED, REMOVED], [parent, neighbour])).toEqual({ row: REMOVED, cause: parent });
  });

  it.each([
    ['more than an hour before', olderThan('2026-11-21T01:19:59.000Z')],
    ['later', olderThan('2026-11-21T02:20:01.000Z')],
    ['refused', { ...olderThan('2026-11-21T02:19:00.000Z'), result: 'REJECTED' }],
  ])('has no cause in a deletion that is %s', (_, deletion) => {
    expect(removalOf([...INDEXED, REMOVED], [deletion])).toEqual({ row: REMOVED, cause: null });
  });

  it('has no cause in a delete older than whose orderingId is not above the item’s', () => {
    const withId = INDEXED.map((row) => ({ ...row, meta: { orderingId: '1795140000000' } }));
    const same = olderThan('2026-11-21T02:19:00.000Z', '1795140000000');
    const above = olderThan('2026-11-21T02:18:00.000Z', '1795140000001');
    expect(removalOf([...withId, REMOVED], [same])).toEqual({ row: REMOVED, cause: null });
    expect(removalOf([...withId, REMOVED], [above, same])).toEqual({ row: REMOVED, cause: above });
  });

  it('is laid to a delete older than that lies below a newer version which never got there', () => {
    const withId = (rows: readonly LogRow[], orderingId: string) =>
      rows.map((row) => ({ ...row, meta: { orderingId } }));
    const held = withId(INDEXED, '1795140000000');
    const vanished = withId(
      operationRows({ item: ITEM, at: '2026-11-21T02:00:00.000Z', end: null }),
      '1795226400000',
    );
    const between = olderThan('2026-11-21T02:19:00.000Z', '1795226300000');
    expect(removalOf([...held, ...vanished, REMOVED], [between])).toEqual({ row: REMOVED, cause: between });
  });

  it('is none where the delete was pushed for it', () => {
    const pushed = [
      buildRow({ at: '2026-11-21T02:00:00.000Z', item: ITEM, operation: 'DELETE' }),
      buildRow({ at: '2026-11-21T02:00:02.000Z', item: ITEM, operation: 'DELETE', task: 'INDEXING' }),
    ];
    expect(removalOf([...INDEXED, ...pushed], [olderThan('2026-11-21T01:59:59.000Z')])).toBeNull();
  });
});

describe('whether a deletion takes an item along', () => {
  it.each([
    ['unknown', olderThan('2026-11-21T02:00:00.000Z'), '5'],
    ['unknown', olderThan('2026-11-21T02:00:00.000Z', '6'), null],
    ['takes', olderThan('2026-11-21T02:00:00.000Z', '6'), '5'],
    ['spares', olderThan('2026-11-21T02:00:00.000Z', '5'), '5'],
    ['spares', { ...olderThan('2026-11-21T02:00:00.000Z', '6'), result: 'ERROR' }, '5'],
    ['takes', childrenOf('https://example.com/docs/', '2026-11-21T02:00:00.000Z'), null],
    ['spares', childrenOf('https://example.com/docs/1', '2026-11-21T02:00:00.000Z'), null],
    ['spares', childrenOf('https://example.com/do', '2026-11-21T02:00:00.000Z'), null],
  ] as const)('%s', (expected, deletion, itemOrderingId) => {
    expect(reach(deletion, ITEM, itemOrderingId)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { buildRow, operationRows } from './evidence-builder';
import { followItemOperations, readItemOperations } from './item-operation';

const ITEM = 'https://example.com/1';

describe('the operations on one item', () => {
  it('are told apart, each with its own rows, and are those that a whole source gives', () => {
    const first = operationRows({ item: ITEM, at: '2026-11-20T02:00:00.000Z' });
    const second = operationRows({
      item: ITEM,
      at: '2026-11-21T02:00:00.000Z',
      operation: 'UPDATE',
      end: { task: 'MAPPING', result: 'REJECTED' },
    });
    const extension = buildRow({ at: '2026-11-21T03:00:00.000Z', item: ITEM, task: 'EXTENSION' });
    const rows = [...first, ...second, extension];
    const { operations, loose } = followItemOperations(rows);
    expect(operations.map(({ rows: own }) => own)).toEqual([first, second]);
    expect(loose).toEqual([extension]);
    expect(operations.map(({ rows: _, ...operation }) => operation)).toEqual(readItemOperations(rows, null));
  });

  it('are two where the second began before the first had ended', () => {
    const add = operationRows({ item: ITEM, at: '2026-11-20T02:00:00.000Z' });
    const again = operationRows({ item: ITEM, at: '2026-11-20T02:00:00.500Z' });
    const rows = [...add, ...again].sort((a, b) => (a.at < b.at ? -1 : 1));
    expect(followItemOperations(rows).operations.map(({ outcome }) => outcome)).toEqual([
      'indexed',
      'indexed',
    ]);
  });
});

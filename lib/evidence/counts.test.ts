import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCounts, mostAtTask, readRowCounts, totalRows } from './counts';

const NONE = { operations: {}, results: {}, tasks: {}, sources: {} };

describe('row counts from the wire', () => {
  it('are the four facets, with unknown values kept', () => {
    expect(
      readRowCounts({
        operations: { ADD: 4, MERGE: 1 },
        results: { COMPLETED: 3, POSTPONED: 2 },
        tasks: { CONSUMING: 5 },
        sourceIds: { 's-org': 5 },
        resourceIds: { x: 1 },
      }),
    ).toEqual({
      operations: { ADD: 4, MERGE: 1 },
      results: { COMPLETED: 3, POSTPONED: 2 },
      tasks: { CONSUMING: 5 },
      sources: { 's-org': 5 },
    });
  });

  it('lose only what is no number', () => {
    expect(readRowCounts({ results: { COMPLETED: 3, ERROR: 'many' }, tasks: 'x' })).toEqual({
      ...NONE,
      results: { COMPLETED: 3 },
    });
  });

  it('are none when the answer is no object', () => {
    expect(['x', 7, null, undefined].map(readRowCounts)).toEqual([null, null, null, null]);
  });

  it('never throw, whatever comes', () => {
    fc.assert(fc.property(fc.anything(), (value) => void readRowCounts(value)));
  });
});

describe('row counts', () => {
  const facet = fc.dictionary(fc.string(), fc.nat());
  const counts = fc.record({ operations: facet, results: facet, tasks: facet, sources: facet });

  it('of two windows together are their sum', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        expect(totalRows(addCounts(a, b))).toBe(totalRows(a) + totalRows(b));
      }),
    );
  });

  it('are added value by value', () => {
    const a = { ...NONE, results: { COMPLETED: 3, ERROR: 1 } };
    expect(addCounts(a, { ...NONE, results: { ERROR: 2, SKIPPED: 5 } })).toEqual({
      ...NONE,
      results: { COMPLETED: 3, ERROR: 3, SKIPPED: 5 },
    });
  });

  it('tell how many rows may be at a task: all, where the tasks were left out', () => {
    const counts = { ...NONE, results: { COMPLETED: 7 }, tasks: { INDEXING: 3 } };
    const told = ['INDEXING', 'CONSUMING'].map((task) => mostAtTask(counts, task));
    expect([...told, mostAtTask({ ...counts, tasks: {} }, 'CONSUMING')]).toEqual([3, 0, 7]);
  });
});

import { describe, expect, it } from 'vitest';
import { move, NO_CURSOR, selection } from './bucket-cursor';

describe('the bucket cursor', () => {
  it('enters at the newest bucket going left, and at the oldest going right', () => {
    expect(move(NO_CURSOR, -1, 24, false)).toEqual({ at: 23, anchor: null });
    expect(move(NO_CURSOR, 1, 24, false)).toEqual({ at: 0, anchor: null });
  });

  it('enters at the end that Home and End name', () => {
    expect(move(NO_CURSOR, -Infinity, 24, false)).toEqual({ at: 0, anchor: null });
    expect(move(NO_CURSOR, Infinity, 24, false)).toEqual({ at: 23, anchor: null });
  });

  it('stays inside of the chart', () => {
    expect(move({ at: 23, anchor: null }, 1, 24, false)).toEqual({ at: 23, anchor: null });
    expect(move({ at: 5, anchor: null }, -Infinity, 24, false)).toEqual({ at: 0, anchor: null });
    expect(move(NO_CURSOR, 1, 0, true)).toEqual(NO_CURSOR);
  });

  it('extends a selection from where it began, in both directions', () => {
    const begun = move({ at: 10, anchor: null }, 1, 24, true);
    expect(begun).toEqual({ at: 11, anchor: 10 });
    expect(selection(begun)).toEqual([10, 11]);
    expect(selection(move(move(begun, -1, 24, true), -1, 24, true))).toEqual([9, 10]);
  });

  it('drops the selection when it moves without extending', () => {
    expect(selection(move({ at: 11, anchor: 10 }, 1, 24, false))).toBe(null);
  });
});

import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@/lib/evidence/time';
import { coverCounts, coverRows, groupPieces } from './cover';

/** Windows and pieces by hours of one day: `2-5` is kept, `2-5?` has to be read. */
const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour)).toISOString();
const window = (text: string) => {
  const [from = 0, to = 0] = text.split('-').map(Number);
  return { from: at(from), to: at(to) };
};
const hour = (iso: string) => (Date.parse(iso) - Date.UTC(2026, 10, 20)) / 3_600_000;
const told = (pieces: ReturnType<typeof coverRows>) =>
  pieces.map(({ window: { from, to }, kept }) => `${hour(from)}-${hour(to)}${kept === null ? '?' : ''}`);

describe('rows that are kept', () => {
  it.each([
    ['nothing', '0-10', [], ['0-10?']],
    ['all', '0-10', ['0-10'], ['0-10']],
    ['more than is asked', '2-8', ['0-10'], ['2-8']],
    ['some between', '0-10', ['2-4', '6-7'], ['0-2?', '2-4', '4-6?', '6-7', '7-10?']],
    ['some over each other', '0-10', ['0-6', '2-9', '3-5'], ['0-6', '6-9', '9-10?']],
    ['some of elsewhere', '4-6', ['0-4', '6-10'], ['4-6?']],
  ])('%s: are cut to what is asked, and the rest has to be read', (_, asked, kept, expected) => {
    expect(told(coverRows(window(asked), kept.map(window)))).toEqual(expected);
  });
});

describe('counts that are kept', () => {
  it.each([
    ['nothing', '0-10', [], ['0-10?']],
    ['more than is asked', '2-8', ['0-10'], ['2-8?']],
    ['some that fit', '0-10', ['2-4', '4-10'], ['0-2?', '2-4', '4-10']],
    ['some that overlap', '0-10', ['0-6', '5-9', '6-9', '9-10'], ['0-6', '6-9', '9-10']],
    ['fewer pieces before more', '0-10', ['0-2', '2-10', '0-10'], ['0-10']],
    ['fewer calls before fewer pieces', '0-10', ['0-3', '3-4', '4-9', '1-9'], ['0-3', '3-4', '4-9', '9-10?']],
    ['one call rather than two', '0-10', ['4-5'], ['0-10?']],
  ])('%s: are taken whole, with as few calls as can be', (_, asked, kept, expected) => {
    expect(told(coverCounts(window(asked), kept.map(window)))).toEqual(expected);
  });
});

describe('stretches of a window', () => {
  it.each([
    ['one', ['0-24'], ['0-24']],
    ['those that fit together', ['0-20', '20-100', '100-160', '160-170'], ['0-160', '160-170']],
    ['those that are too long', ['0-400'], ['0-168', '168-336', '336-400']],
    ['a long one, and what comes after it', ['0-200', '200-210'], ['0-168', '168-210']],
  ])('%s: are at most a week long', (_, pieces, expected) => {
    const groups = groupPieces(
      pieces.map((text) => ({ window: window(text), kept: null })),
      7 * DAY_MS,
    );
    expect(told(groups.map((group) => ({ window: group, kept: group })))).toEqual(expected);
  });

  it('but one that is kept is never parted: its parts would have to be counted', () => {
    const pieces = ['0-20', '20-200', '200-210'].map(window);
    const groups = groupPieces(
      pieces.map((piece) => ({ window: piece, kept: piece })),
      7 * DAY_MS,
    );
    expect(told(groups.map((group) => ({ window: group, kept: group })))).toEqual([
      '0-20',
      '20-200',
      '200-210',
    ]);
  });
});

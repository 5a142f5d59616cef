import { expect, test } from 'vitest';
import { MAX_MARKED_SPANS, marksOf } from './mark';

test.each<[string, [number, number][][], ReturnType<typeof marksOf>]>([
  ['nothing decided, nothing marked', [[]], []],
  [
    'each span is a mark with the number of its diagnosis',
    [
      [
        [0, 3],
        [8, 9],
      ],
      [[5, 7]],
    ],
    [
      { start: 0, end: 3, numbers: [1] },
      { start: 5, end: 7, numbers: [2] },
      { start: 8, end: 9, numbers: [1] },
    ],
  ],
  [
    'what decided for two carries both numbers',
    [[[2, 6]], [[2, 6]]],
    [{ start: 2, end: 6, numbers: [1, 2] }],
  ],
  [
    'overlaps are cut where they begin and end',
    [[[0, 5]], [[3, 8]]],
    [
      { start: 0, end: 3, numbers: [1] },
      { start: 3, end: 5, numbers: [1, 2] },
      { start: 5, end: 8, numbers: [2] },
    ],
  ],
  [
    'two spans of one diagnosis that overlap are one mark',
    [
      [
        [0, 5],
        [3, 8],
      ],
    ],
    [{ start: 0, end: 8, numbers: [1] }],
  ],
  [
    'neighbours stay two marks',
    [
      [
        [0, 3],
        [3, 6],
      ],
    ],
    [
      { start: 0, end: 3, numbers: [1] },
      { start: 3, end: 6, numbers: [1] },
    ],
  ],
  ['an empty span is none', [[[4, 4]]], []],
])('%s', (_, spans, marks) => {
  expect(marksOf(spans.map((each) => ({ spans: each })))).toEqual(marks);
});

test('of very many spans the surest are marked', () => {
  const many = Array.from({ length: MAX_MARKED_SPANS + 50 }, (_, index) => ({
    spans: [[index * 2, index * 2 + 1]] satisfies [number, number][],
  }));
  expect(marksOf(many).map(({ numbers }) => numbers)).toEqual(
    Array.from({ length: MAX_MARKED_SPANS }, (_, index) => [index + 1]),
  );
});

import { expect, it } from 'vitest';
import type { WhatChanged } from './what-changed';
import { whatChangedMarkdown } from './what-changed-markdown';

const COMPARED = {
  state: 'compared',
  newest: { from: '2026-11-22T02:00:00.000Z', to: '2026-11-22T02:30:00.000Z' },
  good: { from: '2026-11-20T02:00:00.000Z', to: '2026-11-20T02:30:00.000Z' },
  why: 'No item was lost in it.',
  about: null,
  aspects: [
    { name: 'Pushed', good: '40', newest: '21', usual: '39 to 41', by: '47 % less', changed: true },
    { name: 'Took', good: '4 s', newest: '4 s', usual: null, by: null, changed: false },
  ],
  between: {
    changes: [
      {
        at: '2026-11-21T12:00:00.000Z',
        lastAt: '2026-11-21T13:00:00.000Z',
        times: 2,
        what: 'SOURCE_UPDATE',
        by: 'jo@example.com',
        result: 'SUCCESS',
      },
    ],
    routine: 0,
    notKnown: [],
  },
  notKnown: ['orderingId'],
} satisfies WhatChanged;

it('tells the differences, what was done in between, and what could not be compared', () => {
  expect(whatChangedMarkdown(COMPARED, 'Articles')).toBe(`### What changed: \`Articles\`

Newest run: Sun 22 Nov 02:00 UTC. Last good run: Fri 20 Nov 02:00 UTC. No item was lost in it.

| | last good run | newest run | usual |
| --- | --- | --- | --- |
| Pushed | 40 | 21 (47 % less) | 39 to 41 |

Between the two:
- Sat 21 Nov 12:00 UTC to Sat 21 Nov 13:00 UTC: SOURCE_UPDATE, 2 times, by jo@example.com (SUCCESS)

Not compared: orderingId.
`);
});

it('says that nothing changed, that no run was good, and that it is not known', () => {
  const nothing = {
    ...COMPARED,
    aspects: [],
    between: { changes: [], routine: 0, notKnown: [] },
    notKnown: [],
  };
  expect(whatChangedMarkdown(nothing, 'Articles')).toContain(
    'Nothing that the logs show changed beyond the usual variation.\n\nNo activity by people, of keys or of limits between the two that is not routine.',
  );
  const { newest } = COMPARED;
  expect([
    whatChangedMarkdown({ state: 'no good run', why: 'No good run.', newest }, 'Articles'),
    whatChangedMarkdown({ state: 'not known', why: 'Coveo answered 403.' }, 'Articles'),
  ]).toEqual([
    '### What changed: `Articles`\n\nNo good run.\n',
    '### What changed: `Articles`\n\nNot known: Coveo answered 403.\n',
  ]);
});

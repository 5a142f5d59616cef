import { expect, test } from 'vitest';
import { exampleLine } from './example-issue';
import { issueMatches } from './issue-search';

test.each([
  ['', true],
  ['METADATA', true],
  ['catalog 412', true],
  ['7d2k9mwx4hqp', true],
  ['metadata-too-large open', true],
  ['catalog refresh', false],
])('“%s” is looked for in title, problem, source, state and id, each word by itself', (query, found) => {
  expect(issueMatches(exampleLine(), query)).toBe(found);
});

import { expect, it } from 'vitest';
import type { Facts } from '@/lib/paste/facts';
import { factsOf } from '@/lib/paste/facts-builder';
import type { Problem, Words } from '@/lib/problems/problem';
import { nearestProblems } from './nearest-problems';

const WORDS: Words = {
  title: '',
  whatHappened: '',
  cause: '',
  fix: [],
  mistakes: [],
  actor: 'client',
  retryable: false,
  retryAfter: null,
  article: { title: '', url: '' },
  unsure: null,
};

const problem = (id: string, title: string, statuses: number[], codes: string[]): Problem => ({
  id,
  words: { ...WORDS, title },
  signs: { statuses, codes },
  example: null,
  later: [],
});

const CATALOGUE = [
  problem('a', 'Invalid parameter', [412], ['INVALID_PARAMETER']),
  problem('b', 'Missing parameter', [412], ['MISSING_PARAMETER']),
  problem('c', 'Metadata too large', [], []),
  problem('d', 'Paused organization', [400], ['ORGANIZATION_IS_PAUSED']),
  problem('e', 'Item limit', [412], ['DOCUMENT_LIMIT_EXCEEDED']),
];

const nearest = (text: string, facts: Partial<Facts>) =>
  nearestProblems({ text, redactions: [], exchanges: [factsOf(facts)], exchangesLeftOut: 0 }, CATALOGUE);

it('names at most three, by status and by a code like theirs, nearest first', () => {
  expect(
    nearest('412 INVALID_SOURCE_CONFIGURATION', {
      status: { value: 412, span: [0, 3] },
      codes: [{ value: 'INVALID_PARAMETER_TYPE', span: [4, 26], from: 'field' }],
    }),
  ).toEqual([
    {
      problem: 'a',
      title: 'Invalid parameter',
      why: 'It shares a code like INVALID_PARAMETER and the status 412.',
    },
    { problem: 'b', title: 'Missing parameter', why: 'It shares the status 412.' },
    { problem: 'e', title: 'Item limit', why: 'It shares the status 412.' },
  ]);
});

it('goes by the words of a title, where at least two stand in the text', () => {
  expect(nearest('Our metadata is surely too large for this.', {})).toEqual([
    { problem: 'c', title: 'Metadata too large', why: 'It shares the words “metadata”, “large”.' },
  ]);
  expect(nearest('a large house', {})).toEqual([]);
});

it('names none for an answer that succeeded, or text that shares nothing', () => {
  expect(nearest('HTTP 202', { status: { value: 202, span: [5, 8] } })).toEqual([]);
  expect(nearest('Lorem ipsum dolor sit amet', {})).toEqual([]);
});

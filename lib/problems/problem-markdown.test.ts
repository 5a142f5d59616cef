import { describe, expect, it } from 'vitest';
import type { Problem } from './problem';
import { problemListMarkdown, problemMarkdown } from './problem-markdown';

const PROBLEM: Problem = {
  id: 'request-too-large',
  words: {
    title: 'Request too large',
    whatHappened: 'A call was refused with `413`.',
    cause: 'The item is too large.',
    fix: ['Measure it.', 'Use a file container.'],
    mistakes: ['Sending it again.', 'Asking for another key.'],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: { title: 'Coveo 95: An article', url: 'https://docs.coveo.com/en/95/#413' },
    unsure: 'Where the limit is checked is inferred.',
  },
  signs: { statuses: [413, 400], codes: ['TOO_LARGE'] },
  example: 'HTTP 413',
  paste: { codes: [], phrases: [], recognise: () => null },
  later: ['pre-flight'],
};

const PLAIN: Problem = {
  ...PROBLEM,
  id: 'slow',
  words: {
    ...PROBLEM.words,
    title: 'Slow',
    actor: 'wait',
    retryable: true,
    retryAfter: 'in an hour.',
    unsure: null,
  },
  signs: { statuses: [], codes: [] },
  example: null,
};

describe('a problem as Markdown', () => {
  it('has its sections in a fixed order, and says nothing of doors that are not built', () => {
    expect(problemMarkdown(PROBLEM, 'https://pushscope.example.com/')).toBe(`# Request too large

Known by: 413, 400, \`TOO_LARGE\`

## What happened

A call was refused with \`413\`.

## Likely cause

The item is too large.

## How to fix it

1. Measure it.
2. Use a file container.

## Common mistakes

- Sending it again.
- Asking for another key.

## Who acts, and when to try again

Who acts: whoever runs the pushing client. Sending the same again does not help.

## What is not known

Where the limit is checked is inferred.

## What it looks like

\`\`\`text
HTTP 413
\`\`\`

## Read more

- Coveo’s article: [Coveo 95: An article](https://docs.coveo.com/en/95/#413)
- This page: [request-too-large](https://pushscope.example.com/problems/request-too-large)
`);
  });

  it('names its page by its id where there is no address, and leaves out what it has not', () => {
    expect(problemMarkdown(PLAIN)).toBe(`# Slow

## What happened

A call was refused with \`413\`.

## Likely cause

The item is too large.

## How to fix it

1. Measure it.
2. Use a file container.

## Common mistakes

- Sending it again.
- Asking for another key.

## Who acts, and when to try again

Who acts: nobody: it passes with time. Sending it again can help: in an hour.

## What is not known

Coveo documents the error, its cause and its fix; the common mistakes are experience.

## Read more

- Coveo’s article: [Coveo 95: An article](https://docs.coveo.com/en/95/#413)
- This page: \`slow\`
`);
  });

  it('keeps an example whole that holds a fence itself', () => {
    const text = problemMarkdown({ ...PROBLEM, example: '```\nHTTP 413\n```' });
    expect(text).toContain('\n````text\n```\nHTTP 413\n```\n````\n');
  });
});

describe('problems as a Markdown list', () => {
  it('names each with its signs and what happened, with and without links', () => {
    expect(problemListMarkdown([PROBLEM, PLAIN])).toBe(`# Known problems of Push sources

- **Request too large** (\`request-too-large\`, 413, 400, \`TOO_LARGE\`): A call was refused with \`413\`.
- **Slow** (\`slow\`): A call was refused with \`413\`.
`);
    expect(problemListMarkdown([PLAIN], 'http://127.0.0.1:3000')).toBe(`# Known problems of Push sources

- [Slow](http://127.0.0.1:3000/problems/slow) (\`slow\`): A call was refused with \`413\`.
`);
  });

  it('says so where there are none', () => {
    expect(problemListMarkdown([])).toBe('# Known problems of Push sources\n\nNone.\n');
  });
});

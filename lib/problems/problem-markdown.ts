import { ACTING, retryWords } from './advice';
import { fenced } from './markdown-code';
import type { Problem } from './problem';

/**
 * A problem's page as Markdown, for a ticket: always the same sections in the same order, so that tickets look alike.
 * `origin` is the address of this Pushscope (`https://pushscope.example.com`); without it the page is named by its id
 * alone. What is not built of a problem is not mentioned.
 */
export function problemMarkdown(problem: Problem, origin?: string): string {
  const { id, words, example } = problem;
  const sections = [
    `# ${words.title}`,
    knownBy(problem),
    '## What happened',
    words.whatHappened,
    '## Likely cause',
    words.cause,
    '## How to fix it',
    words.fix.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    '## Common mistakes',
    words.mistakes.map((mistake) => `- ${mistake}`).join('\n'),
    '## Who acts, and when to try again',
    `Who acts: ${ACTING[words.actor]}. ${retryWords(words)}`,
    '## What is not known',
    words.unsure ?? 'Coveo documents the error, its cause and its fix; the common mistakes are experience.',
    ...(example === null ? [] : ['## What it looks like', fenced(example, 'text')]),
    '## Read more',
    [
      `- Coveo’s article: [${words.article.title}](${words.article.url})`,
      `- This page: ${origin === undefined ? `\`${id}\`` : `[${id}](${pageOf(id, origin)})`}`,
    ].join('\n'),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** Problems as a Markdown list, each with what it is known by and what happened, in the order given. */
export function problemListMarkdown(problems: readonly Problem[], origin?: string): string {
  const lines = problems.map((problem) => {
    const { id, words } = problem;
    const title = origin === undefined ? `**${words.title}**` : `[${words.title}](${pageOf(id, origin)})`;
    const signs = signsOf(problem);
    return `- ${title} (${[`\`${id}\``, ...signs].join(', ')}): ${words.whatHappened}`;
  });
  return `# Known problems of Push sources\n\n${lines.length === 0 ? 'None.' : lines.join('\n')}\n`;
}

function pageOf(id: string, origin: string): string {
  return `${origin.replace(/\/+$/, '')}/problems/${id}`;
}

function knownBy(problem: Problem): string {
  const signs = signsOf(problem);
  return signs.length === 0 ? '' : `Known by: ${signs.join(', ')}`;
}

function signsOf({ signs }: Problem): string[] {
  return [...signs.statuses.map(String), ...signs.codes.map((code) => `\`${code}\``)];
}

import type { Words } from './problem';

/** Coveo's troubleshooting article for Push sources (article 95), which most problems come from. */
export const ARTICLE_95: Words['article'] = {
  title: 'Coveo 95: Troubleshooting Push source issues',
  url: 'https://docs.coveo.com/en/95/',
};

/** Coveo's article on the Log Browser (article 1864), for rows that no rule knows. */
export const ARTICLE_1864: Words['article'] = {
  title: 'Coveo 1864: Log Browser',
  url: 'https://docs.coveo.com/en/1864/',
};

/** Coveo's article on the limits of the Push API (article 63): sizes, items, calls and items a day. */
export const ARTICLE_63: Words['article'] = {
  title: 'Coveo 63: Push API limits',
  url: 'https://docs.coveo.com/en/63/',
};

/**
 * Article 95 at the section under a heading as it stands there ("400 - INVALID_JSON"). Its two chapters' anchors are
 * published (`common-push-api-errors`, `indexing-process-and-other-issues`); those of single headings are inferred
 * from them: lower case, blanks and dashes become one dash, underscores stay, other signs go. One that does not
 * exist only leads to the top of the article.
 */
export function article95(heading: string): Words['article'] {
  const anchor = heading
    .toLowerCase()
    .replace(/[^a-z0-9_\s-]/g, '')
    .replace(/[\s-]+/g, '-');
  return { title: `${ARTICLE_95.title}, ${heading}`, url: `${ARTICLE_95.url}#${anchor}` };
}

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

/** Coveo's article on source statuses and refreshes of Push sources (article 35). */
export const ARTICLE_35: Words['article'] = {
  title: 'Coveo 35: Update the status of a Push source',
  url: 'https://docs.coveo.com/en/35/',
};

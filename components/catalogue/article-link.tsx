import { ExternalLink } from 'lucide-react';
import type { Words } from '@/lib/problems/problem';

/** Coveo's article about a problem, in a tab of its own. */
export function ArticleLink({ article }: { article: Words['article'] }) {
  return (
    <a
      href={article.url}
      target="_blank"
      rel="noreferrer"
      className="inline-block min-h-6 text-accent leading-6 underline underline-offset-4"
    >
      {article.title} <ExternalLink aria-hidden className="inline size-3 align-baseline" />
      <span className="sr-only">(opens in a new tab)</span>
    </a>
  );
}

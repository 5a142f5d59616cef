import type { Problem } from '@/lib/problems/problem';
import { isOverHttps } from '@/lib/server/over-https';

/** A problem as JSON: everything that its page says. */
export function problemTwin({ id, words, signs, example }: Problem, origin: string) {
  return { id, words, signs, example, url: `${origin}/problems/${id}` };
}

/**
 * Whether Markdown is asked for: by the ending of the address as it was asked, which a rewrite leaves in `request.url`,
 * or else by what `Accept` begins with. JSON is the other way to read.
 */
export function asksForMarkdown(request: Request): boolean {
  const ending = /\.(md|json)$/.exec(new URL(request.url).pathname)?.[1];
  if (ending !== undefined) return ending === 'md';
  return acceptsMarkdown(request);
}

/** Whether `Accept` begins with Markdown's type. */
export function acceptsMarkdown(request: Request): boolean {
  return /^\s*text\/markdown\b/i.test(request.headers.get('accept') ?? '');
}

/** A Markdown answer. */
export function markdownAnswer(markdown: string): Response {
  return new Response(markdown, { headers: { 'content-type': 'text/markdown; charset=utf-8' } });
}

/** This Pushscope's address as the reader reaches it. `route` has checked the host. */
export function ownOrigin(request: Request): string {
  return `${isOverHttps(request.headers) ? 'https' : 'http'}://${request.headers.get('host') ?? 'localhost'}`;
}

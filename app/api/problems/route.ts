import { problemListMarkdown } from '@/lib/problems/problem-markdown';
import { PROBLEMS } from '@/lib/problems/problems';
import { searchProblems } from '@/lib/problems/search';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { route } from '@/lib/server/route';
import { asksForMarkdown, markdownAnswer, ownOrigin, problemTwin } from './twin';

export const dynamic = 'force-dynamic';

/** The catalogue as JSON `{problems}` or as Markdown; with `?q=` what fits, the best first. */
export const GET = route(async (request) => {
  const found = searchProblems(PROBLEMS, new URL(request.url).searchParams.get('q') ?? '');
  const origin = ownOrigin(request);
  if (asksForMarkdown(request)) return markdownAnswer(problemListMarkdown(found, origin));
  return Response.json({ problems: found.map((problem) => problemTwin(problem, origin)) });
});

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

import { asksForMarkdown, markdownAnswer, ownOrigin, problemTwin } from '@/app/api/problems/twin';
import { problemMarkdown } from '@/lib/problems/problem-markdown';
import { PROBLEMS } from '@/lib/problems/problems';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** One known problem as JSON or as Markdown; 404 for an id that the catalogue does not have. */
export const GET = route<{ id: string }>(async (request, { id }) => {
  const problem = PROBLEMS.find((known) => known.id === id);
  if (problem === undefined) return problemJson(request, 404, 'There is no such problem: see /problems.');
  const origin = ownOrigin(request);
  if (asksForMarkdown(request)) return markdownAnswer(problemMarkdown(problem, origin));
  return Response.json(problemTwin(problem, origin));
});

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

import { asksForMarkdown, markdownAnswer, ownOrigin } from '@/app/api/problems/twin';
import { issueListMarkdown } from '@/lib/health/issue/issue-markdown';
import { askerOf } from '@/lib/server/issue-access';
import { listIssues } from '@/lib/server/list-issues';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** The issues of one organization, as JSON like `GET /api/issues`, or as Markdown. */
export const GET = route<{ region: string; organization: string }>(async (request, path, { signal }) => {
  const query = new URLSearchParams(new URL(request.url).searchParams);
  query.set('region', path.region);
  query.set('organization', path.organization);
  const answer = await listIssues(await askerOf(request), query, {
    now: new Date().toISOString(),
    signal,
  });
  if (answer.state === 'refused') return problemJson(request, answer.status, answer.detail);
  if (!asksForMarkdown(request)) return Response.json(answer.list);
  return markdownAnswer(issueListMarkdown(answer.list, { origin: ownOrigin(request), zone: 'UTC' }));
});

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

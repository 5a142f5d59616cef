import { askerOf } from '@/lib/server/issue-access';
import { listIssues } from '@/lib/server/list-issues';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** Issues of the organizations that the asker is connected to, last seen first, by pages. */
export const GET = route(async (request, _, { signal }) => {
  const { searchParams } = new URL(request.url);
  const answer = await listIssues(await askerOf(request), searchParams, {
    now: new Date().toISOString(),
    signal,
  });
  if (answer.state === 'refused') return problemJson(request, answer.status, answer.detail);
  return Response.json(answer.list);
});

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

import { disconnect } from '@/lib/server/connect';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { recheck } from '@/lib/server/recheck';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** Asks Coveo anew what a connection may do: of this browser, or of the bearer token that was sent. */
export const GET = route<{ region: string; organization: string }>(
  async (request, path, { signal }) => {
    const answer = await recheck(await accessOf(request, path, signal), signal);
    if (!answer.ok) return problemJson(request, answer.status, answer.detail);
    return Response.json(answer.connection);
  },
  { rate: 'connect' },
);

/** Forgets a connection: its cookie is deleted. Forgetting one that is not there is no mistake. */
export const DELETE = route<{ region: string; organization: string }>(async (request, path) => {
  const mistake = await disconnect(path.region, path.organization);
  if (mistake !== null) return problemJson(request, 404, mistake);
  return new Response(null, { status: 204 });
});

const refuse = methodNotAllowed('GET', 'DELETE');

export { refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

import { disconnect } from '@/lib/server/connect';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** Forgets a connection: its cookie is deleted. Forgetting one that is not there is no mistake. */
export const DELETE = route<{ region: string; organization: string }>(async (request, path) => {
  const mistake = await disconnect(path.region, path.organization);
  if (mistake !== null) return problemJson(request, 404, mistake);
  return new Response(null, { status: 204 });
});

const refuse = methodNotAllowed('DELETE');

export { refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };

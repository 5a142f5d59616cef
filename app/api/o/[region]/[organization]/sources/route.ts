import { listSources } from '@/lib/server/list-sources';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** The organization's Push sources, worst first. */
export const GET = route<{ region: string; organization: string }>(async (request, path, { signal }) => {
  const access = await accessOf(request, path, signal);
  if (!access.ok) return problemJson(request, access.status, access.detail);
  return Response.json(await listSources(access, signal));
});

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

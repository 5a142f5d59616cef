import { cookies } from 'next/headers';
import { connectionCookie, isOrganizationId } from '@/lib/server/connection';
import { problemJson } from '@/lib/server/problem-json';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** Forgets a connection: its cookie is deleted. Forgetting one that is not there is no mistake. */
export const DELETE = route<{ region: string; organization: string }>(async (request, path) => {
  if (!isOrganizationId(path.organization)) return problemJson(request, 404, 'That is no organization id.');
  const jar = await cookies();
  jar.delete(connectionCookie(path.region, path.organization));
  return new Response(null, { status: 204 });
});

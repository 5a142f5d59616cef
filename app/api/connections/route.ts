import { connect } from '@/lib/server/connect';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** Connects to an organization: the token is checked against Coveo and kept in an encrypted cookie only. */
export const POST = route(async (request) => {
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    return problemJson(request, 415, 'Send JSON: {"region", "organization", "token"}.');
  }
  const body: unknown = await request.json().catch(() => null);
  const answer = await connect(body, new URL(request.url).protocol === 'https:', request.signal);
  if (!answer.ok) return problemJson(request, answer.status, answer.detail);
  return Response.json(answer.connection, { status: 201 });
});

const refuse = methodNotAllowed('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

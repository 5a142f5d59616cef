import { connect } from '@/lib/server/connect';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { isOverHttps } from '@/lib/server/over-https';
import { problemJson } from '@/lib/server/problem-json';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** Connects to an organization: the token is checked against Coveo and kept in an encrypted cookie only. */
export const POST = route(
  async (request, _, { json, signal }) => {
    const body = await json();
    if (!body.ok) return body.answer;
    const answer = await connect(body.value, isOverHttps(request.headers, request.url), signal);
    if (!answer.ok) return problemJson(request, answer.status, answer.detail);
    return Response.json(answer.connection, { status: 201 });
  },
  { rate: 'connect' },
);

const refuse = methodNotAllowed('POST');

export { refuse as DELETE, refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as PUT };

import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { isOverHttps } from '@/lib/server/over-https';
import { problemJson } from '@/lib/server/problem-json';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';
import { switchWritingOff, switchWritingOn } from '@/lib/server/writing';

export const dynamic = 'force-dynamic';

/** Switches writing on in this browser for an hour: 201 with until when. Nothing is changed at Coveo by it. */
export const POST = route<{ region: string; organization: string }>(
  async (request, path, { signal }) => {
    const access = await accessOf(request, path, signal);
    if (!access.ok) return problemJson(request, access.status, access.detail);
    const on = await switchWritingOn(access, isOverHttps(request.headers, request.url));
    return Response.json(on, { status: 201 });
  },
  { rate: 'act' },
);

/** Switches writing off in this browser; where it is off, nothing happens. */
export const DELETE = route<{ region: string; organization: string }>(async (_request, path) => {
  await switchWritingOff(path.region, path.organization);
  return new Response(null, { status: 204 });
});

const refuse = methodNotAllowed('POST', 'DELETE');

export { refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as PUT };

import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { noSourceProblem } from '@/lib/server/no-such-source';
import { problemJson } from '@/lib/server/problem-json';
import { readAct } from '@/lib/server/read-act';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** How a source is before something is done to it, and until when writing is on. It changes nothing. */
export const GET = route<{ region: string; organization: string; source: string }>(
  async (request, path, { signal }) => {
    const access = await accessOf(request, path, signal);
    if (!access.ok) return problemJson(request, access.status, access.detail);
    const reading = await readAct(access, path.source, signal);
    if (reading.state === 'no such source') return noSourceProblem(request, path.source, reading);
    if (reading.state === 'not told') return problemJson(request, 502, reading.detail);
    return Response.json(reading.report);
  },
);

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

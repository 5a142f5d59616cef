import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { noSourceProblem } from '@/lib/server/no-such-source';
import { problemJson } from '@/lib/server/problem-json';
import { readOlderThan } from '@/lib/server/read-act';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** Explains a delete older than the moment `?at=`. It is never sent from here. */
export const GET = route<{ region: string; organization: string; source: string }>(
  async (request, path, { signal }) => {
    const access = await accessOf(request, path, signal);
    if (!access.ok) return problemJson(request, access.status, access.detail);
    const reading = await readOlderThan(new URL(request.url).searchParams.get('at'), {
      access,
      sourceId: path.source,
      refresh: false,
      signal,
      onEvent: () => {},
    });
    if (reading.state === 'bad question') return problemJson(request, 400, reading.detail);
    if (reading.state === 'no such source') return noSourceProblem(request, path.source, reading);
    return Response.json(reading.report);
  },
);

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { noSourceProblem } from '@/lib/server/no-such-source';
import { problemJson } from '@/lib/server/problem-json';
import { readHealth } from '@/lib/server/read-health';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';
import { requestedWindow } from '@/lib/server/window';

export const dynamic = 'force-dynamic';

/** After so long the route answers what it has, as partial. */
const PATIENCE_MS = 120_000;

/** A source's health: waits for the same scan that `scan` streams. */
export const GET = route<{ region: string; organization: string; source: string }>(
  async (request, path, { signal }) => {
    const access = await accessOf(request, path, signal);
    if (!access.ok) return problemJson(request, access.status, access.detail);
    const { searchParams } = new URL(request.url);
    const answer = await readHealth({
      access,
      sourceId: path.source,
      requested: requestedWindow(searchParams),
      refresh: searchParams.has('refresh'),
      signal,
      onEvent: () => {},
    });
    if (answer.state === 'read') return Response.json(answer.health);
    if (answer.state === 'bad window') return problemJson(request, 400, answer.detail);
    return noSourceProblem(request, path.source, answer);
  },
  { patienceMs: PATIENCE_MS },
);

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

import { eventStream } from '@/lib/server/event-stream';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { noSourceProblem } from '@/lib/server/no-such-source';
import { problemJson } from '@/lib/server/problem-json';
import { readHealth, stopScan } from '@/lib/server/read-health';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';
import { requestedWindow } from '@/lib/server/window';

export const dynamic = 'force-dynamic';

type Path = { region: string; organization: string; source: string };

/** A source's health as server-sent events: plan, progress and wait while it is read, then result or failed. */
export const GET = route<Path>(async (request, path, guarded) => {
  const access = await accessOf(request, path, guarded.signal);
  if (!access.ok) return problemJson(request, access.status, access.detail);
  const { searchParams } = new URL(request.url);
  return eventStream(request, async (send, signal) => {
    const answer = await readHealth({
      access,
      sourceId: path.source,
      requested: requestedWindow(searchParams),
      refresh: searchParams.has('refresh'),
      signal,
      onEvent: ({ type, ...event }) => send(type, event),
    });
    if (answer.state === 'read') return send('result', answer.health);
    const refused =
      answer.state === 'bad window'
        ? problemJson(request, 400, answer.detail)
        : noSourceProblem(request, path.source, answer);
    send('failed', await refused.json());
  });
});

/** Stops the scan `?scan=`; whoever waits for it gets what was read so far. */
export const DELETE = route<Path>(async (request, path, { signal }) => {
  const access = await accessOf(request, path, signal);
  if (!access.ok) return problemJson(request, access.status, access.detail);
  const scan = new URL(request.url).searchParams.get('scan') ?? '';
  if (stopScan(access, path.source, scan)) return new Response(null, { status: 204 });
  return problemJson(request, 404, 'No such scan is running: it may just have ended.');
});

const refuse = methodNotAllowed('GET', 'DELETE');

export { refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

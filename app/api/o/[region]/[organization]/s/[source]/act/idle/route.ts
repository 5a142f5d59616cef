import { readActRequest } from '@/lib/server/act-request';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { route } from '@/lib/server/route';
import { setIdle } from '@/lib/server/set-idle';

export const dynamic = 'force-dynamic';

/** One call with its retries, and the looks around it. */
const PATIENCE_MS = 5 * 60_000;

/** Sets a source to IDLE: 200 with its answer and how the source is since; 409 where nothing was sent. */
export const POST = route<{ region: string; organization: string; source: string }>(
  async (request, path, guarded) => {
    const act = await readActRequest(request, path, guarded);
    if (!act.ok) return act.answer;
    const { confirm, despitePush } = act.body;
    const outcome = await setIdle({
      ...act.wanted,
      confirm: confirm ?? '',
      despitePush: despitePush ?? false,
    });
    if (outcome.state === 'done') return Response.json(outcome.done);
    return problemJson(request, outcome.status, outcome.detail);
  },
  { rate: 'act', patienceMs: PATIENCE_MS },
);

const refuse = methodNotAllowed('POST');

export { refuse as DELETE, refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as PUT };

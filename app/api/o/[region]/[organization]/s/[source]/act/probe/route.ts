import { readActRequest } from '@/lib/server/act-request';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { probePath } from '@/lib/server/probe-path';
import { problemJson } from '@/lib/server/problem-json';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** Three calls with their retries. */
const PATIENCE_MS = 5 * 60_000;

/** Makes a file container and uploads to it, without pushing it: 200 with what was proved. */
export const POST = route<{ region: string; organization: string; source: string }>(
  async (request, path, guarded) => {
    const act = await readActRequest(request, path, guarded);
    if (!act.ok) return act.answer;
    const outcome = await probePath(act.wanted);
    return outcome.state === 'done'
      ? Response.json(outcome.action)
      : problemJson(request, outcome.status, outcome.detail);
  },
  { rate: 'act', patienceMs: PATIENCE_MS },
);

const refuse = methodNotAllowed('POST');

export { refuse as DELETE, refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as PUT };

import { readActRequest } from '@/lib/server/act-request';
import { beginCanary, endCanary, resumeCanary } from '@/lib/server/canary';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';
import { listSourceActions } from '@/lib/server/source-actions';

export const dynamic = 'force-dynamic';

/** What was done to a source, its canaries among it, as the store has it: Coveo is not asked. */
export const GET = route<{ region: string; organization: string; source: string }>(
  async (request, path, { signal }) => {
    const access = await accessOf(request, path, signal);
    if (!access.ok) return problemJson(request, access.status, access.detail);
    return Response.json({ actions: await listSourceActions(path) });
  },
);

/**
 * Begins a canary (`begin`: its id), takes one up again that nobody is at (`resume`), or ends one that somebody says is
 * gone (`gone`): 202 with the action as it stands. It goes on by itself.
 */
export const POST = route<{ region: string; organization: string; source: string }>(
  async (request, path, guarded) => {
    const act = await readActRequest(request, path, guarded);
    if (!act.ok) return act.answer;
    const { begin, resume, gone } = act.body;
    const given = [begin, resume, gone].filter((id) => id != null);
    const [id] = given;
    if (id == null || given.length > 1) {
      return problemJson(request, 400, 'Send one of “begin”, “resume” and “gone”, with the canary’s id.');
    }
    const wanted = { ...act.wanted, id };
    const outcome = await (begin != null
      ? beginCanary(wanted)
      : resume != null
        ? resumeCanary(wanted)
        : endCanary(wanted));
    if (outcome.state === 'done') return Response.json(outcome.action, { status: 202 });
    return problemJson(request, outcome.status, outcome.detail);
  },
  { rate: 'act' },
);

const refuse = methodNotAllowed('GET', 'POST');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as PUT };

import { after } from 'next/server';
import type { ActionsReport } from '@/lib/health/act/act-report';
import { readActRequest } from '@/lib/server/act-request';
import { beginCanary, endCanary, resumeCanary } from '@/lib/server/canary';
import { canaryRest } from '@/lib/server/canary-run';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { readActions } from '@/lib/server/read-actions';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';
import { writingUntil } from '@/lib/server/writing';

export const dynamic = 'force-dynamic';

/**
 * What was done to a source, its canaries among it, as the store has it, and until when writing is on for who asks. Of
 * Coveo it asks no more than whether the token may read the source, every ten minutes.
 */
export const GET = route<{ region: string; organization: string; source: string }>(
  async (request, path, { signal }) => {
    const access = await accessOf(request, path, signal);
    if (!access.ok) return problemJson(request, access.status, access.detail);
    const reading = await readActions({ access, sourceId: path.source }, signal);
    if (reading.state === 'unreachable') return problemJson(request, reading.status, reading.detail);
    const listed: ActionsReport = { actions: reading.actions, writingUntil: await writingUntil(access) };
    return Response.json(listed);
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
    if (outcome.state === 'done') {
      // The server's end waits for it.
      after(canaryRest(id));
      return Response.json(outcome.action, { status: 202 });
    }
    return problemJson(request, outcome.status, outcome.detail);
  },
  { rate: 'act' },
);

const refuse = methodNotAllowed('GET', 'POST');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as PUT };

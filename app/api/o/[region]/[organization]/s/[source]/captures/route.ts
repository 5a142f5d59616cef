import { captureSource } from '@/lib/server/capture-source';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** Longer than a scan may take by its own budget, and waiting for its turn before. */
const PATIENCE_MS = 30 * 60_000;

/**
 * Looks at a source and keeps what was found, for `npm run capture` beside a running server. It answers when the source
 * was read to its end, for which it has half an hour; whoever hangs up ends it.
 */
export const POST = route<{ region: string; organization: string; source: string }>(
  async (request, path, { signal }) => {
    const access = await accessOf(request, path, signal);
    if (!access.ok) return problemJson(request, access.status, access.detail);
    const answer = await captureSource(access, path.source, signal);
    if (answer.status !== 200) return problemJson(request, answer.status, answer.detail);
    return Response.json(answer.captured);
  },
  { patienceMs: PATIENCE_MS },
);

const refuse = methodNotAllowed('POST');

export { refuse as DELETE, refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as PUT };

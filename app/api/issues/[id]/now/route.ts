import { askerOf, openIssue, refuseIssue } from '@/lib/server/issue-access';
import { issueNow } from '@/lib/server/issue-now';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** After so long it says what it has. */
const PATIENCE_MS = 120_000;

/** What is true of an issue now: its source is read anew. */
export const GET = route<{ id: string }>(
  async (request, { id }, { signal }) => {
    const opened = await openIssue(await askerOf(request), id, signal);
    if (opened.state !== 'open') return refuseIssue(request, opened);
    return Response.json(await issueNow(opened.issue, opened.access, signal));
  },
  { patienceMs: PATIENCE_MS },
);

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

import { askerOf, openIssue, refuseIssue } from '@/lib/server/issue-access';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { reportIssue } from '@/lib/server/read-issue';
import { route } from '@/lib/server/route';
import { beginFixVerification, TOO_MANY_VERIFICATIONS } from '@/lib/server/verify-fix';
import { readWantedVerification } from '@/lib/server/verify-fix-request';

export const dynamic = 'force-dynamic';

const MOST_BYTES = 16 * 1024;
/** Coveo may need a minute for its time; nobody waits longer. */
const PATIENCE_MS = 70_000;

/** Begins to verify a fix: 201 with the issue as it is then, 409 where one is under way, 502 without Coveo's time. */
export const POST = route<{ id: string }>(
  async (request, { id }, { json, signal }) => {
    const asker = await askerOf(request);
    const opened = await openIssue(asker, id, signal);
    if (opened.state !== 'open') return refuseIssue(request, opened);
    const body = await json();
    if (!body.ok) return body.answer;
    const wanted = readWantedVerification(body.value);
    if (typeof wanted === 'string') return problemJson(request, 400, wanted);
    const begun = await beginFixVerification(opened.issue, opened.access, wanted, signal);
    switch (begun.state) {
      case 'bad moment':
        return problemJson(request, 400, begun.detail);
      case 'not reached':
        return problemJson(request, 502, begun.detail);
      case 'under way':
        return problemJson(
          request,
          409,
          'A fix of this issue is being verified already. Follow that one, or give it up first.',
          { verification: begun.n },
        );
      case 'too many':
        return problemJson(request, 422, TOO_MANY_VERIFICATIONS);
      default: {
        const again = await openIssue(asker, id, signal);
        if (again.state !== 'open') return refuseIssue(request, again);
        return Response.json(await reportIssue(again.issue), { status: 201 });
      }
    }
  },
  { mostBytes: MOST_BYTES, patienceMs: PATIENCE_MS },
);

const refuse = methodNotAllowed('POST');

export { refuse as DELETE, refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as PUT };

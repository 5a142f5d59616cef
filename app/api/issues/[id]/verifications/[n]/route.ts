import { askerOf, openIssue, refuseIssue } from '@/lib/server/issue-access';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { route } from '@/lib/server/route';
import { checkFixVerification, giveUpFixVerification } from '@/lib/server/verify-fix';
import { readWantedVerification } from '@/lib/server/verify-fix-request';

export const dynamic = 'force-dynamic';

const MOST_BYTES = 16 * 1024;

/**
 * How a verification stands: Coveo is asked, unless it has ended, or was asked a moment before and `again` is not in the
 * address. An answer that passes or fails is written down.
 */
export const GET = route<{ id: string; n: string }>(async (request, { id, n }, { signal }) => {
  const opened = await openIssue(await askerOf(request), id, signal);
  if (opened.state !== 'open') return refuseIssue(request, opened);
  const verification = await checkFixVerification(opened.issue, numberOf(n), opened.access, {
    signal,
    again: new URL(request.url).searchParams.has('again'),
  });
  return verification === null ? noSuch(request) : Response.json(verification);
});

/** Gives a verification up. One that has ended is answered as it ended. */
export const DELETE = route<{ id: string; n: string }>(
  async (request, { id, n }, { json, signal }) => {
    const opened = await openIssue(await askerOf(request), id, signal);
    if (opened.state !== 'open') return refuseIssue(request, opened);
    const body = await json();
    if (!body.ok) return body.answer;
    const wanted = readWantedVerification(body.value);
    if (typeof wanted === 'string') return problemJson(request, 400, wanted);
    const verification = await giveUpFixVerification(opened.issue, numberOf(n), wanted.who);
    return verification === null ? noSuch(request) : Response.json(verification);
  },
  { mostBytes: MOST_BYTES },
);

function numberOf(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

function noSuch(request: Request): Response {
  return problemJson(request, 404, 'The issue has no verification of that number.');
}

const refuse = methodNotAllowed('GET', 'DELETE');

export { refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

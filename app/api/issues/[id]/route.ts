import { askerOf, openIssue, refuseIssue } from '@/lib/server/issue-access';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { reportIssue } from '@/lib/server/read-issue';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** One issue, whole, for who is connected to its organization. */
export const GET = route<{ id: string }>(async (request, { id }, { signal }) => {
  const opened = await openIssue(await askerOf(request), id, signal);
  if (opened.state !== 'open') return refuseIssue(request, opened);
  return Response.json(await reportIssue(opened.issue));
});

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

import { changeIssue, readChange, TOO_MANY_NOTES } from '@/lib/server/change-issue';
import { askerOf, openIssue, refuseIssue } from '@/lib/server/issue-access';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { reportIssue } from '@/lib/server/read-issue';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** Changes an issue: 200 with the issue as it is then, 409 where somebody else was quicker. */
export const POST = route<{ id: string }>(async (request, { id }, { json, signal }) => {
  const asker = await askerOf(request);
  const opened = await openIssue(asker, id, signal);
  if (opened.state !== 'open') return refuseIssue(request, opened);
  const body = await json();
  if (!body.ok) return body.answer;
  const now = new Date().toISOString();
  const wanted = readChange(body.value, now);
  if (typeof wanted === 'string') return problemJson(request, 400, wanted);
  const changed = await changeIssue(opened.issue, wanted, {
    now,
    client: opened.access.client,
    signal,
  });
  if (changed.state === 'outdated') {
    return problemJson(
      request,
      409,
      `Somebody else was quicker: you saw revision ${wanted.seen}, and it is ${changed.revision} by now.`,
      { revision: changed.revision },
    );
  }
  if (changed.state === 'too many notes') return problemJson(request, 422, TOO_MANY_NOTES);
  const again = await openIssue(asker, id, signal);
  return again.state === 'open' ? Response.json(await reportIssue(again.issue)) : refuseIssue(request, again);
});

const refuse = methodNotAllowed('POST');

export { refuse as DELETE, refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as PUT };

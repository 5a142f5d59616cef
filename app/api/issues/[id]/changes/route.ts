import { changeIssue, readChange } from '@/lib/server/change-issue';
import { askerOf, openIssue, refuseIssue } from '@/lib/server/issue-access';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { withPatience } from '@/lib/server/patience';
import { problemJson } from '@/lib/server/problem-json';
import { readBody } from '@/lib/server/read-body';
import { reportIssue } from '@/lib/server/read-issue';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** More than the longest note, however it is written. */
const MAX_BYTES = 64 * 1024;
const PATIENCE_MS = 30_000;

/** Changes an issue: 200 with the issue as it is then, 409 where somebody else was quicker. */
export const POST = route<{ id: string }>(async (request, { id }) => {
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    return problemJson(request, 415, 'Send JSON: {"kind", "seen", …}.');
  }
  const asker = await askerOf(request);
  const opened = await openIssue(asker, id, request.signal);
  if (opened.state !== 'open') return refuseIssue(request, opened);
  const body = await withPatience(request.signal, PATIENCE_MS, (signal) =>
    readBody(request, MAX_BYTES, signal),
  );
  if (!body.ok) {
    return body.why === 'too large'
      ? problemJson(request, 413, `At most ${MAX_BYTES / 1024} KB are read.`)
      : problemJson(request, 400, 'The body broke off before its end.');
  }
  const now = new Date().toISOString();
  const wanted = readChange(parsed(body.bytes), now);
  if (typeof wanted === 'string') return problemJson(request, 400, wanted);
  const changed = await changeIssue(opened.issue, wanted, now);
  if (changed.state === 'outdated') {
    return problemJson(
      request,
      409,
      `Somebody else was quicker: you saw revision ${wanted.seen}, and it is ${changed.revision} by now.`,
      { revision: changed.revision },
    );
  }
  const again = await openIssue(asker, id, request.signal);
  return again.state === 'open' ? Response.json(await reportIssue(again.issue)) : refuseIssue(request, again);
});

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

const refuse = methodNotAllowed('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

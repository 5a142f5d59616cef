import { asksForMarkdown, markdownAnswer, ownOrigin } from '@/app/api/problems/twin';
import { sourceReportMarkdown } from '@/lib/health/report/source-report-markdown';
import { askerOf, issueAccess } from '@/lib/server/issue-access';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { noSourceText } from '@/lib/server/no-such-source';
import { problemJson } from '@/lib/server/problem-json';
import { readReport } from '@/lib/server/read-report';
import { route } from '@/lib/server/route';
import { requestedWindow } from '@/lib/server/window';

export const dynamic = 'force-dynamic';

/** After so long the report says what it has. */
const PATIENCE_MS = 60_000;

/** The report of a source in `?from=&to=` (days, or ISO; the last 30 days), as JSON or as Markdown. */
export const GET = route<{ region: string; organization: string; source: string }>(
  async (request, path, { signal }) => {
    const access = await issueAccess(await askerOf(request), path, signal);
    if (!access.ok) return problemJson(request, access.status, access.detail);
    const requested = requestedWindow(new URL(request.url).searchParams);
    const answer = await readReport({ access, sourceId: path.source, requested, signal });
    if (answer.state === 'bad window') return problemJson(request, 400, answer.detail);
    if (answer.state === 'no such source') {
      return problemJson(
        request,
        404,
        `Nothing is kept of such a source. ${noSourceText(path.source, answer.answer)}`,
      );
    }
    if (!asksForMarkdown(request)) return Response.json(answer.report);
    return markdownAnswer(sourceReportMarkdown(answer.report, ownOrigin(request)));
  },
  { patienceMs: PATIENCE_MS },
);

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

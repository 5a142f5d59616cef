import { asksForMarkdown, markdownAnswer } from '@/app/api/problems/twin';
import { censusMarkdown } from '@/lib/health/census-markdown';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { noSourceProblem } from '@/lib/server/no-such-source';
import { problemJson } from '@/lib/server/problem-json';
import { readCensus } from '@/lib/server/read-census';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** What stands in the `meta` of a source's log rows, to hand on: JSON, or Markdown where `Accept` begins with it. */
export const GET = route<{ region: string; organization: string; source: string }>(
  async (request, path, { signal }) => {
    const access = await accessOf(request, path, signal);
    if (!access.ok) return problemJson(request, access.status, access.detail);
    const answer = await readCensus({
      access,
      sourceId: path.source,
      refresh: false,
      signal,
      onEvent: () => {},
    });
    if (answer.state !== 'read') return noSourceProblem(request, path.source, answer);
    return asksForMarkdown(request)
      ? markdownAnswer(censusMarkdown(answer.census))
      : Response.json(answer.census);
  },
);

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

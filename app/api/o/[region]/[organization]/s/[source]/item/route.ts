import { asksForMarkdown, markdownAnswer, ownOrigin } from '@/app/api/problems/twin';
import { itemMarkdown } from '@/lib/health/item/item-markdown';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { noSourceProblem } from '@/lib/server/no-such-source';
import { problemJson } from '@/lib/server/problem-json';
import { readItem } from '@/lib/server/read-item';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** One item explained, or those that `?match=substring` or `wildcard` finds, as JSON or as Markdown. */
export const GET = route<{ region: string; organization: string; source: string }>(
  async (request, path, { signal }) => {
    const access = await accessOf(request, path, signal);
    if (!access.ok) return problemJson(request, access.status, access.detail);
    const { searchParams } = new URL(request.url);
    const reading = await readItem({
      access,
      sourceId: path.source,
      uri: searchParams.get('uri'),
      match: searchParams.get('match'),
      signal,
    });
    if (reading.state === 'bad question') return problemJson(request, 400, reading.detail);
    if (reading.state === 'no such source') return noSourceProblem(request, path.source, reading);
    if (!asksForMarkdown(request)) return Response.json(reading.answer);
    return markdownAnswer(itemMarkdown(reading.answer, { ...path, origin: ownOrigin(request) }));
  },
);

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

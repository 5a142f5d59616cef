import { forgetPushes } from '@/lib/server/forget-pushes';
import { listPushes } from '@/lib/server/list-pushes';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';
import { takePushes } from '@/lib/server/take-pushes';

export const dynamic = 'force-dynamic';

type Path = { region: string; organization: string; source: string };

/** Recorded calls of a source, newest first, in pages: `?cursor=`. */
export const GET = route<Path>(async (request, path, { signal }) => {
  const access = await accessOf(request, path, signal);
  if (!access.ok) return problemJson(request, access.status, access.detail);
  const cursor = new URL(request.url).searchParams.get('cursor');
  const answer = await listPushes({ access, sourceId: path.source }, cursor, signal);
  switch (answer.state) {
    case 'listed':
      return Response.json(answer.list);
    case 'bad cursor':
      return problemJson(request, 400, '“cursor” must be the “next” of the page before.');
    case 'unreachable':
      return problemJson(request, answer.status, answer.detail);
  }
});

/** What a recorder may send at once. */
const MOST_BYTES = 2 * 1024 * 1024;

/** Takes what a connector knows of its calls: one JSON object, an array of them, or one a line. */
export const POST = route<Path>(
  async (request, path, { signal, bytes }) => {
    const access = await accessOf(request, path, signal);
    if (!access.ok) return problemJson(request, access.status, access.detail);
    const body = await bytes();
    if (!body.ok) return body.answer;
    const text = new TextDecoder().decode(body.value);
    const answer = await takePushes({ access, sourceId: path.source }, text, signal);
    switch (answer.state) {
      case 'taken':
        return Response.json(answer.taken, { status: 201 });
      case 'nothing':
        return problemJson(request, 400, 'The body holds no line: send one JSON object for each call.');
      case 'unreachable':
        return problemJson(request, answer.status, answer.detail);
    }
  },
  { mostBytes: MOST_BYTES, rate: 'record' },
);

/** Forgets recorded calls: `?which=all`, `?sent=` as `takenAt` named it, or `?from=&to=`. */
export const DELETE = route<Path>(
  async (request, path, { signal }) => {
    const access = await accessOf(request, path, signal);
    if (!access.ok) return problemJson(request, access.status, access.detail);
    const query = new URL(request.url).searchParams;
    const answer = await forgetPushes({ access, sourceId: path.source }, query, signal);
    switch (answer.state) {
      case 'forgotten':
        return Response.json({ forgotten: answer.lines });
      case 'bad request':
        return problemJson(request, 400, answer.detail);
      case 'unreachable':
        return problemJson(request, answer.status, answer.detail);
    }
  },
  { rate: 'record' },
);

const refuse = methodNotAllowed('GET', 'POST', 'DELETE');

export { refuse as OPTIONS, refuse as PATCH, refuse as PUT };

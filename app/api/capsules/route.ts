import { askerOf } from '@/lib/server/issue-access';
import { listPreserved } from '@/lib/server/list-capsules';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { preserve } from '@/lib/server/preserve';
import { problemJson } from '@/lib/server/problem-json';
import { addressOf } from '@/lib/server/request-identity';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** A text of 256 KB may be several times as long when it is written as JSON. */
const MOST_BYTES = 2 * 1024 * 1024;
/** A timeline may have to be read first. */
const PATIENCE_MS = 120_000;

/** Preserves an issue, a stretch of timeline or a diagnosis under a link. */
export const POST = route(
  async (request, _, { json, signal }) => {
    const body = await json();
    if (!body.ok) return body.answer;
    const keeping = { now: new Date().toISOString(), address: addressOf(request.headers), signal };
    const preserved = await preserve(body.value, await askerOf(request), keeping);
    if (!preserved.ok) return problemJson(request, preserved.status, preserved.detail);
    return Response.json(preserved.capsule, { status: 201, headers: { location: preserved.capsule.url } });
  },
  { mostBytes: MOST_BYTES, patienceMs: PATIENCE_MS, rate: 'preserve' },
);

/**
 * What was preserved from the organizations that one is connected to, newest first, by pages. With a bearer token, `region` and
 * `organization` say whose.
 */
export const GET = route(async (request, _, { signal }) => {
  const { searchParams } = new URL(request.url);
  const [region, organization] = [searchParams.get('region'), searchParams.get('organization')];
  const named = region === null || organization === null ? null : { region, organization };
  const query = { named, cursor: searchParams.get('cursor'), now: new Date().toISOString() };
  const listed = await listPreserved(await askerOf(request), query, signal);
  return listed.ok ? Response.json(listed.list) : problemJson(request, listed.status, listed.detail);
});

const refuse = methodNotAllowed('GET', 'POST');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as PUT };

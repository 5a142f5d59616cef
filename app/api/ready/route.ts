import { access, constants } from 'node:fs/promises';
import { readEnvironment } from '@/lib/server/environment';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { route } from '@/lib/server/route';
import { isStoreReady } from '@/lib/server/store';

export const dynamic = 'force-dynamic';

/** `GET /api/ready`: 200 `{ready: true}` when this instance can serve, 503 with what is missing otherwise. */
export const GET = route(async (request) => {
  try {
    await access(readEnvironment().dataDir, constants.W_OK);
  } catch {
    return problemJson(request, 503, 'The data folder cannot be written to.');
  }
  if (!(await isStoreReady())) return problemJson(request, 503, 'The store does not answer.');
  return Response.json({ ready: true });
});

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

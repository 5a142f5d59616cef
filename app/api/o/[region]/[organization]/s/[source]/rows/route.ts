import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { noSourceProblem } from '@/lib/server/no-such-source';
import { problemJson } from '@/lib/server/problem-json';
import { readLedgerRows } from '@/lib/server/read-ledger-rows';
import { accessOf } from '@/lib/server/request-access';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** The log rows behind a number of the ledger: `?run=newest&outcome=rejected`, or `?from=&to=&outcome=`; in pages. */
export const GET = route<{ region: string; organization: string; source: string }>(
  async (request, path, { signal }) => {
    const access = await accessOf(request, path, signal);
    if (!access.ok) return problemJson(request, access.status, access.detail);
    const answer = await readLedgerRows(new URL(request.url).searchParams, {
      access,
      sourceId: path.source,
      refresh: false,
      signal,
      onEvent: () => {},
    });
    switch (answer.state) {
      case 'read':
        return Response.json(answer.rows);
      case 'bad question':
        return problemJson(request, 400, answer.detail);
      case 'no run':
        return problemJson(request, 404, 'No run has settled in what was read.');
      case 'no such source':
        return noSourceProblem(request, path.source, answer);
    }
  },
);

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

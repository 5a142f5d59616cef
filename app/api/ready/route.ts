import { access, constants } from 'node:fs/promises';

export const dynamic = 'force-dynamic';

/** `GET /api/ready`: 200 `{ready: true}` when this instance can serve, 503 with what is missing otherwise. */
export async function GET(): Promise<Response> {
  const folder = process.env.PUSHSCOPE_DATA_DIR ?? '.data';
  const headers = { 'cache-control': 'no-store' };
  try {
    await access(folder, constants.W_OK);
    return Response.json({ ready: true }, { headers });
  } catch {
    const detail = 'The data folder cannot be written to.';
    return Response.json(
      { type: 'about:blank', title: 'Not ready', status: 503, detail, instance: '/api/ready' },
      { status: 503, headers: { ...headers, 'content-type': 'application/problem+json' } },
    );
  }
}

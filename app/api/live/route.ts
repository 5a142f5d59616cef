import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** `GET /api/live`: 200 `{live: true}` as long as this process answers at all; whether it can serve is `/api/ready`. */
export const GET = route(async () => Response.json({ live: true }));

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };

import 'server-only';
import type { ConnectionReport } from '@/lib/health/connection/connection-report';
import type { Access } from './access';
import { CHECK_STATUS, checkConnection } from './check-connection';

/** What came of checking a connection again. The token is never in it. */
export type Rechecked =
  | { readonly ok: true; readonly connection: ConnectionReport }
  | { readonly ok: false; readonly status: 401 | 403 | 404 | 502; readonly detail: string };

/** Asks Coveo anew what a connection may do. Nothing is kept or forgotten by it. */
export async function recheck(access: Access, signal: AbortSignal): Promise<Rechecked> {
  if (!access.ok) return access;
  const { client } = access;
  const checked = await checkConnection(client, signal);
  if (!checked.ok) return { ok: false, status: CHECK_STATUS[checked.why], detail: checked.detail };
  const { region, organization } = client;
  return { ok: true, connection: { region, organization, lines: checked.lines } };
}

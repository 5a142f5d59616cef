import type { ConnectionReport } from '@/lib/health/connection/connection-report';
import type { ConnectionWanted } from '@/lib/health/connection/connection-wanted';
import { apiError } from './api-error';
import { trusted } from './get-json';

/**
 * Connects this browser to an organization, once Coveo has said yes to the token, and gives what was found of it. The
 * token goes to Pushscope's own server, and is kept nowhere in the browser's reach. Throws `ApiError` where it is refused.
 */
export async function connectTo(wanted: ConnectionWanted): Promise<ConnectionReport> {
  return told('/api/connections', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
  });
}

/** Has a connection of this browser checked again. Throws `ApiError` where there is none, or Coveo does not tell. */
export async function checkConnection(region: string, organization: string): Promise<ConnectionReport> {
  return told(pathOf(region, organization), { headers: { accept: 'application/json' } });
}

/** Forgets a connection of this browser. Throws `ApiError` where that failed. */
export async function forgetConnection(region: string, organization: string): Promise<void> {
  await answered(pathOf(region, organization), { method: 'DELETE', headers: { accept: 'application/json' } });
}

function pathOf(region: string, organization: string): string {
  return `/api/connections/${encodeURIComponent(region)}/${encodeURIComponent(organization)}`;
}

async function told(path: string, init: RequestInit): Promise<ConnectionReport> {
  const response = await answered(path, init);
  const body: unknown = await response.json().catch(() => null);
  if (body === null) throw apiError(body, response.status, path);
  return trusted<ConnectionReport>(body);
}

async function answered(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, init).catch(() => {
    throw apiError(null, 0, path);
  });
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  throw apiError(body, response.status, path);
}

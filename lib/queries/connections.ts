import { apiError } from './api-error';

/** How one reaches an organization. The token goes to Pushscope's own server, and is kept nowhere in the browser's reach. */
export interface ConnectionToMake {
  readonly region: string;
  readonly organization: string;
  readonly token: string;
}

/** Connects this browser to an organization, once Coveo has said yes to the token. Throws `ApiError` where it is refused. */
export async function connectTo(connection: ConnectionToMake): Promise<void> {
  const path = '/api/connections';
  const response = await fetch(path, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(connection),
  }).catch(() => {
    throw apiError(null, 0, path);
  });
  if (response.ok) return;
  const body: unknown = await response.json().catch(() => null);
  throw apiError(body, response.status, path);
}

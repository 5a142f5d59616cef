import 'server-only';
import { errorFacts, log } from './log';
import { REQUEST_ID_HEADER } from './request-identity';
import { loggedPath } from './request-log';

/** What Next tells of the request in which something broke. */
interface BrokenRequest {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Logs what broke while a page was drawn, under the digest that `app/error.tsx` shows and the request's id. What breaks
 * in the sandbox is a fault that somebody asked for.
 */
export function logPageError(error: unknown, { path, method, headers }: BrokenRequest): void {
  if (path.startsWith('/sandbox/')) return;
  const requestId = headers[REQUEST_ID_HEADER];
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  log('error', 'a page broke', {
    method,
    path: loggedPath(path.split('?', 1)[0] ?? ''),
    requestId: typeof requestId === 'string' ? requestId : null,
    digest,
    ...errorFacts(error),
  });
}

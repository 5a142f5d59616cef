import 'server-only';
import { cookies } from 'next/headers';
import { type Access, resolveAccess } from './access';

/**
 * The access that a request to `/api/o/{region}/{organization}` has, by its bearer token or cookies. `signal` is the
 * request's own where none is given.
 */
export async function accessOf(
  request: Request,
  path: { readonly region: string; readonly organization: string },
  signal: AbortSignal = request.signal,
): Promise<Access> {
  const jar = await cookies();
  const credentials = {
    authorization: request.headers.get('authorization'),
    cookie: (name: string) => jar.get(name)?.value,
  };
  return resolveAccess(path.region, path.organization, credentials, signal);
}

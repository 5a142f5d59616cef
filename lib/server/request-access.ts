import 'server-only';
import { cookies } from 'next/headers';
import { type Access, resolveAccess } from './access';

/** The access that a request to `/api/o/{region}/{organization}` has, by its bearer token or cookies. */
export async function accessOf(
  request: Request,
  path: { readonly region: string; readonly organization: string },
): Promise<Access> {
  const jar = await cookies();
  return resolveAccess(path.region, path.organization, {
    authorization: request.headers.get('authorization'),
    cookie: (name) => jar.get(name)?.value,
  });
}

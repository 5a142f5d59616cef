import { type ApiKey, allowsAddress, isAlive } from './api-key';
import { accessDenied, invalidToken, unauthorized } from './error-bodies';
import type { Organization } from './organization';
import type { Organizations } from './organizations';
import { covers, coversAny, type PrivilegeKind, privilege } from './privilege';

/** The token of a request; null when it carries none. */
export function tokenOf(request: Request): string | null {
  return /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

/** The address that a request comes from, as a proxy tells it; without one it comes from this machine, 127.0.0.1. */
export function addressOf(request: Request): string {
  const told = request.headers
    .get('x-forwarded-for')
    ?.split(',')[0]
    ?.trim()
    .replace(/^::ffff:/i, '');
  return !told || told === '::1' ? '127.0.0.1' : told;
}

/** A request for an operation, as far as it decides who may. */
export interface AccessRequest {
  request: Request;
  organization: Organization | undefined;
  /** The privilege that the operation needs. */
  needs: PrivilegeKind | null;
  /** The source of the path; null where it names none. */
  source: string | null;
  /** Whether the rows of all sources are asked for, so that a privilege on some is too little (article 59). */
  ofAllSources: boolean;
  /** Whether a key answers also where it may not be used from: an evaluation says so instead. */
  fromAnywhere: boolean;
}

/**
 * The key of a request, or why it is refused: no token or a dead one (401), the key of another organization, or one
 * that lacks the privilege (403).
 */
export function admit(organizations: Organizations, access: AccessRequest): ApiKey | Response {
  const { request, organization, needs, source } = access;
  const token = tokenOf(request);
  if (!token) return unauthorized();
  const found = organizations.keyOf(token);
  if (!found) return invalidToken();
  const { key } = found;
  if (!isAlive(key, found.organization.clock.now())) return invalidToken();
  if (!access.fromAnywhere && !allowsAddress(key, addressOf(request))) return invalidToken();
  if (found.organization !== organization) return accessDenied();
  if (!mayDo(key, found.organization, needs, source, access.ofAllSources)) return accessDenied();
  key.lastUsedAt = found.organization.clock.now();
  return key;
}

function mayDo(
  { privileges }: ApiKey,
  { readOnly }: Organization,
  needs: PrivilegeKind | null,
  source: string | null,
  ofAllSources: boolean,
): boolean {
  if (needs === null) return true;
  if (readOnly && !needs.endsWith('VIEW')) return false;
  if (ofAllSources)
    return covers(privileges, privilege('ORGANIZATION VIEW')) && covers(privileges, privilege(needs));
  return source === null ? coversAny(privileges, needs) : covers(privileges, privilege(needs, source));
}

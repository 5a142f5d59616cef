import 'server-only';
import { createHash } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import { type CoveoClient, createCoveoClient } from '@/lib/coveo/client';
import { isRegion, REGIONS, type Region } from '@/lib/coveo/hosts';
import { toIso } from '@/lib/evidence/time';
import { ORGANIZATION_ID } from '@/lib/health/connection/connection-wanted';
import { readEnvironment } from './environment';
import { logFailedCall } from './log-calls';
import { readSecret } from './secret';

/** How one reaches an organization: region, organization id and access token. Never leaves the server unsealed. */
export interface Connection {
  readonly region: Region;
  readonly organization: string;
  readonly token: string;
}

/** The organization that the sandbox always has, and its API key, which opens nothing else. */
export const DEMO: Connection = {
  region: 'sandbox',
  organization: 'sandbox-demo',
  token: 'xx5a4db0c0-0000-4000-8000-000000000001',
};

/** How long a sealed connection is good for, in seconds. */
export const CONNECTION_LIFE_S = 30 * 24 * 3600;
/** The name of the cookie that holds a connection. */
export function connectionCookie(region: string, organization: string): string {
  return `pushscope-${region}-${organization}`;
}

/** Whether a cookie's name is one that a connection is kept under. */
export function isConnectionCookie(name: string): boolean {
  return REGIONS.some((region) => name.startsWith(connectionCookie(region, '')));
}

/** Whether a text can be an organization id (letters, digits, hyphens): it goes into paths and a cookie's name. */
export function isOrganizationId(text: string): boolean {
  return ORGANIZATION_ID.test(text);
}

const sealedConnection = z.object({
  region: z.string(),
  organization: z.string(),
  token: z.string(),
  exp: z.number(),
});

/** A connection encrypted for a cookie. */
export async function sealConnection(connection: Connection): Promise<string> {
  return new EncryptJWT({ ...connection })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setIssuedAt()
    .setExpirationTime(`${CONNECTION_LIFE_S}s`)
    .encrypt(await readSecret());
}

/** The connection in a sealed cookie; null when it is expired, damaged, or sealed with another secret. */
export async function openConnection(sealed: string): Promise<Connection | null> {
  return (await openSealed(sealed))?.connection ?? null;
}

/** The connection in a sealed cookie with the moment (ISO) at which it expires; null as `openConnection` gives it. */
export async function openSealed(
  sealed: string,
): Promise<{ readonly connection: Connection; readonly expiresAt: string } | null> {
  try {
    const { payload } = await jwtDecrypt(sealed, await readSecret());
    const parsed = sealedConnection.safeParse(payload);
    if (!parsed.success) return null;
    const { region, organization, token, exp } = parsed.data;
    if (!isRegion(region)) return null;
    return { connection: { region, organization, token }, expiresAt: toIso(exp * 1000) };
  } catch {
    return null;
  }
}

/** A client that speaks to Coveo for a connection, as patient as the environment says. */
export function clientFor(connection: Connection): CoveoClient {
  const { sandboxUrl, callTimeoutMs, callAttempts } = readEnvironment();
  return createCoveoClient({
    ...connection,
    sandboxUrl,
    onFailure: logFailedCall,
    ...(callTimeoutMs === null ? {} : { timeoutMs: callTimeoutMs }),
    ...(callAttempts === null ? {} : { attempts: callAttempts }),
  });
}

/** Tells tokens apart without keeping them: what was read with one token is never shown to another. */
export function tokenDigest(connection: Connection): string {
  return createHash('sha256').update(connection.token).digest('base64url');
}

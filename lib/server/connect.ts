import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { isRegion, REGIONS, type Region } from '@/lib/coveo/hosts';
import type { ConnectionReport } from '@/lib/health/connection/connection-report';
import { connectionMistake } from '@/lib/health/connection/connection-wanted';
import { LAST_CONNECTION_COOKIE } from '@/lib/health/connection/last-connection';
import { rememberVerified } from './access';
import { CHECK_STATUS, checkConnection } from './check-connection';
import {
  CONNECTION_LIFE_S,
  clientFor,
  connectionCookie,
  isConnectionCookie,
  isOrganizationId,
  openConnection,
  sealConnection,
} from './connection';
import { withoutRoom } from './cookie-room';
import { readEnvironment } from './environment';
import { writingCookie } from './writing';

/** What came of connecting. The token is never in it. */
export type Connected =
  | { readonly ok: true; readonly connection: ConnectionReport }
  | { readonly ok: false; readonly status: 400 | 403 | 404 | 502; readonly detail: string };

const wanted = z.object({ region: z.string(), organization: z.string(), token: z.string() });

/** The regions that can be connected to here: the sandbox's only where it is served. */
export function openRegions(): readonly Region[] {
  return readEnvironment().sandboxEnabled ? REGIONS : REGIONS.filter((region) => region !== 'sandbox');
}

/**
 * Checks a connection against Coveo and keeps it in an encrypted cookie, beside those that there are; where there is no
 * room for one more, that is said and nothing is forgotten. `secure`: Pushscope is reached by https.
 */
export async function connect(body: unknown, secure: boolean, signal: AbortSignal): Promise<Connected> {
  const parsed = wanted.safeParse(body);
  if (!parsed.success) return refuse(400, 'Send "region", "organization" and "token", each a text.');
  const { region } = parsed.data;
  const mistake = connectionMistake(parsed.data, openRegions());
  if (mistake !== null || !isRegion(region)) return refuse(400, mistake?.text ?? 'There is no such region.');
  const connection = {
    region,
    organization: parsed.data.organization.trim(),
    token: parsed.data.token.trim(),
  };
  const made = {
    name: connectionCookie(region, connection.organization),
    value: await sealConnection(connection),
  };
  const jar = await cookies();
  const { kept, dead } = await sorted(jar.getAll());
  const full = withoutRoom(kept, made);
  if (full !== null) return refuse(400, full);

  const client = clientFor(connection);
  const checked = await checkConnection(client, signal);
  if (!checked.ok) return refuse(CHECK_STATUS[checked.why], checked.detail);
  rememberVerified(connection, false, client.now());
  for (const name of dead) jar.delete(name);
  const life = { sameSite: 'lax', secure, path: '/', maxAge: CONNECTION_LIFE_S } as const;
  jar.set(made.name, made.value, { ...life, httpOnly: true });
  jar.set(LAST_CONNECTION_COOKIE, `${region}/${connection.organization}`, life);
  return {
    ok: true,
    connection: { region, organization: connection.organization, lines: checked.lines },
  };
}

/** The cookies of connections that open, and the names of those that do not any more: these only take room. */
async function sorted(jar: readonly { readonly name: string; readonly value: string }[]) {
  const kept: { name: string; value: string }[] = [];
  const dead: string[] = [];
  for (const cookie of jar) {
    if (!isConnectionCookie(cookie.name)) continue;
    const opened = await openConnection(cookie.value);
    const isOpen =
      opened !== null &&
      cookie.name === connectionCookie(opened.region, opened.organization) &&
      openRegions().includes(opened.region);
    if (isOpen) kept.push(cookie);
    else dead.push(cookie.name);
  }
  return { kept, dead };
}

/**
 * Forgets a connection: its cookie is deleted, and writing is off. Forgetting one that is not there is no mistake. A sentence where region
 * or organization cannot be one, else null.
 */
export async function disconnect(region: string, organization: string): Promise<string | null> {
  if (!isRegion(region)) return 'There is no such region.';
  if (!isOrganizationId(organization)) return 'That is no organization id.';
  const jar = await cookies();
  jar.delete(connectionCookie(region, organization));
  jar.delete(writingCookie(region, organization));
  if (jar.get(LAST_CONNECTION_COOKIE)?.value === `${region}/${organization}`)
    jar.delete(LAST_CONNECTION_COOKIE);
  return null;
}

function refuse(status: 400 | 403 | 404 | 502, detail: string): Connected {
  return { ok: false, status, detail };
}

import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { isRegion, REGIONS, type Region } from '@/lib/coveo/hosts';
import { getOrganizationStatus } from '@/lib/coveo/organization';
import { failureText } from '@/lib/scan/failure-text';
import { rememberVerified } from './access';
import {
  CONNECTION_LIFE_S,
  clientFor,
  connectionCookie,
  isOrganizationId,
  LAST_CONNECTION_COOKIE,
  MAX_TOKEN_CHARACTERS,
  sealConnection,
} from './connection';
import { readEnvironment } from './environment';

/** What came of connecting. The token is never in it. */
export type Connected =
  | { readonly ok: true; readonly connection: { readonly region: Region; readonly organization: string } }
  | { readonly ok: false; readonly status: 400 | 403 | 404 | 502; readonly detail: string };

const wanted = z.object({ region: z.string(), organization: z.string(), token: z.string() });

/** Checks a connection against Coveo and keeps it in an encrypted cookie. `secure`: the page came over https. */
export async function connect(body: unknown, secure: boolean, signal: AbortSignal): Promise<Connected> {
  const parsed = wanted.safeParse(body);
  if (!parsed.success) return refuse(400, 'Send "region", "organization" and "token", each a text.');
  const { region, organization } = parsed.data;
  const token = parsed.data.token.trim();
  if (!isRegion(region) || (region === 'sandbox' && !readEnvironment().sandboxEnabled)) {
    return refuse(400, `There is no region “${region}”. Regions are ${REGIONS.join(', ')}.`);
  }
  if (!isOrganizationId(organization)) {
    return refuse(
      400,
      'An organization id has letters, digits and hyphens only: it is in the console’s address.',
    );
  }
  if (token === '' || /\s/.test(token)) return refuse(400, 'The token is empty or has white space inside.');
  if (token.length > MAX_TOKEN_CHARACTERS) {
    return refuse(
      400,
      `The token is longer than ${MAX_TOKEN_CHARACTERS} characters, more than a cookie can hold. Use an API key.`,
    );
  }
  const connection = { region, organization, token };
  const client = clientFor(connection);
  const answer = await getOrganizationStatus(client, { signal });
  if (!answer.ok) {
    const { status } = answer.failure;
    if (status === 401 || status === 403) {
      return refuse(
        403,
        `Coveo does not let this token into ${organization}: ${failureText(answer.failure)}`,
      );
    }
    if (status === 404) return refuse(404, `Coveo knows no organization ${organization} in ${region}.`);
    return refuse(502, `The connection could not be checked: ${failureText(answer.failure)}`);
  }
  rememberVerified(connection, false, client.now());
  const jar = await cookies();
  const kept = { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: CONNECTION_LIFE_S } as const;
  jar.set(connectionCookie(region, organization), await sealConnection(connection), kept);
  jar.set(LAST_CONNECTION_COOKIE, `${region}/${organization}`, kept);
  return { ok: true, connection: { region, organization } };
}

/**
 * Forgets a connection: its cookie is deleted. Forgetting one that is not there is no mistake. A sentence where region
 * or organization cannot be one, else null.
 */
export async function disconnect(region: string, organization: string): Promise<string | null> {
  if (!isRegion(region)) return 'There is no such region.';
  if (!isOrganizationId(organization)) return 'That is no organization id.';
  const jar = await cookies();
  jar.delete(connectionCookie(region, organization));
  if (jar.get(LAST_CONNECTION_COOKIE)?.value === `${region}/${organization}`)
    jar.delete(LAST_CONNECTION_COOKIE);
  return null;
}

function refuse(status: 400 | 403 | 404 | 502, detail: string): Connected {
  return { ok: false, status, detail };
}

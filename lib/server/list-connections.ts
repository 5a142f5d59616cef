import 'server-only';
import { LAST_CONNECTION_COOKIE } from '@/lib/health/connection/last-connection';
import { connectionCookie, isConnectionCookie, openSealed } from './connection';
import { readEnvironment } from './environment';

/** A connection as its owner may see it: without the token. */
export interface ListedConnection {
  readonly region: string;
  readonly organization: string;
  /** When its cookie expires, ISO. */
  readonly expiresAt: string;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** The connections of a browser, the one made or looked at last first, the others by name. */
export async function listConnections(cookies: readonly Cookie[]): Promise<ListedConnection[]> {
  const { sandboxEnabled } = readEnvironment();
  const last = cookies.find(({ name }) => name === LAST_CONNECTION_COOKIE)?.value;
  const listed: ListedConnection[] = [];
  for (const { name, value } of cookies) {
    if (!isConnectionCookie(name)) continue;
    const opened = await openSealed(value);
    if (opened === null) continue;
    const { region, organization } = opened.connection;
    if (name !== connectionCookie(region, organization) || (region === 'sandbox' && !sandboxEnabled))
      continue;
    listed.push({ region, organization, expiresAt: opened.expiresAt });
  }
  const isLast = ({ region, organization }: ListedConnection) => `${region}/${organization}` === last;
  return listed.sort(
    (a, b) =>
      Number(isLast(b)) - Number(isLast(a)) ||
      a.organization.localeCompare(b.organization) ||
      a.region.localeCompare(b.region),
  );
}

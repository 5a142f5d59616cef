import 'server-only';
import { REGIONS, type Region } from '@/lib/coveo/hosts';
import { LAST_CONNECTION_COOKIE } from '@/lib/health/connection/last-connection';
import { connectionCookie, DEMO, openConnection } from './connection';
import { readEnvironment } from './environment';

/** The organization that `/` leads to. */
export interface FrontDoor {
  readonly region: Region;
  readonly organization: string;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** Whose sources `/` shows: the connection made last, else any that opens, else the demo; null where there is none. */
export async function frontDoor(cookies: readonly Cookie[]): Promise<FrontDoor | null> {
  const { sandboxEnabled } = readEnvironment();
  const last = cookies.find(({ name }) => name === LAST_CONNECTION_COOKIE)?.value ?? '';
  const [region = '', organization = ''] = last.split('/');
  const lastName = connectionCookie(region, organization);
  const lastFirst = [...cookies].sort((a, b) => Number(b.name === lastName) - Number(a.name === lastName));
  for (const { name, value } of lastFirst) {
    if (!REGIONS.some((known) => name.startsWith(connectionCookie(known, '')))) continue;
    const opened = await openConnection(value);
    if (opened === null || name !== connectionCookie(opened.region, opened.organization)) continue;
    if (opened.region === 'sandbox' && !sandboxEnabled) continue;
    return { region: opened.region, organization: opened.organization };
  }
  return sandboxEnabled ? { region: DEMO.region, organization: DEMO.organization } : null;
}

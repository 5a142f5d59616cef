import 'server-only';
import { LAST_CONNECTION_COOKIE } from '@/lib/health/connection/last-connection';
import { DEMO } from './connection';
import { type Asker, connectedPlaces, type Place } from './issue-access';

/**
 * The organizations that a browser has connections of its own to, the last one first. The demo is none: it is connected
 * everywhere, so what is listed under it would be for everybody.
 */
export async function connectedOrganizations(cookies: Asker['cookies']): Promise<Place[]> {
  const last = cookies.find(({ name }) => name === LAST_CONNECTION_COOKIE)?.value;
  const isLast = ({ region, organization }: Place) => `${region}/${organization}` === last;
  const places = await connectedPlaces({ authorization: null, cookies });
  return places
    .filter(({ region, organization }) => region !== DEMO.region || organization !== DEMO.organization)
    .sort((a, b) => Number(isLast(b)) - Number(isLast(a)));
}

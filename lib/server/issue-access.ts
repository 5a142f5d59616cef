import 'server-only';
import { cookies } from 'next/headers';
import type { StoredIssue } from '@/lib/store/issue';
import { readIssue } from '@/lib/store/read-issues';
import { type Access, isConfirmed, resolveAccess } from './access';
import { connectionCookie, DEMO, openConnection } from './connection';
import { readEnvironment } from './environment';
import { problemJson } from './problem-json';
import { processStore } from './store';

/** Who asks for issues: what their request carries. */
export interface Asker {
  readonly authorization: string | null;
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
}

/** An organization in its region. */
export interface Place {
  readonly region: string;
  readonly organization: string;
}

/** Access that was granted. */
type Granted = Extract<Access, { ok: true }>;

/** An issue for whoever may see it; else nothing that tells whether there is one. */
export type IssueOpening =
  | { readonly state: 'open'; readonly issue: StoredIssue; readonly access: Granted }
  | { readonly state: 'not connected' }
  | { readonly state: 'no such issue' };

/** The asker of a request within Next. */
export async function askerOf(request: Request): Promise<Asker> {
  const jar = await cookies();
  return { authorization: request.headers.get('authorization'), cookies: jar.getAll() };
}

/** Whether a bearer token was sent: then it alone counts. */
export function hasBearer({ authorization }: Asker): boolean {
  return /^Bearer\s+\S+$/i.test(authorization ?? '');
}

/**
 * The access to an organization's issues. Unlike a scan, a stored issue makes no call that would find a token out, so
 * a bearer token counts only while Coveo's word that it is good is fresh: ten minutes.
 */
export async function issueAccess(asker: Asker, place: Place, signal: AbortSignal): Promise<Access> {
  const credentials = {
    authorization: asker.authorization,
    cookie: (name: string) => asker.cookies.find((cookie) => cookie.name === name)?.value,
  };
  const access = await resolveAccess(place.region, place.organization, credentials, signal);
  if (!access.ok || !hasBearer(asker)) return access;
  if (isConfirmed(access.client, access.digest, access.client.now())) return access;
  return {
    ok: false,
    status: 403,
    detail: 'Coveo did not confirm that this token opens the organization. Check it, or try again.',
  };
}

/** The organizations that the asker's cookies connect to, and the demo, which is connected by itself. */
export async function connectedPlaces({ cookies: jar }: Asker): Promise<Place[]> {
  const places: Place[] = readEnvironment().sandboxEnabled
    ? [{ region: DEMO.region, organization: DEMO.organization }]
    : [];
  for (const place of await ownPlaces(jar)) {
    if (!places.some((known) => isSame(known, place))) places.push(place);
  }
  return places;
}

/** Opens an issue for who is connected to its organization. */
export async function openIssue(asker: Asker, id: string, signal: AbortSignal): Promise<IssueOpening> {
  const issue = /^[a-z0-9]{1,40}$/.test(id) ? await readIssue(await processStore(), id) : null;
  if (hasBearer(asker)) return issue ? opening(asker, issue, signal) : { state: 'no such issue' };
  const own = await ownPlaces(asker.cookies);
  const mayOpen = issue !== null && (isSame(DEMO, issue) || own.some((place) => isSame(place, issue)));
  if (mayOpen) return opening(asker, issue, signal);
  return { state: own.length === 0 ? 'not connected' : 'no such issue' };
}

/** What whoever may not see an issue is answered: the same whether it exists or not. */
export function refuseIssue(request: Request, { state }: Exclude<IssueOpening, { state: 'open' }>): Response {
  return state === 'not connected'
    ? problemJson(
        request,
        401,
        'Connect first: an issue opens for whoever has a connection to its organization. The link stays good.',
      )
    : problemJson(
        request,
        404,
        'There is no such issue, or it belongs to an organization that you are not connected to.',
      );
}

async function opening(asker: Asker, issue: StoredIssue, signal: AbortSignal): Promise<IssueOpening> {
  const access = await issueAccess(asker, issue, signal);
  return access.ok ? { state: 'open', issue, access } : { state: 'no such issue' };
}

async function ownPlaces(jar: Asker['cookies']): Promise<Place[]> {
  const places: Place[] = [];
  for (const { name, value } of jar) {
    if (!name.startsWith('pushscope-')) continue;
    const connection = await openConnection(value);
    if (connection === null) continue;
    const { region, organization } = connection;
    if (name === connectionCookie(region, organization)) places.push({ region, organization });
  }
  return places;
}

function isSame(a: Place, b: Place): boolean {
  return a.region === b.region && a.organization === b.organization;
}

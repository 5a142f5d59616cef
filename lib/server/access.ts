import 'server-only';
import type { CallFailure } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { isRegion } from '@/lib/coveo/hosts';
import { getOrganizationStatus } from '@/lib/coveo/organization';
import {
  type Connection,
  clientFor,
  connectionCookie,
  DEMO,
  isOrganizationId,
  openConnection,
  tokenDigest,
} from './connection';
import { readEnvironment } from './environment';
import { processWide, setNewest } from './process-wide';

/** What a request to `/api/o/{region}/{organization}` may use, or why it may not. */
export type Access =
  | { readonly ok: true; readonly client: CoveoClient; readonly digest: string }
  | { readonly ok: false; readonly status: 401 | 403 | 404; readonly detail: string };

/** Where a request may carry its token: the Authorization header, and its cookies by name. */
export interface Credentials {
  readonly authorization: string | null;
  readonly cookie: (name: string) => string | undefined;
}

/** How long Coveo's word on a token is taken, in ms. */
const VERIFIED_FOR_MS = 10 * 60_000;
/** How long asking Coveo of a token may hold a request up, in ms, in one attempt. */
const VERIFY_WITHIN_MS = 10_000;

/**
 * Finds the connection for an organization: a bearer token, else the organization's sealed cookie, else the demo,
 * which is connected by itself. No token gives 401, one that Coveo refuses 403. Where Coveo says neither in time the
 * request goes on: its own calls will tell. `signal` ends the asking.
 */
export async function resolveAccess(
  region: string,
  organization: string,
  credentials: Credentials,
  signal: AbortSignal,
  clientOf: (connection: Connection) => CoveoClient = clientFor,
): Promise<Access> {
  const connection = await findConnection(region, organization, credentials);
  if ('status' in connection) return { ok: false, ...connection };
  const client = clientOf(connection);
  const refusal = await refusalOf(connection, client, signal);
  if (refusal !== null) {
    // Not how Coveo answered: the words are the same for what there is and for what there is not.
    const quoted = refusal.requestId === null ? '' : ` Coveo’s request id: ${refusal.requestId}.`;
    return {
      ok: false,
      status: 403,
      detail: `Coveo does not let this token into the organization ${organization}. Check token, organization and region.${quoted}`,
    };
  }
  return { ok: true, client, digest: tokenDigest(connection) };
}

async function findConnection(
  region: string,
  organization: string,
  { authorization, cookie }: Credentials,
): Promise<Connection | { status: 401 | 404; detail: string }> {
  if (!isRegion(region)) {
    return {
      status: 404,
      detail: `There is no region ${region}. Regions are us, ca, eu, au, hipaa and sandbox.`,
    };
  }
  if (!isOrganizationId(organization)) {
    return { status: 404, detail: 'An organization id has letters, digits and hyphens only.' };
  }
  if (region === 'sandbox' && !readEnvironment().sandboxEnabled) {
    return { status: 404, detail: 'The sandbox is switched off here.' };
  }
  const bearer = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) return { region, organization, token: bearer };
  const sealed = cookie(connectionCookie(region, organization));
  const opened = sealed === undefined ? null : await openConnection(sealed);
  if (opened?.region === region && opened.organization === organization) return opened;
  if (region === DEMO.region && organization === DEMO.organization) return DEMO;
  return {
    status: 401,
    detail: `There is no connection to ${organization} in ${region}. Connect with a token first, or send one in the Authorization header.`,
  };
}

/** Whether Coveo has said yes to a token, told apart by its digest, within the time that its word is taken. */
export function isConfirmed(
  { region, organization }: Pick<Connection, 'region' | 'organization'>,
  digest: string,
  nowMs: number,
): boolean {
  const known = processWide().verified.get(`${region}/${organization}/${digest}`);
  return known !== undefined && !known.refused && nowMs - known.at < VERIFIED_FOR_MS;
}

/** Coveo's own refusal of the token; null where it lets it in. Trouble of any other kind is not the token's fault. */
async function refusalOf(
  connection: Connection,
  client: CoveoClient,
  signal: AbortSignal,
): Promise<CallFailure | null> {
  if (isConfirmed(connection, tokenDigest(connection), client.now())) return null;
  const timeoutMs = Math.min(client.timeoutMs, VERIFY_WITHIN_MS);
  const answer = await getOrganizationStatus({ ...client, attempts: 1 }, { signal, timeoutMs });
  if (answer.ok) {
    rememberVerified(connection, false, client.now());
    return null;
  }
  const { failure } = answer;
  if (failure.status !== 401 && failure.status !== 403) return null;
  rememberVerified(connection, true, client.now());
  return failure;
}

/** Keeps what Coveo has just said of a connection's token, so that it is not asked again at once. */
export function rememberVerified(connection: Connection, refused: boolean, nowMs: number): void {
  const { region, organization } = connection;
  const key = `${region}/${organization}/${tokenDigest(connection)}`;
  setNewest(processWide().verified, key, { refused, at: nowMs }, 1_000);
}

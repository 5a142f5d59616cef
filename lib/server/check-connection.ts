import 'server-only';
import type { CallFailure, CallOptions, CallResult, Receipt } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { getOrganizationStatus } from '@/lib/coveo/organization';
import { evaluatePrivilege, listOwnPrivileges } from '@/lib/coveo/own-privileges';
import type { OrganizationStatus } from '@/lib/evidence/organization';
import type { PrivilegeEvaluation } from '@/lib/evidence/privilege-evaluation';
import {
  type ConnectionFacts,
  connectionLines,
  type Evaluated,
  refusalText,
} from '@/lib/health/connection/connection-lines';
import {
  type ConnectionLine,
  FEARED_PRIVILEGES,
  NEEDED_PRIVILEGES,
} from '@/lib/health/connection/connection-report';
import { PROBLEMS } from '@/lib/problems/problems';
import { failureText } from '@/lib/scan/failure-text';

/** Whoever connects waits for this: one attempt of a call takes no longer, and there are two at most. */
const PATIENCE_MS = 15_000;
const ATTEMPTS = 2;

/** Whoever set Pushscope up may have to mend this; where HTTPS_PROXY is set, it is the proxy that refuses. */
const PROXY_HINT =
  ' Where this machine reaches the internet through a proxy only, HTTPS_PROXY of Pushscope must name it.';

/** The HTTP status that tells whoever asked why a connection is not made. */
export const CHECK_STATUS = { refused: 403, 'unknown organization': 404, 'not told': 502 } as const;

/** What came of asking Coveo for a connection. */
export type Checked =
  | { readonly ok: true; readonly lines: readonly ConnectionLine[] }
  /** `detail` says why, without the token. */
  | {
      readonly ok: false;
      readonly why: 'refused' | 'unknown organization' | 'not told';
      readonly detail: string;
    };

/**
 * Asks Coveo whether a token opens its organization, and what it may do there. Only the first question decides: what
 * the others do not tell is said so, and nothing is concluded from it.
 */
export async function checkConnection(client: CoveoClient, signal: AbortSignal): Promise<Checked> {
  const hasty = { ...client, attempts: Math.min(client.attempts, ATTEMPTS) };
  const options = { signal, timeoutMs: Math.min(client.timeoutMs, PATIENCE_MS) };
  const answer = await getOrganizationStatus(hasty, options);
  const answeredMs = client.now();
  if (!answer.ok) return refused(hasty, answer.failure, options);
  const clock = {
    coveo: answer.receipt.at,
    askedMs: answeredMs - answer.receipt.ms,
    answeredMs,
  };
  return { ok: true, lines: connectionLines(await ask(hasty, answer.value, clock, options), PROBLEMS) };
}

async function ask(
  client: CoveoClient,
  status: OrganizationStatus,
  clock: ConnectionFacts['clock'],
  options: CallOptions,
): Promise<ConnectionFacts> {
  const [held, ...needed] = await Promise.all([
    listOwnPrivileges(client, options),
    ...NEEDED_PRIVILEGES.map(({ privilege }) => evaluatePrivilege(client, privilege, options)),
  ]);
  // An empty list beside granted privileges is a list of something else: of members, perhaps.
  const isListed = held.ok && (held.value.length > 0 || !needed.some((one) => one.ok && one.value.approved));
  const feared = isListed
    ? []
    : await Promise.all(
        FEARED_PRIVILEGES.map(async (privilege) => ({
          privilege,
          evaluated: evaluatedOf(await evaluatePrivilege(client, privilege, options)),
        })),
      );
  return {
    organization: client.organization,
    status,
    needed: needed.map(evaluatedOf),
    held:
      held.ok && isListed
        ? { told: true, privileges: held.value }
        : { told: false, ...(held.ok ? emptyList(held.receipt) : notTold(held.failure)) },
    feared,
    clock,
  };
}

function evaluatedOf(result: CallResult<PrivilegeEvaluation>): Evaluated {
  return result.ok ? { told: true, ...result.value } : { told: false, ...notTold(result.failure) };
}

function notTold(failure: CallFailure) {
  const { call, status, requestId } = failure;
  return { why: failureText(failure), failed: { call, status, requestId } };
}

function emptyList({ call, status, requestId }: Receipt) {
  return {
    why: 'Coveo lists no privilege of it, though it grants some.',
    failed: { call, status, requestId },
  };
}

/** Why a connection is not made. A token that is refused is asked once more what it lacks: that needs no privilege. */
async function refused(client: CoveoClient, failure: CallFailure, options: CallOptions): Promise<Checked> {
  const { organization, region } = client;
  const { requestId } = failure;
  const quoted = requestId === null ? '' : ` Coveo’s request id: ${requestId}.`;
  const said = failureText(failure);
  if (failure.status === 404) {
    return {
      ok: false,
      why: 'unknown organization',
      detail: `Coveo knows no organization ${organization} in ${region} (404). Check the id, and the region.${quoted}`,
    };
  }
  if (failure.status === 401) {
    return {
      ok: false,
      why: 'refused',
      detail: `Coveo does not let this token into ${organization}: ${said} It may have expired, been disabled or cut in copying; and a token of another region is unknown in ${region}.${quoted}`,
    };
  }
  if (failure.status === 403) {
    const [needed] = NEEDED_PRIVILEGES;
    const asked = await evaluatePrivilege(client, needed.privilege, options);
    const reason =
      asked.ok && !asked.value.approved
        ? ` Its own answer: ${refusalText(needed.name, asked.value.codes)}.`
        : '';
    return {
      ok: false,
      why: 'refused',
      detail: `Coveo does not let this token into ${organization}: ${said}${reason}${quoted}`,
    };
  }
  const { kind, status, message } = failure;
  const isRedirect = status !== null && status >= 300 && status < 400;
  const more = kind === 'unreachable' || isRedirect ? ` ${message}` : '';
  const proxy = kind === 'unreachable' && region !== 'sandbox' ? PROXY_HINT : '';
  return {
    ok: false,
    why: 'not told',
    detail: `The connection could not be checked: ${said}${more}${proxy}${quoted}`,
  };
}

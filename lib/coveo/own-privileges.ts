import { type Privilege, readPrivileges } from '@/lib/evidence/privilege';
import { type PrivilegeEvaluation, readPrivilegeEvaluation } from '@/lib/evidence/privilege-evaluation';
import type { CallOptions, CallResult } from './call';
import type { CoveoClient } from './client';
import { platformUrl } from './path';
import { type Reading, request } from './request';

/**
 * Asks whether the client's own token may do one thing in its organization. It needs no privilege and changes nothing
 * (health specification).
 */
export function evaluatePrivilege(
  client: CoveoClient,
  privilege: Privilege,
  options: CallOptions = {},
): Promise<CallResult<PrivilegeEvaluation>> {
  return request(
    client,
    {
      call: 'privilege.evaluate',
      method: 'POST',
      url: `${client.hosts.platform}/rest/privilege/evaluate`,
      json: { organizationId: client.organization, requestedPrivilege: privilege },
      retry: 'reads',
      read: (body): Reading<PrivilegeEvaluation> => {
        const evaluation = readPrivilegeEvaluation(body);
        return evaluation
          ? { ok: true, value: evaluation }
          : { ok: false, why: 'The answer holds no privilege evaluation.' };
      },
    },
    options,
  );
}

/** Asks whether the client's own token may edit a source, which pushing to it needs. */
export function evaluateSourceEdit(
  client: CoveoClient,
  sourceId: string,
  options: CallOptions = {},
): Promise<CallResult<PrivilegeEvaluation>> {
  const privilege = { owner: 'PLATFORM', targetDomain: 'SOURCE', type: 'EDIT', targetId: sourceId };
  return evaluatePrivilege(client, privilege, options);
}

/**
 * Lists all that the client's own token may do in its organization. The health specification speaks of members there;
 * whether an API key is answered as well it does not say.
 */
export function listOwnPrivileges(
  client: CoveoClient,
  options: CallOptions = {},
): Promise<CallResult<readonly Privilege[]>> {
  return request(
    client,
    {
      call: 'privileges.me',
      method: 'GET',
      url: platformUrl(client, '/privileges/me'),
      retry: 'reads',
      read: (body): Reading<readonly Privilege[]> => {
        const privileges = readPrivileges(body);
        return privileges
          ? { ok: true, value: privileges }
          : { ok: false, why: 'The answer holds no list of privileges.' };
      },
    },
    options,
  );
}

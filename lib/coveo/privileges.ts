import { type PrivilegeEvaluation, readPrivilegeEvaluation } from '@/lib/evidence/privilege-evaluation';
import type { CallOptions, CallResult } from './call';
import type { CoveoClient } from './client';
import { type Reading, request } from './request';

/**
 * Asks whether the client's own token may edit a source, which pushing to it needs. It needs no privilege and changes
 * nothing (health specification).
 */
export function evaluateSourceEdit(
  client: CoveoClient,
  sourceId: string,
  options: CallOptions = {},
): Promise<CallResult<PrivilegeEvaluation>> {
  return request(
    client,
    {
      call: 'privilege.evaluate',
      method: 'POST',
      url: `${client.hosts.platform}/rest/privilege/evaluate`,
      json: {
        organizationId: client.organization,
        requestedPrivilege: { owner: 'PLATFORM', targetDomain: 'SOURCE', type: 'EDIT', targetId: sourceId },
      },
      retry: 'reads',
      read: readAnswer,
    },
    options,
  );
}

function readAnswer(body: unknown): Reading<PrivilegeEvaluation> {
  const evaluation = readPrivilegeEvaluation(body);
  return evaluation
    ? { ok: true, value: evaluation }
    : { ok: false, why: 'The answer holds no privilege evaluation.' };
}

import { listApiKeys } from '@/lib/coveo/api-keys';
import type { CallOptions, CallResult } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { getContentLimits } from '@/lib/coveo/limits';
import { evaluateSourceEdit } from '@/lib/coveo/own-privileges';
import type { ApiKey } from '@/lib/evidence/api-key';
import { COMPLETE, type OPTIONAL_PARTS, type PartCoverage, type Read } from '@/lib/evidence/coverage';
import type { Limit } from '@/lib/evidence/limit';
import type { PrivilegeEvaluation } from '@/lib/evidence/privilege-evaluation';
import type { TimeWindow } from '@/lib/evidence/time';
import { partOfCall, readOfCall } from './call-coverage';
import type { Done } from './count-rows';
import { failureText } from './failure-text';

/** Nobody waits longer for one attempt: the verdict does not rest on these reads. */
const PATIENCE_MS = 15_000;

/** What was read of the organization that a source may run into; null as long as it has not come. */
export interface OrganizationReads {
  limits: CallResult<readonly Limit[]> | null;
  privileges: CallResult<PrivilegeEvaluation> | null;
  keys: CallResult<readonly ApiKey[]> | null;
}

/** A call each, side by side. `reads` fills as they come; `ended` when all have. */
export function readOrganization(
  client: CoveoClient,
  sourceId: string,
  options: CallOptions,
  done: Done,
): { readonly reads: OrganizationReads; readonly ended: Promise<void> } {
  const reads: OrganizationReads = { limits: null, privileges: null, keys: null };
  const patient = { ...options, timeoutMs: Math.min(PATIENCE_MS, client.timeoutMs) };
  const ended = Promise.all([
    getContentLimits(client, patient).then((result) => {
      reads.limits = done(result);
    }),
    evaluateSourceEdit(client, sourceId, patient).then((result) => {
      reads.privileges = done(result);
    }),
    listApiKeys(client, patient).then((result) => {
      reads.keys = done(result);
    }),
  ]).then(() => {});
  return { reads, ended };
}

/** The parts that these reads are. */
export function partsOfOrganization({
  limits,
  privileges,
  keys,
}: OrganizationReads): Record<(typeof OPTIONAL_PARTS)[number], PartCoverage> {
  return {
    limits: partOf(limits, 'the organization’s limits'),
    privileges: partOf(privileges, 'what it may do'),
    keys: partOf(keys, 'the API keys'),
  };
}

/** The entries that these reads make in the list of what was read; those that have come. */
export function readsOfOrganization(
  { limits, privileges, keys }: OrganizationReads,
  window: TimeWindow,
): Read[] {
  return [
    ...(limits ? [readOfCall(limits, 'limits', window, 0)] : []),
    ...(privileges ? [readOfCall(privileges, 'privilege.evaluate', window, 0)] : []),
    ...(keys ? [readOfCall(keys, 'apikeys.list', window, 0)] : []),
  ];
}

function partOf(result: CallResult<unknown> | null, what: string): PartCoverage {
  if (result === null) return { ...COMPLETE, state: 'missing', why: 'Not read yet.' };
  const part = partOfCall(result);
  if (result.ok || (result.failure.status !== 401 && result.failure.status !== 403)) return part;
  return { ...part, why: `This token may not read ${what}: ${failureText(result.failure)}` };
}

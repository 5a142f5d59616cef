import { z } from 'zod';
import { type OrganizationStatus, readOrganizationStatus } from '@/lib/evidence/organization';
import type { CallOptions, CallResult } from './call';
import type { CoveoClient } from './client';
import { platformUrl } from './path';
import { type Reading, request } from './request';

/** Reads whether the organization is active, paused or read-only (health specification; ORGANIZATION VIEW). */
export function getOrganizationStatus(
  client: CoveoClient,
  options: CallOptions = {},
): Promise<CallResult<OrganizationStatus>> {
  return request(
    client,
    {
      call: 'organization.status',
      method: 'GET',
      url: platformUrl(client, '/status'),
      retry: 'reads',
      read: readStatus,
    },
    options,
  );
}

/** An answer that says nothing of the state is unreadable: the reader's defaults would make it not paused. */
const telling = z.union([
  z.looseObject({ lifeCycleState: z.string() }),
  z.looseObject({ pauseState: z.string() }),
  z.looseObject({ paused: z.boolean() }),
]);

function readStatus(body: unknown): Reading<OrganizationStatus> {
  const status = telling.safeParse(body).success ? readOrganizationStatus(body) : null;
  return status
    ? { ok: true, value: status }
    : { ok: false, why: 'The answer holds no organization status.' };
}

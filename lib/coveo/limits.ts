import { type Limit, readLimits } from '@/lib/evidence/limit';
import type { CallOptions, CallResult } from './call';
import type { CoveoClient } from './client';
import { platformUrl } from './path';
import { type Reading, request } from './request';

/** Reads what the licence allows of content, and how much of it is used (health specification; ORGANIZATION VIEW). */
export function getContentLimits(
  client: CoveoClient,
  options: CallOptions = {},
): Promise<CallResult<readonly Limit[]>> {
  return request(
    client,
    {
      call: 'limits',
      method: 'GET',
      url: platformUrl(client, '/limits/content'),
      retry: 'reads',
      read: readContent,
    },
    options,
  );
}

/** An answer that holds anything, and no limit that can be read, is unreadable: no limits at all are an empty object. */
function readContent(body: unknown): Reading<readonly Limit[]> {
  const limits = readLimits(body);
  const isEmpty = limits?.length === 0 && Object.keys(Object(body)).length > 0;
  return limits === null || isEmpty
    ? { ok: false, why: 'The answer holds no limits.' }
    : { ok: true, value: limits };
}

import { z } from 'zod';
import { type ApiKey, readApiKey } from '@/lib/evidence/api-key';
import { redact } from '@/lib/redaction/redact';
import type { CallOptions, CallResult } from './call';
import type { CoveoClient } from './client';
import { platformUrl } from './path';
import { type Reading, request } from './request';

/**
 * Lists the organization's API keys (`ApiKeys.list` of the official client; the privilege to view API keys). The value
 * of a key, which a job sends as its token, never leaves here: it is not read, and of a success that could not be
 * read no body is kept.
 */
export async function listApiKeys(
  client: CoveoClient,
  options: CallOptions = {},
): Promise<CallResult<readonly ApiKey[]>> {
  const result = await request(
    client,
    {
      call: 'apikeys.list',
      method: 'GET',
      url: platformUrl(client, '/apikeys'),
      retry: 'reads',
      read: readKeys,
    },
    options,
  );
  if (result.ok || result.failure.kind === 'refused') return result;
  return { ok: false, failure: { ...result.failure, body: '' } };
}

/** Entries without an id make the whole unreadable: a key that is not seen might be the one. */
function readKeys(body: unknown): Reading<readonly ApiKey[]> {
  const parsed = z.array(z.unknown()).safeParse(body);
  if (!parsed.success) return { ok: false, why: 'The answer holds no list of API keys.' };
  const keys: ApiKey[] = [];
  for (const entry of parsed.data) {
    const key = readApiKey(entry);
    if (key === null) return { ok: false, why: 'The answer holds an API key without an id.' };
    keys.push({ ...key, name: redact(key.name) });
  }
  return { ok: true, value: keys };
}

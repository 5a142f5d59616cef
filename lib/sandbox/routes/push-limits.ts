import { open } from 'node:fs/promises';
import type { ApiCall, Handler } from '../api-call';
import {
  documentLimitExceeded,
  organizationIsPaused,
  tooManyDocumentsDaily,
  tooManyRequests,
} from '../error-bodies';
import type { LimitKey } from '../licence';
import { noteRefusal, reachedLimit } from '../limits';
import { findSource } from '../organization';
import { isPausedAt } from '../pause';
import { accept } from '../pipeline/accept';
import { isThrottled } from '../pipeline/rules';

const REFUSALS: Record<LimitKey, () => Response> = {
  numberOfDocumentsLimit: documentLimitExceeded,
  pushApiMaximumDailyInvocations: tooManyRequests,
  pushApiMaximumDailyDocumentCount: tooManyDocumentsDaily,
};

/** Refuses (429 or 412) what is over one of these limits; null when none is reached. */
export function refuseOverLimit(call: ApiCall, keys: readonly LimitKey[]): Response | null {
  const { organization, now, param, newId } = call;
  const key = reachedLimit(organization, now, keys);
  if (!key) return null;
  const source = findSource(organization, param('source'));
  noteRefusal(source?.pipeline ?? organization, now, newId());
  return REFUSALS[key]();
}

/** What an item that is added may run into. */
export const ADDITIONS = ['pushApiMaximumDailyDocumentCount', 'numberOfDocumentsLimit'] as const;
/** What an item that is deleted may run into, and a batch before its content is known. */
export const DELETIONS = ['pushApiMaximumDailyDocumentCount'] as const;

/** What comes before the parameters of every call: whether anything is taken from this organization, and so much. */
export function guarded(handler: Handler): Handler {
  return (call) => {
    const { organization, now, param } = call;
    if (isPausedAt(organization.pauses, now)) return organizationIsPaused();
    const source = findSource(organization, param('source'));
    if (source && isThrottled(source.pipeline.rules, now)) {
      accept(source.pipeline, { at: now, requestId: call.requestId, request: { type: 'throttled' } });
      return tooManyRequests();
    }
    return refuseOverLimit(call, ['pushApiMaximumDailyInvocations']) ?? handler(call);
  };
}

const PEEKED_BYTES = 65_536;

/** Whether a batch adds anything, from the beginning of its file: one that only deletes is taken at the item limit. */
export async function addsItems(file: string): Promise<boolean> {
  const handle = await open(file).catch(() => null);
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(PEEKED_BYTES), 0, PEEKED_BYTES, 0);
    return /"addOrUpdate"\s*:\s*\[\s*\{/i.test(buffer.toString('latin1', 0, bytesRead));
  } finally {
    await handle.close();
  }
}

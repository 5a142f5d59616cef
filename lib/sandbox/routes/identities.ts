import { rm } from 'node:fs/promises';
import { z } from 'zod';
import type { ApiCall, Handler } from '../api-call';
import { batchNotDeserializable, invalidJson, missingParameter } from '../error-bodies';
import { takeUpload } from '../file-container';
import { countCallWithoutSource } from '../limits';
import { providerAt, setIdentity } from '../security-provider';
import { readPushBody, refuseType } from './push-body';
import { accepted, readOrderingId, readQueueDelay } from './push-call';
import { guarded } from './push-limits';

const identity = z.object({
  name: z.string().min(1),
  type: z.enum(['USER', 'GROUP', 'VIRTUAL_GROUP', 'UNKNOWN']).default('UNKNOWN'),
});

/** push specification: BaseIdentityBody. */
const baseIdentityBody = z.object({ identity });
/** push specification: IdentityBody. */
const identityBody = baseIdentityBody.extend({
  members: z.array(identity).optional(),
  wellKnowns: z.array(identity).optional(),
});
const mapping = identity.extend({ provider: z.string().optional() });

/** push specification: MappedIdentityBody, whose `mappings` is a list; the official client takes a single one, and sends it so. */
const mappedIdentityBody = baseIdentityBody.extend({
  mappings: z.union([z.array(mapping), mapping]).optional(),
  wellKnowns: z.array(identity).optional(),
});

/** A call that every check lets pass counts for the day. */
function providerOf({ organization, now, param }: ApiCall) {
  countCallWithoutSource(organization, now);
  return providerAt(organization.providers, param('provider'), now);
}

/** Takes a call with one identity in its body, which the specification calls by this name. */
function taking(
  name: string,
  schema: z.ZodType<z.infer<typeof baseIdentityBody>>,
  isEnabled: boolean,
): Handler {
  return guarded(async (call) => {
    const wrongType = refuseType(call);
    if (wrongType) return wrongType;
    const orderingId = readOrderingId(call);
    if (orderingId instanceof Response) return orderingId;
    const body = await readPushBody(call, name);
    if (body instanceof Response) return body;
    const parsed = schema.safeParse(body);
    if (!parsed.success) return invalidJson();
    const { type, name: key } = parsed.data.identity;
    setIdentity(providerOf(call), `${type} ${key}`, orderingId, isEnabled);
    return accepted(call, orderingId);
  });
}

const putBatch = guarded(async (call) => {
  const fileId = call.url.searchParams.get('fileId');
  if (!fileId) return missingParameter('fileId');
  const orderingId = readOrderingId(call);
  if (orderingId instanceof Response) return orderingId;
  const path = takeUpload(call.organization.containers, fileId, call.now);
  if (path === null) return batchNotDeserializable(fileId);
  providerOf(call);
  // What the file of such a batch holds is not in the specification: it is not read.
  await rm(path, { force: true });
  return accepted(call, orderingId);
});

const olderThan = guarded((call) => {
  const orderingId = readOrderingId(call, true);
  if (orderingId instanceof Response) return orderingId;
  const queueDelayMs = readQueueDelay(call);
  if (queueDelayMs instanceof Response) return queueDelayMs;
  providerOf(call).awaited.push({ due: call.now + queueDelayMs, orderingId });
  return accepted(call, orderingId);
});

/** The Push API for security identities: what is pushed is checked and counted, and has no effect on items. */
export const identitiesHandlers = {
  'identities.mapping': taking('mappedIdentityBody', mappedIdentityBody, true),
  'identities.put': taking('identityBody', identityBody, true),
  'identities.delete': taking('baseIdentityBody', baseIdentityBody, false),
  'identities.batch': putBatch,
  'identities.olderThan': olderThan,
} as const satisfies Record<string, Handler>;

import type { ApiCall } from '../api-call';
import {
  batchNotDeserializable,
  invalidParameter,
  missingParameter,
  refusal,
  sourceDoesNotExist,
} from '../error-bodies';
import { dropExpired } from '../file-container';
import { findSource } from '../organization';
import { accept } from '../pipeline/accept';
import type { BatchFile, PushRequest } from '../pipeline/call';
import { presign, REQUIRED_HEADERS } from '../presigned-url';
import { isStreamEnabled, type Source } from '../source';
import { addsItems, DELETIONS, refuseOverLimit } from './push-limits';

const LARGEST_ORDERING_ID = 2n ** 64n - 1n;
const DEFAULT_QUEUE_DELAY_MINUTES = 15;

function sourceFor(
  { organization, param }: ApiCall,
  kind: string,
  isEnabled: (source: Source) => boolean,
): Source | Response {
  const id = param('source');
  const source = findSource(organization, id);
  if (!source) return sourceDoesNotExist(id);
  if (isEnabled(source)) return source;
  return refusal(412, 'INVALID_SOURCE_CONFIGURATION', `Source '${id}' is not ${kind} enabled.`);
}

/** The source of the path, or the refusal (412) where there is none or nothing can be pushed to it. */
export function pushableSource(call: ApiCall): Source | Response {
  return sourceFor(call, 'push', ({ pushEnabled }) => pushEnabled);
}

/** The source of the path, or the refusal (412) where there is none or the Stream API is not for it. */
export function streamableSource(call: ApiCall): Source | Response {
  return sourceFor(call, 'stream', isStreamEnabled);
}

function isOrderingId(text: string): boolean {
  return /^\d{1,20}$/.test(text) && BigInt(text) <= LARGEST_ORDERING_ID;
}

/** The time of a call as an ordering id, which is what it has unless it says another. */
export function orderingIdNow({ now }: ApiCall): bigint {
  return BigInt(Math.floor(now));
}

/** An ordering id as a text has it, or the refusal (412) that names the parameter. */
export function orderingIdOf(text: string, name: string): bigint | Response {
  return isOrderingId(text) ? BigInt(text) : invalidParameter(name, 'an unsigned 64-bit integer');
}

/** The `orderingId` of a query, which is the time of the call where it is left out and may be; or the refusal (412). */
export function readOrderingId(call: ApiCall, isRequired = false): bigint | Response {
  const text = call.url.searchParams.get('orderingId');
  if (text === null || text === '') return isRequired ? missingParameter('orderingId') : orderingIdNow(call);
  return orderingIdOf(text, 'orderingId');
}

/** The `queueDelay` of a query in milliseconds, fifteen minutes where it is left out; or the refusal (412). */
export function readQueueDelay({ url }: ApiCall): number | Response {
  const minutes = url.searchParams.get('queueDelay') ?? String(DEFAULT_QUEUE_DELAY_MINUTES);
  return /^\d{1,9}$/.test(minutes)
    ? Number(minutes) * 60_000
    : invalidParameter('queueDelay', 'an integer of 0 or more');
}

/** Puts what a call asks for into its source's queue. */
export function take({ now, requestId }: ApiCall, source: Source, request: PushRequest): void {
  accept(source.pipeline, { at: now, requestId, request });
}

/** The answer to a call whose work is enqueued; 202 unless it is another. */
export function accepted({ requestId }: ApiCall, orderingId: bigint, status = 202): Response {
  return Response.json({ orderingId: String(orderingId), requestId }, { status });
}

/** The address that the client reached the sandbox at, also behind a proxy. */
function originOf({ request, url }: ApiCall): string {
  const protocol =
    request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim() ?? url.protocol.replace(':', '');
  return `${protocol}://${request.headers.get('host') ?? url.host}`;
}

/** Makes a file container, and what a client has to know of it. */
export function makeContainer(call: ApiCall) {
  const { organization, now } = call;
  void dropExpired(organization.containers, now);
  const fileId = call.newId();
  organization.containers.set(fileId, { fileId, createdAt: now, path: null });
  const path = `/sandbox/_s3/${organization.settings.id}/${fileId}`;
  const uploadUri = `${originOf(call)}${path}?${presign(organization.secret, path, now)}`;
  return { uploadUri, fileId, requiredHeaders: REQUIRED_HEADERS };
}

/**
 * Takes what was uploaded to these containers out of them, or says why not: nothing was (404, with the first id), or a
 * limit is reached (429, 412).
 */
export async function takeUploads(
  call: ApiCall,
  fileIds: readonly string[],
): Promise<BatchFile[] | Response> {
  const { containers } = call.organization;
  void dropExpired(containers, call.now);
  const files = fileIds.flatMap((fileId) => {
    const path = containers.get(fileId)?.path;
    return path ? [{ fileId, content: { kind: 'file', path } } as const] : [];
  });
  if (files.length === 0) return batchNotDeserializable(fileIds[0] ?? '');
  const daily = refuseOverLimit(call, DELETIONS);
  if (daily) return daily;
  const full = refuseOverLimit(call, ['numberOfDocumentsLimit']);
  if (full) {
    for (const { content } of files) if (await addsItems(content.path)) return full;
  }
  // A container is gone once it is forwarded; its file lives on until the pipeline has read it.
  for (const { fileId } of files) containers.delete(fileId);
  return files;
}

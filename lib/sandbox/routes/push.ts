import type { ApiCall, Handler } from '../api-call';
import {
  batchNotDeserializable,
  invalidJson,
  invalidParameter,
  missingParameter,
  refusal,
  requestTooLong,
  sourceDoesNotExist,
  unsupportedMediaType,
} from '../error-bodies';
import { dropExpired } from '../file-container';
import { isJson, readJsonObject } from '../json-body';
import { countContainerCall } from '../limits';
import { findSource } from '../organization';
import { accept } from '../pipeline/accept';
import type { PushRequest, StatusType } from '../pipeline/call';
import { measureItem } from '../pipeline/measure-item';
import { presign, REQUIRED_HEADERS } from '../presigned-url';
import type { Source } from '../source';
import { ADDITIONS, addsItems, DELETIONS, guarded, refuseOverLimit } from './push-limits';

/** The most that a single item's request may be, in bytes (article 63). */
const LARGEST_ITEM_BYTES = 6 * 1024 * 1024;

const LARGEST_ORDERING_ID = 2n ** 64n - 1n;
const DEFAULT_QUEUE_DELAY_MINUTES = 15;
const COMPRESSION_TYPES = ['UNCOMPRESSED', 'ZLIB', 'GZIP', 'LZMA', 'DEFLATE'];
const STATUS_TYPES: readonly StatusType[] = ['REBUILD', 'REFRESH', 'INCREMENTAL', 'IDLE'];

function pushableSource({ organization, param }: ApiCall): Source | Response {
  const id = param('source');
  const source = findSource(organization, id);
  if (!source) return sourceDoesNotExist(id);
  if (source.pushEnabled) return source;
  return refusal(412, 'INVALID_SOURCE_CONFIGURATION', `Source '${id}' is not push enabled.`);
}

/** The `orderingId` of a query, which is the time of the call where it is left out and may be. */
function readOrderingId({ url, now }: ApiCall, isRequired = false): bigint | Response {
  const text = url.searchParams.get('orderingId');
  if (text === null || text === '')
    return isRequired ? missingParameter('orderingId') : BigInt(Math.floor(now));
  const isInRange = /^\d{1,20}$/.test(text) && BigInt(text) <= LARGEST_ORDERING_ID;
  return isInRange ? BigInt(text) : invalidParameter('orderingId', 'an unsigned 64-bit integer');
}

function readFlag(query: URLSearchParams, name: string): boolean | Response {
  const text = query.get(name)?.toLowerCase() ?? 'false';
  return text === 'true' || text === 'false' ? text === 'true' : invalidParameter(name, 'true or false');
}

function take({ now, requestId }: ApiCall, source: Source, request: PushRequest): void {
  accept(source.pipeline, { at: now, requestId, request });
}

function accepted({ requestId }: ApiCall, orderingId: bigint): Response {
  return Response.json({ orderingId: String(orderingId), requestId }, { status: 202 });
}

/** The address that the client reached the sandbox at, also behind a proxy. */
function originOf({ request, url }: ApiCall): string {
  const protocol =
    request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim() ?? url.protocol.replace(':', '');
  return `${protocol}://${request.headers.get('host') ?? url.host}`;
}

const createFile: Handler = (call) => {
  const { organization, now } = call;
  void dropExpired(organization.containers, now);
  countContainerCall(organization, now);
  const fileId = call.newId();
  organization.containers.set(fileId, { fileId, createdAt: now, path: null });
  const path = `/sandbox/_s3/${organization.settings.id}/${fileId}`;
  const uploadUri = `${originOf(call)}${path}?${presign(organization.secret, path, now)}`;
  return Response.json({ uploadUri, fileId, requiredHeaders: REQUIRED_HEADERS }, { status: 201 });
};

/** Whether two keys of an item are the same but for case, which Coveo takes for a duplicate, or a value is an object. */
function isMalformed(item: Record<string, unknown>): boolean {
  const keys = Object.keys(item).map((key) => key.toLowerCase());
  if (new Set(keys).size !== keys.length) return true;
  return Object.entries(item).some(
    ([key, value]) =>
      key.toLowerCase() !== 'permissions' &&
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value),
  );
}

const putDocument: Handler = async (call) => {
  const { request, url } = call;
  const source = pushableSource(call);
  if (source instanceof Response) return source;
  if (!isJson(request)) return unsupportedMediaType();
  const documentId = url.searchParams.get('documentId');
  if (!documentId) return missingParameter('documentId');
  const orderingId = readOrderingId(call);
  if (orderingId instanceof Response) return orderingId;
  const compression = url.searchParams.get('compressionType');
  if (compression !== null && !COMPRESSION_TYPES.includes(compression.toUpperCase())) {
    return invalidParameter('compressionType', COMPRESSION_TYPES.join(', '));
  }
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST_ITEM_BYTES) {
    return requestTooLong();
  }
  const body = await readUpTo(request, LARGEST_ITEM_BYTES);
  if (body === null) return requestTooLong();
  if (body.byteLength === 0) return missingParameter('documentBody');
  const item = await readJsonObject(new Request(url, { method: 'PUT', headers: request.headers, body }));
  if (item instanceof Response) return item;
  if (isMalformed(item)) return invalidJson();
  const refused = refuseOverLimit(call, ADDITIONS);
  if (refused) return refused;
  take(call, source, { type: 'put', orderingId, item: measureItem(documentId, item) });
  return accepted(call, orderingId);
};

/** The body of a request; null once it is longer than `most` bytes, of which no more is kept. */
async function readUpTo(request: Request, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > most) return null;
    chunks.push(chunk);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return body;
}

const deleteDocument: Handler = (call) => {
  const source = pushableSource(call);
  if (source instanceof Response) return source;
  const documentId = call.url.searchParams.get('documentId');
  if (!documentId) return missingParameter('documentId');
  const orderingId = readOrderingId(call);
  if (orderingId instanceof Response) return orderingId;
  const deleteChildren = readFlag(call.url.searchParams, 'deleteChildren');
  if (deleteChildren instanceof Response) return deleteChildren;
  const refused = refuseOverLimit(call, DELETIONS);
  if (refused) return refused;
  take(call, source, { type: 'delete', orderingId, target: { documentId, deleteChildren } });
  return accepted(call, orderingId);
};

const pushBatch: Handler = async (call) => {
  const { organization, url } = call;
  const source = pushableSource(call);
  if (source instanceof Response) return source;
  const fileId = url.searchParams.get('fileId');
  if (!fileId) return missingParameter('fileId');
  const orderingId = readOrderingId(call);
  if (orderingId instanceof Response) return orderingId;
  dropExpired(organization.containers, call.now);
  const container = organization.containers.get(fileId);
  if (!container?.path) return batchNotDeserializable(fileId);
  const daily = refuseOverLimit(call, DELETIONS);
  if (daily) return daily;
  const full = refuseOverLimit(call, ['numberOfDocumentsLimit']);
  if (full && (await addsItems(container.path))) return full;
  // A container is gone once it is forwarded; its file lives on until the pipeline has read it.
  organization.containers.delete(fileId);
  take(call, source, { type: 'batch', orderingId, fileId, content: { kind: 'file', path: container.path } });
  return accepted(call, orderingId);
};

const deleteOlderThan: Handler = (call) => {
  const source = pushableSource(call);
  if (source instanceof Response) return source;
  const orderingId = readOrderingId(call, true);
  if (orderingId instanceof Response) return orderingId;
  const minutes = call.url.searchParams.get('queueDelay') ?? String(DEFAULT_QUEUE_DELAY_MINUTES);
  if (!/^\d{1,9}$/.test(minutes)) return invalidParameter('queueDelay', 'an integer of 0 or more');
  take(call, source, { type: 'olderThan', orderingId, queueDelayMs: Number(minutes) * 60_000 });
  return accepted(call, orderingId);
};

const setStatus: Handler = (call) => {
  const source = pushableSource(call);
  if (source instanceof Response) return source;
  const text = call.url.searchParams.get('statusType');
  if (!text) return missingParameter('statusType');
  const status = STATUS_TYPES.find((candidate) => candidate === text.toUpperCase());
  if (!status) return invalidParameter('statusType', STATUS_TYPES.join(', '));
  take(call, source, { type: 'status', status });
  // The official JavaScript client reads JSON from this answer, and fails on an empty one.
  return Response.json({}, { status: 201 });
};

/** The Push API for items. */
export const pushHandlers = {
  'push.files': guarded(createFile),
  'push.document': guarded(putDocument),
  'push.deleteDocument': guarded(deleteDocument),
  'push.batch': guarded(pushBatch),
  'push.olderThan': guarded(deleteOlderThan),
  'push.status': guarded(setStatus),
} as const satisfies Record<string, Handler>;

import type { Handler } from '../api-call';
import { invalidJson, invalidParameter, missingParameter } from '../error-bodies';
import { countCallWithoutSource } from '../limits';
import type { StatusType } from '../pipeline/call';
import { measureItem } from '../pipeline/measure-item';
import { readPushBody, refuseType } from './push-body';
import {
  accepted,
  makeContainer,
  pushableSource,
  readOrderingId,
  readQueueDelay,
  take,
  takeUploads,
} from './push-call';
import { ADDITIONS, DELETIONS, guarded, refuseOverLimit } from './push-limits';

const COMPRESSION_TYPES = ['UNCOMPRESSED', 'ZLIB', 'GZIP', 'LZMA', 'DEFLATE'];
const STATUS_TYPES: readonly StatusType[] = ['REBUILD', 'REFRESH', 'INCREMENTAL', 'IDLE'];

function readFlag(query: URLSearchParams, name: string): boolean | Response {
  const text = query.get(name)?.toLowerCase() ?? 'false';
  return text === 'true' || text === 'false' ? text === 'true' : invalidParameter(name, 'true or false');
}

const createFile: Handler = (call) => {
  countCallWithoutSource(call.organization, call.now);
  return Response.json(makeContainer(call), { status: 201 });
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
  const { url } = call;
  const source = pushableSource(call);
  if (source instanceof Response) return source;
  const wrongType = refuseType(call);
  if (wrongType) return wrongType;
  const documentId = url.searchParams.get('documentId');
  if (!documentId) return missingParameter('documentId');
  const orderingId = readOrderingId(call);
  if (orderingId instanceof Response) return orderingId;
  const compression = url.searchParams.get('compressionType');
  if (compression !== null && !COMPRESSION_TYPES.includes(compression.toUpperCase())) {
    return invalidParameter('compressionType', COMPRESSION_TYPES.join(', '));
  }
  const item = await readPushBody(call, 'documentBody');
  if (item instanceof Response) return item;
  if (isMalformed(item)) return invalidJson();
  const refused = refuseOverLimit(call, ADDITIONS);
  if (refused) return refused;
  take(call, source, { type: 'put', orderingId, item: measureItem(documentId, item) });
  return accepted(call, orderingId);
};

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
  const source = pushableSource(call);
  if (source instanceof Response) return source;
  const fileId = call.url.searchParams.get('fileId');
  if (!fileId) return missingParameter('fileId');
  const orderingId = readOrderingId(call);
  if (orderingId instanceof Response) return orderingId;
  const files = await takeUploads(call, [fileId]);
  if (files instanceof Response) return files;
  for (const file of files) take(call, source, { type: 'batch', orderingId, use: 'push', file });
  return accepted(call, orderingId);
};

const deleteOlderThan: Handler = (call) => {
  const source = pushableSource(call);
  if (source instanceof Response) return source;
  const orderingId = readOrderingId(call, true);
  if (orderingId instanceof Response) return orderingId;
  const queueDelayMs = readQueueDelay(call);
  if (queueDelayMs instanceof Response) return queueDelayMs;
  take(call, source, { type: 'olderThan', orderingId, queueDelayMs });
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

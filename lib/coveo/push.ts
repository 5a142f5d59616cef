import { z } from 'zod';
import type { Json } from '@/lib/evidence/json';
import type { CallOptions, CallResult } from './call';
import type { CoveoClient } from './client';
import { pathPart, pushUrl } from './path';
import { type CallSpec, type Reading, request } from './request';

/**
 * Where a batch or a large item is put before it is pushed. It lives 60 minutes (Push specification). `uploadUri` is
 * presigned and thereby a secret: never log, store or render it.
 */
export interface FileContainer {
  readonly uploadUri: string;
  readonly fileId: string;
  /** To be sent with the upload, these and no others. */
  readonly requiredHeaders: Readonly<Record<string, string>>;
}

/** What an accepted push answers: enqueued, not indexed. The specification promises no body, so either may be null. */
export interface Accepted {
  readonly orderingId: string | null;
  readonly requestId: string | null;
}

/** An orderingId: up to 20 digits, which a number cannot hold. */
export type OrderingId = string | bigint;

/** The statuses of a Push source (article 35). The first three open an activity, IDLE ends it. */
export type SourceStatus = 'REBUILD' | 'REFRESH' | 'INCREMENTAL' | 'IDLE';

/** What can be put into a file container. A stream is sent once, so it is never retried. */
export type UploadBody = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

/** Makes a file container. */
export function createFileContainer(
  client: CoveoClient,
  options: CallOptions = {},
): Promise<CallResult<FileContainer>> {
  return request(
    client,
    {
      call: 'push.files',
      method: 'POST',
      url: pushUrl(client, '/files'),
      json: {},
      retry: 'throttle-only',
      read: readContainer,
    },
    options,
  );
}

/**
 * Puts a body into a file container, without the access token and with exactly the container's required headers
 * (article 43). `bytes` is a stream's length: S3 refuses uploads without one. It is tried again only where it was
 * refused for being too much at once (429, 503), and a stream never.
 */
export function uploadToContainer(
  client: CoveoClient,
  container: FileContainer,
  body: UploadBody,
  options: CallOptions & { readonly bytes?: number } = {},
): Promise<CallResult<null>> {
  const isStream = body instanceof ReadableStream;
  const length: Record<string, string> = {};
  if (isStream && options.bytes !== undefined) length['content-length'] = String(options.bytes);
  return request(
    client,
    {
      call: 'upload',
      method: 'PUT',
      url: container.uploadUri,
      raw: { body, headers: { ...container.requiredHeaders, ...length } },
      retry: isStream ? 'never' : 'busy',
      bodyMatters: false,
      read: () => ({ ok: true, value: null }),
    },
    options,
  );
}

/** Pushes the batch that was put into a file container. */
export function pushBatch(
  client: CoveoClient,
  push: { readonly sourceId: string; readonly fileId: string; readonly orderingId?: OrderingId },
  options: CallOptions = {},
): Promise<CallResult<Accepted>> {
  const { fileId, orderingId } = push;
  return request(
    client,
    write('push.batch', 'PUT', sourceUrl(client, push.sourceId, '/documents/batch', { fileId, orderingId })),
    options,
  );
}

/** Adds or updates one item; `item` is its `DocumentBody` (data, metadata, permissions). */
export function pushItem(
  client: CoveoClient,
  push: {
    readonly sourceId: string;
    readonly documentId: string;
    readonly item: Readonly<Record<string, Json>>;
    readonly orderingId?: OrderingId;
    /** UNCOMPRESSED, ZLIB, GZIP, LZMA or DEFLATE: of `compressedBinaryData`. */
    readonly compressionType?: string;
  },
  options: CallOptions = {},
): Promise<CallResult<Accepted>> {
  const { documentId, orderingId, compressionType } = push;
  const url = sourceUrl(client, push.sourceId, '/documents', { documentId, orderingId, compressionType });
  return request(client, { ...write('push.document', 'PUT', url), json: push.item }, options);
}

/** Deletes one item and, where asked, those whose URI begins with its own and a slash (article 171). */
export function deleteItem(
  client: CoveoClient,
  push: {
    readonly sourceId: string;
    readonly documentId: string;
    readonly deleteChildren?: boolean;
    readonly orderingId?: OrderingId;
  },
  options: CallOptions = {},
): Promise<CallResult<Accepted>> {
  const { documentId, deleteChildren, orderingId } = push;
  const url = sourceUrl(client, push.sourceId, '/documents', { documentId, deleteChildren, orderingId });
  return request(client, write('push.deleteDocument', 'DELETE', url), options);
}

/**
 * Deletes all items whose last orderingId is strictly lower. `queueDelay` is in minutes; Coveo's default is 15. A
 * value in the future locks the source until then (article 147).
 */
export function deleteOlderThan(
  client: CoveoClient,
  push: { readonly sourceId: string; readonly orderingId: OrderingId; readonly queueDelay?: number },
  options: CallOptions = {},
): Promise<CallResult<Accepted>> {
  const { orderingId, queueDelay } = push;
  const url = sourceUrl(client, push.sourceId, '/documents/olderthan', { orderingId, queueDelay });
  return request(client, write('push.olderThan', 'DELETE', url), options);
}

/** Sets a Push source's status. */
export function setSourceStatus(
  client: CoveoClient,
  push: { readonly sourceId: string; readonly status: SourceStatus },
  options: CallOptions = {},
): Promise<CallResult<Accepted>> {
  const url = sourceUrl(client, push.sourceId, '/status', { statusType: push.status });
  return request(client, write('push.status', 'POST', url), options);
}

function sourceUrl(
  client: CoveoClient,
  sourceId: string,
  path: string,
  query: Parameters<typeof pushUrl>[2],
): string {
  return pushUrl(client, `/sources/${pathPart(sourceId)}${path}`, query);
}

/** A write that may have taken effect even where its answer was lost: only a 429 is retried, and no body can undo it. */
function write(call: string, method: 'POST' | 'PUT' | 'DELETE', url: string): CallSpec<Accepted> {
  const json = method === 'DELETE' ? undefined : {};
  return { call, method, url, json, retry: 'throttle-only', bodyMatters: false, read: readAccepted };
}

const wireContainer = z.object({
  uploadUri: z.url(),
  fileId: z.string().min(1),
  requiredHeaders: z.record(z.string(), z.string()).nullish(),
});

function readContainer(body: unknown): Reading<FileContainer> {
  const parsed = wireContainer.safeParse(body);
  if (!parsed.success) return { ok: false, why: 'The answer holds no file container.' };
  const { uploadUri, fileId, requiredHeaders } = parsed.data;
  return { ok: true, value: { uploadUri, fileId, requiredHeaders: requiredHeaders ?? {} } };
}

const digits = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);
const wireAccepted = z.object({ orderingId: digits, requestId: z.string().nullish().catch(null) });

function readAccepted(body: unknown): Reading<Accepted> {
  const parsed = wireAccepted.safeParse(body);
  const wire = parsed.success ? parsed.data : {};
  return { ok: true, value: { orderingId: wire.orderingId ?? null, requestId: wire.requestId ?? null } };
}

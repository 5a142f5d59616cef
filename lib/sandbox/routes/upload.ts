import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ApiCall, Handler } from '../api-call';
import { s3Error, s3Trace } from '../error-bodies';
import type { FileContainer } from '../file-container';
import { EXPIRES_SECONDS, expiryOf, isSigned } from '../presigned-url';
import { PART } from '../upload-folder';

/** The most that a file container takes, in bytes (article 63). */
const LARGEST_UPLOAD_BYTES = 256 * 1024 * 1024;

class TooLarge extends Error {}

/** Seconds resolution, as S3 writes times. */
function s3Time(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

function refuseUpload({ request, url, organization, now, requestId }: ApiCall): Response | null {
  const trace = s3Trace(requestId);
  if (request.headers.has('authorization')) {
    const message =
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified';
    return s3Error(400, 'InvalidArgument', message, { ArgumentName: 'Authorization', ...trace });
  }
  const expiry = expiryOf(url.searchParams);
  if (expiry !== null && now > expiry) {
    return s3Error(403, 'AccessDenied', 'Request has expired', {
      'X-Amz-Expires': String(EXPIRES_SECONDS),
      Expires: s3Time(expiry),
      ServerTime: s3Time(now),
      ...trace,
    });
  }
  if (!url.searchParams.has('X-Amz-Signature')) return s3Error(403, 'AccessDenied', 'Access Denied', trace);
  if (isSigned(organization.secret, url, request.headers)) return null;
  const message =
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
  return s3Error(403, 'SignatureDoesNotMatch', message, trace);
}

/** Streams a body to a file; answers its length in bytes, or null when it is longer than a container takes. */
async function store(body: ReadableStream<Uint8Array> | null, file: string): Promise<number | null> {
  let length = 0;
  const measure = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      length += chunk.byteLength;
      done(length > LARGEST_UPLOAD_BYTES ? new TooLarge() : null, chunk);
    },
  });
  try {
    await pipeline(
      body ? Readable.from(chunksOf(body)) : Readable.from([]),
      measure,
      createWriteStream(file),
    );
    return length;
  } catch (error) {
    await rm(file, { force: true });
    if (error instanceof TooLarge) return null;
    throw error;
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    reader.releaseLock();
  }
}

const tooLarge = (size: number, requestId: string) =>
  s3Error(413, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
    ProposedSize: String(size),
    MaxSizeAllowed: String(LARGEST_UPLOAD_BYTES),
    ...s3Trace(requestId),
  });

const noSuchKey = (requestId: string) =>
  s3Error(404, 'NoSuchKey', 'The specified key does not exist.', s3Trace(requestId));

/** No answer of S3's: the sandbox's own disk space is used up. */
const noSpace = (requestId: string) =>
  s3Error(507, 'InsufficientStorage', 'The sandbox has no room for more uploads.', s3Trace(requestId));

const uploadFile: Handler = async (call) => {
  const { organization, request, uploads } = call;
  const refused = refuseUpload(call);
  if (refused) return refused;
  const container = organization.containers.get(call.param('file'));
  if (!container) return noSuchKey(call.requestId);
  const declared = request.headers.get('content-length');
  if (declared && Number(declared) > LARGEST_UPLOAD_BYTES) return tooLarge(Number(declared), call.requestId);

  const release = await uploads.reserve(declared ? Number(declared) : LARGEST_UPLOAD_BYTES);
  if (!release) return noSpace(call.requestId);
  try {
    return await takeIn(call, container, declared);
  } finally {
    release();
  }
};

/** Streams an upload into its container, where it is only once it is whole. */
async function takeIn(call: ApiCall, container: FileContainer, declared: string | null): Promise<Response> {
  const { organization, request, uploads } = call;
  const file = path.join(uploads.path, `${organization.settings.id}-${container.fileId}`);
  const part = `${file}.${call.requestId}${PART}`;
  const length = await store(request.body, part);
  if (length === null) return tooLarge(LARGEST_UPLOAD_BYTES + 1, call.requestId);
  if (declared && Number(declared) !== length) {
    await rm(part, { force: true });
    const message = 'You did not provide the number of bytes specified by the Content-Length HTTP header.';
    return s3Error(400, 'IncompleteBody', message, s3Trace(call.requestId));
  }
  if (organization.containers.get(container.fileId) !== container) {
    // It expired, or was forwarded, while the upload came in.
    await rm(part, { force: true });
    return noSuchKey(call.requestId);
  }
  await rename(part, file);
  container.path = file;
  return new Response(null, { status: 200, headers: { etag: `"${container.fileId}"` } });
}

/** Uploads to file containers, in Amazon S3's place. */
export const uploadHandlers = { upload: uploadFile } as const satisfies Record<string, Handler>;

import type { ApiCall } from '../api-call';
import { missingParameter, requestTooLong, unsupportedMediaType } from '../error-bodies';
import { isJson, readJsonObject } from '../json-body';

/** The most that the request of a single item, identity or alias may be, in bytes (article 63). */
const LARGEST_REQUEST_BYTES = 6 * 1024 * 1024;

/** The refusal of a request by its headers: another content type than JSON (415). */
export function refuseType({ request }: ApiCall): Response | null {
  return isJson(request) ? null : unsupportedMediaType();
}

/** The JSON object of a request, or the refusal: too large (413), none at all (412, by the name it has), no JSON object (400). */
export async function readPushBody(
  { request, url }: ApiCall,
  name: string,
): Promise<Record<string, unknown> | Response> {
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST_REQUEST_BYTES) return requestTooLong();
  const body = await readUpTo(request, LARGEST_REQUEST_BYTES);
  if (body === null) return requestTooLong();
  if (body.byteLength === 0) return missingParameter(name);
  return readJsonObject(new Request(url, { method: 'PUT', headers: request.headers, body }));
}

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

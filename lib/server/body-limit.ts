import 'server-only';
import { withPatience } from './patience';
import { problemJson } from './problem-json';
import { processWide } from './process-wide';
import { readBody } from './read-body';

/** What a body came to, or the answer that refuses it. */
export type BodyAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly answer: Response };

/** How long a body may take to arrive, in milliseconds. */
const ARRIVES_WITHIN_MS = 30_000;

/** How many bytes of bodies this process reads at a time, for all its requests together. */
const MOST_AT_A_TIME = 128 * 1024 * 1024;

const BUSY_S = 5;

/**
 * Reads the body of a request, `most` bytes of it at most, within half a minute; 413, 408 or 400 where that fails, 503
 * where so much is being read that this one would not fit into memory beside it.
 */
export async function readGuardedBody(
  request: Request,
  most: number,
): Promise<BodyAnswer<Uint8Array<ArrayBuffer>>> {
  const shared = processWide();
  const room = Math.min(most, lengthOf(request.headers) ?? most);
  if (shared.bodyBytes + room > MOST_AT_A_TIME) {
    const busy = problemJson(request, 503, `Too much is being read right now. Try again in ${BUSY_S} s.`);
    busy.headers.set('retry-after', String(BUSY_S));
    return { ok: false, answer: busy };
  }
  shared.bodyBytes += room;
  try {
    const body = await withPatience(request.signal, ARRIVES_WITHIN_MS, (signal) =>
      readBody(request, most, signal),
    );
    return body.ok ? { ok: true, value: body.bytes } : { ok: false, answer: unread(request, body.why, most) };
  } finally {
    shared.bodyBytes -= room;
  }
}

function lengthOf(headers: Headers): number | null {
  const length = headers.get('content-length');
  return length !== null && /^\d+$/.test(length) ? Number(length) : null;
}

function unread(request: Request, why: 'too large' | 'too slow' | 'broke off', most: number): Response {
  if (why === 'too large') return problemJson(request, 413, `At most ${sizeOf(most)} are read here.`);
  if (why === 'broke off') return problemJson(request, 400, 'The body broke off before its end.');
  const seconds = ARRIVES_WITHIN_MS / 1000;
  const refused = problemJson(request, 408, `The body took longer than ${seconds} s to arrive.`);
  refused.headers.set('connection', 'close');
  return refused;
}

/** A limit in words. */
export function sizeOf(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MB` : `${bytes / 1024} KB`;
}

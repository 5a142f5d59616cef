import { apiError } from './api-error';

/** Asks Pushscope's own API for a `T`. Throws `ApiError` when it refuses, does not answer, or answers no JSON. */
export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } }).catch((error) => {
    if (signal.aborted) throw error;
    throw apiError(null, 0, path);
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw apiError(body, response.status, path);
  return trusted<T>(body);
}

/**
 * The one place where an answer of our own API is given its type. Nothing checks it at run time: it holds because page
 * and API come out of one build, with the same types, and everything that Coveo sent was parsed before on the server.
 * A page left open over an upgrade can meet a newer API until it is loaded again.
 */
export function trusted<T>(body: unknown): T {
  return body as T;
}

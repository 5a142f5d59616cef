import { apiError } from './api-error';

/**
 * Asks Pushscope's own API. The answer is taken as `T`: both ends are built from the same types in one build, so it is
 * not parsed again. Throws `ApiError` for everything else.
 */
export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } }).catch((error) => {
    if (signal.aborted) throw error;
    throw apiError(null, 0, path);
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw apiError(body, response.status, path);
  return trusted<T>(body);
}

/** The one place where an answer of our own API is given its type. */
export function trusted<T>(body: unknown): T {
  return body as T;
}

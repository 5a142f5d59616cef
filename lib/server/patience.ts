import 'server-only';

/**
 * Does `work` with a signal that ends with the caller's, or after `ms` milliseconds: what was done by then is of use.
 * A timer of its own, because on Node 20 a signal made by `AbortSignal.any` does not keep a time-out alive.
 */
export async function withPatience<T>(
  caller: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, ms);
  if (caller.aborted) end();
  caller.addEventListener('abort', end, { once: true });
  try {
    return await work(ending.signal);
  } finally {
    clearTimeout(timer);
    caller.removeEventListener('abort', end);
  }
}

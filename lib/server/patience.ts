import 'server-only';
import { onStop } from './stopping';

/**
 * Does `work` with a signal that ends with the caller's, after `ms` milliseconds, or when this process is asked to
 * end: what was done by then is of use.
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
  const stay = onStop(end);
  if (caller.aborted) end();
  caller.addEventListener('abort', end, { once: true });
  try {
    return await work(ending.signal);
  } finally {
    clearTimeout(timer);
    stay();
    caller.removeEventListener('abort', end);
  }
}

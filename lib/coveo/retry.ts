import { toIso } from '@/lib/evidence/time';
import type { CoveoClient } from './client';
import { readHttpDate } from './http-date';

/** The wait before the next attempt, or until when Coveo wants none (ISO in UTC), where that is too long to wait. */
export type NextAttempt =
  | { readonly wait: 'short'; readonly ms: number }
  | { readonly wait: 'too long'; readonly until: string };

/**
 * The wait after the given number of attempts: what Coveo asks for, else a back-off that doubles, a random half of it
 * left out so that clients do not come back together. A back-off is never longer than the client's longest wait; a
 * `Retry-After` that is longer ends the call, as nobody may come back before it. `at` is the answer's date, ISO.
 */
export function nextAttempt(
  client: CoveoClient,
  attempts: number,
  retryAfter: string | null,
  at: string | null,
): NextAttempt {
  const nowMs = at === null ? client.now() : Date.parse(at);
  const asked = retryAfterMs(retryAfter, nowMs);
  if (asked !== null && asked > client.maxWaitMs) {
    return { wait: 'too long', until: toIso(Math.min(nowMs + asked, LATEST_MS)) };
  }
  const backoff = client.backoffMs * 2 ** (attempts - 1) * (0.5 + client.random() / 2);
  return { wait: 'short', ms: Math.round(asked ?? Math.min(backoff, client.maxWaitMs)) };
}

/** The last moment that a date can hold: a `Retry-After` may name any number. */
const LATEST_MS = 8.64e15;

/**
 * Milliseconds that a `Retry-After` asks for: seconds, or an HTTP date seen from `nowMs`. Null when there is none or
 * it cannot be read.
 */
export function retryAfterMs(retryAfter: string | null, nowMs: number): number | null {
  const text = retryAfter?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = readHttpDate(text);
  return date === null ? null : Math.max(0, date - nowMs);
}

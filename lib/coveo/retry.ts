import { toIso } from '@/lib/evidence/time';
import type { CoveoClient } from './client';
import { readHttpDate } from './http-date';

/**
 * Which failures a call is tried again after:
 * - `reads`: 429, 5xx, no answer, a time-out, a body that was cut;
 * - `throttle-only`: 429 alone, for writes (a 504 or a time-out after a write may have taken effect);
 * - `busy`: 429 and 503, for uploads: S3 answers 503 when it is too busy to take anything;
 * - `never`: what can be sent only once.
 */
export type RetryRule = 'reads' | 'throttle-only' | 'busy' | 'never';

/** What there is to know of a failed attempt to decide on another one. */
export interface FailedAttempt {
  readonly status: number | null;
  readonly code: string | null;
  /** No answer came, it timed out, or its body was cut. */
  readonly broken: boolean;
}

/** Whether another attempt may help. A daily limit is not over in a minute (article 63). */
export function mayRetry(rule: RetryRule, failed: FailedAttempt): boolean {
  if (rule === 'never' || failed.code === 'TOO_MANY_DOCUMENTS_DAILY') return false;
  if (failed.status === 429) return true;
  if (rule === 'busy') return failed.status === 503;
  return rule === 'reads' && (failed.broken || (failed.status !== null && failed.status >= 500));
}

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

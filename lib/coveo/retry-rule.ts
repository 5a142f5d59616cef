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

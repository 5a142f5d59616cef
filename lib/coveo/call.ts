import type { RetryRule } from './retry-rule';

/** One call's end: its value with a receipt, or a failure. Expected failures never throw. */
export type CallResult<T> =
  | { readonly ok: true; readonly value: T; readonly receipt: Receipt }
  | { readonly ok: false; readonly failure: CallFailure };

/** What can be shown of an answered call: no token, no signature. */
export interface Receipt {
  /** The operation's name, such as `logs.list`. */
  readonly call: string;
  readonly method: string;
  /** Redacted. */
  readonly url: string;
  readonly status: number;
  /** Coveo's `X-Request-ID`, to quote to Coveo Support; null where it sent none. */
  readonly requestId: string | null;
  /** The answer's `Date` header, ISO in UTC: Coveo's own now. Null where it sent none. */
  readonly at: string | null;
  /** Milliseconds that the last attempt took. */
  readonly ms: number;
  /** Every attempt made, the last included. */
  readonly attempts: readonly Attempt[];
}

/** One attempt of a call. */
export interface Attempt {
  /** Null when no answer came. */
  readonly status: number | null;
  readonly kind: 'answered' | CallFailureKind;
  /** Milliseconds waited after it before the next one; 0 after the last. */
  readonly waitedMs: number;
  /** The answer's `Retry-After` as it came. */
  readonly retryAfter: string | null;
}

/**
 * - `refused`: an HTTP status that is no success (redirects, never followed, too);
 * - `unreachable`: no answer came (name, connection, TLS);
 * - `timeout`: an attempt took longer than the client allows;
 * - `aborted`: the caller ended it;
 * - `unreadable`: a success whose body was cut, is no JSON, or is not of the shape that Coveo documents.
 */
export type CallFailureKind = 'refused' | 'unreachable' | 'timeout' | 'aborted' | 'unreadable';

/** What a body looked like, whatever its Content-Type said. */
export type BodyKind = 'json' | 'html' | 'xml' | 'text' | 'empty';

/** A call that failed, with all that can be shown of it. Plain JSON, redacted: no token, no signature. */
export interface CallFailure {
  readonly kind: CallFailureKind;
  /** The operation's name, such as `logs.list`. */
  readonly call: string;
  readonly method: string;
  readonly url: string;
  /** Null when no answer came. */
  readonly status: number | null;
  /** Coveo's `errorCode` (else `type` or `code`; numbers as text), or S3's `Code`; null where none was given. */
  readonly code: string | null;
  /** Coveo's message where it gave one, else a sentence of ours; never empty. */
  readonly message: string;
  readonly requestId: string | null;
  /** The first 4,000 characters of the body as it came, redacted; of a cut body what arrived. */
  readonly body: string;
  readonly bodyKind: BodyKind;
  /** Coveo's web application firewall refused the request (`x-coveo-waf-action: block`). */
  readonly waf: boolean;
  /** The answer's `Date` header, ISO in UTC; null where none came. */
  readonly at: string | null;
  /** Milliseconds that the last attempt took. */
  readonly ms: number;
  readonly attempts: readonly Attempt[];
}

/** A wait before the next attempt, told when it begins. */
export interface Wait {
  /** When it ends by this machine's clock, ISO in UTC. */
  readonly until: string;
  readonly ms: number;
  /** Coveo asked for it by Retry-After; else it is our own patience before the next attempt. */
  readonly asked: boolean;
  readonly call: string;
  /** The status that caused it; null when no answer came. */
  readonly status: number | null;
}

/** What a caller may add to any call. */
export interface CallOptions {
  /** Ends the call, a wait included, at once: the result is then a failure of kind `aborted`. */
  readonly signal?: AbortSignal;
  /** Told of each wait as it begins. */
  readonly onWait?: (wait: Wait) => void;
  /** In place of the client's, in milliseconds for one attempt. */
  readonly timeoutMs?: number;
  /** In place of the call's own rule: which failures it is tried again after. */
  readonly retry?: RetryRule;
}

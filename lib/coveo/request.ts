import { toIso } from '@/lib/evidence/time';
import { answerFacts, conceal } from './answer';
import type { Attempt, CallOptions, CallResult, Receipt } from './call';
import type { CoveoClient } from './client';
import { type Exchange, exchange, LONGEST_ANSWER, type Outgoing } from './exchange';
import { abortedBefore, failureOf } from './failure';
import { parseJson } from './json-text';
import { nextAttempt } from './retry';
import { mayRetry, type RetryRule } from './retry-rule';

/** What a reader makes of a body: the value, or a sentence that says what is missing. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string };

/** One call as its function describes it. */
export interface CallSpec<T> {
  /** The operation's name, such as `logs.list`. */
  readonly call: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** The body as JSON, sent with the access token. */
  readonly json?: unknown;
  /** A body sent as it is with exactly these headers, and without the access token: for presigned URLs. */
  readonly raw?: Pick<Outgoing, 'body' | 'headers'>;
  readonly retry: RetryRule;
  /** False where the status alone tells success: the reader then gets undefined for a body that cannot be parsed. */
  readonly bodyMatters?: boolean;
  readonly read: (body: unknown) => Reading<T>;
}

/**
 * Makes one call, with retries, and reads its answer. Every expected failure is a value; what throws is a bug. Neither
 * the receipt nor the failure holds the access token or a presigned signature.
 */
export async function request<T>(
  client: CoveoClient,
  spec: CallSpec<T>,
  options: CallOptions = {},
): Promise<CallResult<T>> {
  const result = await withRetries(client, spec, options);
  if (!result.ok && result.failure.kind !== 'aborted') client.onFailure(result.failure);
  return result;
}

async function withRetries<T>(
  client: CoveoClient,
  spec: CallSpec<T>,
  options: CallOptions,
): Promise<CallResult<T>> {
  const caller = options.signal ?? new AbortController().signal;
  const timeoutMs = options.timeoutMs ?? client.timeoutMs;
  const outgoing = outgoingOf(client, spec);
  const attempts: Attempt[] = [];
  while (!caller.aborted) {
    const ended = await exchange(client, outgoing, caller, timeoutMs);
    const outcome = judge(client, spec, ended, timeoutMs);
    const { retryAfter, at } = answerFacts(ended.answer);
    if (outcome.ok) {
      attempts.push({ status: outcome.receipt.status, kind: 'answered', waitedMs: 0, retryAfter });
      return { ...outcome, receipt: { ...outcome.receipt, attempts } };
    }
    const { failure } = outcome;
    const attempt: Attempt = { status: failure.status, kind: failure.kind, waitedMs: 0, retryAfter };
    const again =
      failure.kind !== 'aborted' &&
      attempts.length + 1 < client.attempts &&
      mayRetry(options.retry ?? spec.retry, {
        status: failure.status,
        code: failure.code,
        broken: outcome.broken,
      });
    if (!again) return { ok: false, failure: { ...failure, attempts: [...attempts, attempt] } };

    const next = nextAttempt(client, attempts.length + 1, retryAfter, at);
    if (next.wait === 'too long') {
      const message = `${failure.message} Coveo asks to be left alone until ${next.until}.`;
      return { ok: false, failure: { ...failure, message, attempts: [...attempts, attempt] } };
    }
    const { ms } = next;
    attempts.push({ ...attempt, waitedMs: ms });
    const until = toIso(client.now() + ms);
    options.onWait?.({ until, ms, asked: retryAfter !== null, call: spec.call, status: failure.status });
    await client.sleep(ms, caller);
  }
  return { ok: false, failure: { ...abortedBefore(client, spec), attempts } };
}

type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly receipt: Receipt }
  | (Extract<CallResult<T>, { ok: false }> & { readonly broken: boolean });

function judge<T>(client: CoveoClient, spec: CallSpec<T>, ended: Exchange, timeoutMs: number): Outcome<T> {
  const { answer } = ended;
  const fail = (kind: Parameters<typeof failureOf>[3], why: string | null, broken = false): Outcome<T> => ({
    ok: false,
    failure: failureOf(client, spec, ended, kind, why),
    broken,
  });
  const bodyMatters = spec.bodyMatters ?? true;
  const isSuccess = answer !== null && answer.status >= 200 && answer.status <= 299;
  if (ended.end === 'aborted') return fail('aborted', null);
  if (ended.end === 'timeout' && (bodyMatters || !isSuccess)) {
    const what = answer ? 'The answer did not end' : 'No answer came';
    return fail('timeout', `${what} within ${timeoutMs / 1000} s.`, true);
  }
  if (!answer) return fail('unreachable', null, true);
  if (!isSuccess) return fail('refused', null);

  const { requestId, at } = answerFacts(answer);
  const receipt: Receipt = {
    call: spec.call,
    method: spec.method,
    url: conceal(client, spec.url),
    status: answer.status,
    requestId: requestId === null ? null : conceal(client, requestId),
    at,
    ms: ended.ms,
    attempts: [],
  };
  if (bodyMatters && ended.end === 'long')
    return fail('unreadable', `The answer is longer than ${LONGEST_ANSWER / 1024 / 1024} MB.`);
  const parsed = parseJson(answer.body);
  if (bodyMatters && ended.end === 'cut')
    return fail('unreadable', 'The answer was cut off in the middle.', true);
  if (bodyMatters && !parsed.ok) {
    // Text that begins as JSON and is none was cut by something between Coveo and here.
    const cut = /^\s*[{[]/.test(answer.body);
    return fail('unreadable', cut ? 'The answer was cut off in the middle.' : 'The answer is not JSON.', cut);
  }
  const reading = spec.read(parsed.ok ? parsed.value : undefined);
  return reading.ok ? { ok: true, value: reading.value, receipt } : fail('unreadable', reading.why);
}

function outgoingOf<T>(client: CoveoClient, spec: CallSpec<T>): Outgoing {
  const { method, url } = spec;
  if (spec.raw) return { method, url, ...spec.raw };
  const headers = { authorization: `Bearer ${headerSafe(client.token)}`, accept: 'application/json' };
  if (spec.json === undefined) return { method, url, headers, body: null };
  return {
    method,
    url,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(spec.json),
  };
}

/** A token that no header can carry is sent encoded: Coveo then answers 401, where fetch would throw with its text. */
function headerSafe(token: string): string {
  return /^[\x21-\x7e]*$/.test(token) ? token : encodeURIComponent(token);
}

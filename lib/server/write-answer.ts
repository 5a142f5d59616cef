import 'server-only';
import type { CallFailure, CallResult } from '@/lib/coveo/call';
import type { WriteAnswer } from '@/lib/health/act/source-action';

/**
 * What a write was answered. Whatever may have taken effect although its answer does not say so is `unknown`: a 5xx (a
 * gateway says 504 of what goes on behind it), a time-out, a connection that broke. `at` (ISO, Coveo's time) stands in
 * for the Date of an answer that had none.
 */
export function answerOf(result: CallResult<unknown>, at: string): WriteAnswer {
  if (result.ok) {
    const { call, method, url, status, requestId, ms } = result.receipt;
    const text = `Coveo answered ${status}.`;
    return {
      call,
      method,
      url,
      outcome: 'accepted',
      status,
      requestId,
      at: result.receipt.at ?? at,
      ms,
      text,
    };
  }
  const { failure } = result;
  const { call, method, url, status, requestId, ms } = failure;
  const outcome = isRefusal(failure) ? 'refused' : 'unknown';
  return {
    call,
    method,
    url,
    outcome,
    status,
    requestId,
    at: failure.at ?? at,
    ms,
    text: `${said(failure)}${outcome === 'unknown' ? ' It may have taken effect all the same.' : ' Nothing was done.'}`,
  };
}

/** The answer to a write during which Pushscope itself was stopped. */
export function interrupted(call: string, method: string, url: string, at: string): WriteAnswer {
  const text = 'Pushscope was stopped while it was sent. It may have taken effect all the same.';
  return { call, method, url, outcome: 'unknown', status: null, requestId: null, at, ms: 0, text };
}

function isRefusal({ kind, status }: CallFailure): boolean {
  return kind === 'refused' && status !== null && status < 500 && status !== 408;
}

function said({ kind, status, code, message }: CallFailure): string {
  switch (kind) {
    case 'refused':
      return `Coveo answered ${status}${code === null ? '' : ` ${code}`}: ${withFullStop(message)}`;
    case 'unreadable':
      return `Coveo answered ${status}, and its answer could not be read.`;
    case 'timeout':
      return 'No answer came in time.';
    case 'unreachable':
      return withFullStop(message);
    case 'aborted':
      return 'It was stopped before an answer came.';
  }
}

/** A sentence that ends: Coveo's messages often have no full stop. */
export function withFullStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

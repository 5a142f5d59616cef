import { answerFacts, conceal } from './answer';
import type { CallFailure, CallFailureKind } from './call';
import type { CoveoClient } from './client';
import { type ErrorBody, readErrorBody } from './error-body';
import type { Exchange } from './exchange';

/** The call that failed. */
export interface FailedCall {
  readonly call: string;
  readonly method: string;
  readonly url: string;
}

const BODY_KEPT = 4_000;
const MESSAGE_KEPT = 1_000;

/** How much of a body is looked at, so that 10 MB of HTML cost no more than a page of it. */
const BODY_READ = 64_000;

/**
 * A failed attempt as it can be shown: Coveo's own code and message where it gave them, all text redacted. `why` is a
 * sentence of ours that stands before Coveo's; `attempts` is left to the caller.
 */
export function failureOf(
  client: CoveoClient,
  call: FailedCall,
  ended: Exchange,
  kind: CallFailureKind,
  why: string | null,
): CallFailure {
  const { answer } = ended;
  const facts = answerFacts(answer);
  const body = (answer?.body ?? '').slice(0, BODY_READ);
  const told = readErrorBody(body, facts.contentType);
  const requestId = facts.requestId ?? told.requestId;
  const refused = kind === 'refused';
  return {
    kind,
    call: call.call,
    method: call.method,
    url: conceal(client, call.url),
    status: answer?.status ?? null,
    code: refused && told.code !== null ? conceal(client, told.code) : null,
    message: conceal(client, why ?? (refused ? refusal(ended, told) : brokenOff(call, ended))).slice(
      0,
      MESSAGE_KEPT,
    ),
    requestId: requestId === null ? null : conceal(client, requestId),
    body: conceal(client, body).slice(0, BODY_KEPT),
    bodyKind: told.kind,
    waf: facts.waf,
    at: facts.at,
    ms: ended.ms,
    attempts: [],
  };
}

/** The failure of a call that was stopped before its next attempt. */
export function abortedBefore(client: CoveoClient, call: FailedCall): CallFailure {
  return failureOf(client, call, { end: 'aborted', answer: null, systemCode: null, ms: 0 }, 'aborted', null);
}

function refusal(ended: Exchange, told: ErrorBody): string {
  const status = ended.answer?.status ?? 0;
  if (status >= 300 && status < 400) return `HTTP ${status}: a redirect, which is not followed.`;
  return told.message ?? `HTTP ${status} without a message.`;
}

function brokenOff(call: FailedCall, ended: Exchange): string {
  if (ended.end === 'aborted') return 'The call was stopped.';
  const host = URL.canParse(call.url) ? new URL(call.url).host : 'the host';
  return `No connection to ${host}${ended.systemCode ? ` (${ended.systemCode})` : ''}.`;
}

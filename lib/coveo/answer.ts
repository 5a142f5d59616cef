import { toIso } from '@/lib/evidence/time';
import { redact } from '@/lib/redaction/redact';
import type { CoveoClient } from './client';
import type { Answer } from './exchange';
import { readHttpDate } from './http-date';

/** What the headers of an answer tell; null and false where there was none. */
export interface AnswerFacts {
  /** `X-Request-ID`, or Amazon's for an upload. */
  readonly requestId: string | null;
  /** The `Date` header, ISO in UTC. */
  readonly at: string | null;
  readonly retryAfter: string | null;
  /** Coveo's web application firewall refused the request. */
  readonly waf: boolean;
  readonly contentType: string | null;
}

/** Reads the headers that Coveo's official platform client keeps, and those of a retry. */
export function answerFacts(answer: Answer | null): AnswerFacts {
  const header = (name: string) => answer?.headers.get(name) ?? null;
  const date = readHttpDate(header('date'));
  return {
    requestId: header('x-request-id') ?? header('x-amzn-requestid') ?? header('x-amz-request-id'),
    at: date === null ? null : toIso(date),
    retryAfter: header('retry-after'),
    waf: header('x-coveo-waf-action')?.trim().toLowerCase() === 'block',
    contentType: header('content-type'),
  };
}

/** A beginning of a token that is shorter is no secret. */
const SHORTEST_BEGINNING = 8;

/** A text without secrets, the client's own token in particular, whatever it looks like, also where the text breaks off in it. */
export function conceal(client: CoveoClient, text: string): string {
  let rest = text;
  for (const token of [client.token, encodeURIComponent(client.token)]) {
    if (token !== '') rest = withoutBeginning(rest.replaceAll(token, '<redacted>'), token);
  }
  return redact(rest);
}

/** The text without the beginning of a token that it ends in. */
function withoutBeginning(text: string, token: string): string {
  for (let length = token.length - 1; length >= SHORTEST_BEGINNING; length -= 1) {
    if (text.endsWith(token.slice(0, length))) return `${text.slice(0, -length)}<redacted>`;
  }
  return text;
}

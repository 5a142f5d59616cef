import 'server-only';
import { isAllowedHost } from './allowed-host';
import { NO_PAGE_POLICY } from './answer-headers';
import { type BodyAnswer, readGuardedBody, sizeOf } from './body-limit';
import { FOREIGN, isForeign } from './foreign-origin';
import type { RateName } from './guard-settings';
import { errorFacts, log } from './log';
import { withPatience } from './patience';
import { problemJson } from './problem-json';
import { limitRate, rateCount, tooOften } from './rate-limit';
import { readJsonBody } from './read-json-body';
import { requestIdOf } from './request-identity';
import { loggedPath } from './request-log';
import { explainStoreFailure } from './store';

/** What a handler gets beside the request: its body within the limit, and a signal that ends with its time. */
export interface Guarded {
  /** Ends when the client goes away, or when the route's time is over: what was done by then is of use. */
  readonly signal: AbortSignal;
  /** The body as it came, or the answer that refuses it. */
  readonly bytes: () => Promise<BodyAnswer<Uint8Array<ArrayBuffer>>>;
  /** The body's JSON, null for what is none; or the answer that refuses it, also where its type is another. */
  readonly json: () => Promise<BodyAnswer<unknown>>;
}

/** A route handler with the parameters of its path. */
export type Handler<P> = (request: Request, params: P, guarded: Guarded) => Promise<Response>;

/** What a route allows; what is left out has its default. */
export interface RouteLimits {
  /** The most bytes that its body may have (64 KB). */
  readonly mostBytes?: number;
  /** How long its work may take before `signal` ends, in milliseconds (2 minutes). */
  readonly patienceMs?: number;
  /** The kind of request that it counts as, for each client address. */
  readonly rate?: RateName;
}

const MOST_BYTES = 64 * 1024;
const PATIENCE_MS = 120_000;
/** What a handler may take to answer what it has, once its signal has ended. */
const GRACE_MS = 15_000;

/**
 * Wraps every route of `app/api`: answers are never cached, a write from a foreign origin is refused, bodies, time and
 * rates have their limits, and what breaks by mistake becomes a 500 without details of the inside; a store that fails,
 * a 503.
 */
export function route<P>(
  handler: Handler<P>,
  limits: RouteLimits = {},
): (request: Request, context: { params: Promise<P> }) => Promise<Response> {
  return async (request, context) => {
    const response = refusedAtTheDoor(request, limits) ?? (await answered(request, context, handler, limits));
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
    if (!response.headers.has('content-security-policy')) {
      response.headers.set('content-security-policy', NO_PAGE_POLICY);
    }
    response.headers.append('vary', 'Accept');
    return response;
  };
}

/** The answer to a request that is not looked at any further. */
function refusedAtTheDoor(request: Request, { mostBytes = MOST_BYTES, rate }: RouteLimits): Response | null {
  const { headers } = request;
  if (!isAllowedHost(headers.get('host'), process.env.PUSHSCOPE_ORIGIN)) {
    return problemJson(request, 421, 'This server does not answer to that host name: see PUSHSCOPE_ORIGIN.');
  }
  if (isForeign(request)) return problemJson(request, 403, FOREIGN);
  const refusals = headers.has('authorization') ? (rateCount(headers, 'refused')?.wait() ?? null) : null;
  const seconds = refusals ?? (rate === undefined ? null : limitRate(headers, rate));
  if (seconds !== null) return withRetryAfter(problemJson(request, 429, tooOften(seconds)), seconds);
  if (Number(headers.get('content-length') ?? 0) > mostBytes) {
    return problemJson(request, 413, `At most ${sizeOf(mostBytes)} are read here.`);
  }
  return null;
}

async function answered<P>(
  request: Request,
  context: { params: Promise<P> },
  handler: Handler<P>,
  { mostBytes = MOST_BYTES, patienceMs = PATIENCE_MS }: RouteLimits,
): Promise<Response> {
  try {
    const params = await context.params;
    const response = await withPatience(request.signal, patienceMs, (signal) => {
      const answer = handler(request, params, {
        signal,
        bytes: () => readGuardedBody(request, mostBytes),
        json: () => readJsonBody(request, mostBytes),
      });
      return inTime(answer, patienceMs + GRACE_MS, () =>
        problemJson(request, 503, `This took longer than ${patienceMs / 1000} s, and was given up.`),
      );
    });
    // A token that Coveo refuses counts: whoever tries many is slowed down.
    if (response.status === 403 && request.headers.has('authorization')) {
      rateCount(request.headers, 'refused')?.count();
    }
    return response;
  } catch (error) {
    return broke(request, error);
  }
}

/** The promise, or after `ms` something else; the promise is then left to end by itself. */
async function inTime<T>(promise: Promise<T>, ms: number, otherwise: () => T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise()), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function broke(request: Request, error: unknown): Promise<Response> {
  const told = await explainStoreFailure(error);
  const requestId = requestIdOf(request.headers);
  const facts = { method: request.method, path: loggedPath(new URL(request.url).pathname), requestId };
  if (told !== null) {
    log('error', 'a route could not use the store', { ...facts, why: told });
    return problemJson(request, 503, `${told} ${logSaysMore(requestId)}`);
  }
  log('error', 'a route broke', { ...facts, ...errorFacts(error) });
  return problemJson(request, 500, mistakeOfOurs(requestId));
}

/** What is said of a mistake of Pushscope itself: where its log says more. */
export function mistakeOfOurs(requestId: string | null): string {
  return `This is a mistake of Pushscope itself. ${logSaysMore(requestId)}`;
}

function logSaysMore(requestId: string | null): string {
  return requestId === null ? 'Its log says more.' : `Its log says more under the request id ${requestId}.`;
}

function withRetryAfter(response: Response, seconds: number): Response {
  response.headers.set('retry-after', String(seconds));
  return response;
}

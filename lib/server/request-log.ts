import 'server-only';
import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { IncomingMessage, Server, ServerResponse } from 'node:http';
import { answerHeaders } from './answer-headers';
import { type GuardSettings, guardSettings } from './guard-settings';
import { type Log, log } from './log';
import { saysHttps } from './over-https';
import {
  CLIENT_HEADER,
  clientAddress,
  isRequestId,
  REQUEST_ID_HEADER,
  WRITE_HEADER,
} from './request-identity';

/** What Node tells of each request that a server of this process gets, before anybody handles it. */
const REQUEST_STARTS = 'http.server.request.start';

/** Requests that are too many to be of use in a log: the sandbox's, files of the build, and whether we live. */
const QUIET = /^\/(?:sandbox|_next\/static|icon\.svg|api\/(?:live|ready))(?:\/|$)/;

/** The sandbox answers like Coveo, with headers and request ids of its own. */
const SANDBOX = /^\/sandbox\/./;

/**
 * Guards and logs every request of this process: its id and its client's address go along with it, its answer carries
 * the id and the headers that every answer carries, and when it has ended, one line is written. Node tells of requests
 * by a diagnostics channel, so this also holds for files, redirects and errors that no route of ours sees. What comes
 * back ends that.
 */
export function watchRequests(): () => void {
  const watch = (told: unknown) => {
    if (!isExchange(told)) return;
    if (process.env.NODE_ENV === 'production') takeNoUpgrade(told);
    begin(told.request, told.response, guardSettings(process.env), log);
  };
  subscribe(REQUEST_STARTS, watch);
  return () => unsubscribe(REQUEST_STARTS, watch);
}

/**
 * Next hangs up on whoever offers to speak another protocol, as Java's client does at every http address (h2c). Where
 * nobody listens for that, Node answers the request as it is. In development Next needs it, for its own tools. An offer
 * is no request that Node tells of: `npm start` makes one before it says that Pushscope is ready.
 */
function takeNoUpgrade(told: object): void {
  if ('server' in told && told.server instanceof Server) told.server.removeAllListeners('upgrade');
}

/** One request as it begins; see `watchRequests`. */
export function begin(
  request: IncomingMessage,
  response: ServerResponse,
  settings: GuardSettings,
  write: Log,
): void {
  const started = performance.now();
  const { headers } = request;
  const sent = textOf(headers[REQUEST_ID_HEADER]);
  const requestId = settings.trustedProxies > 0 && isRequestId(sent) ? sent : randomUUID();
  const forwarded = textOf(headers['x-forwarded-for']);
  headers[REQUEST_ID_HEADER] = requestId;
  headers[CLIENT_HEADER] = clientAddress(request.socket.remoteAddress, forwarded, settings.trustedProxies);
  if (request.method === 'GET' || request.method === 'HEAD') delete headers[WRITE_HEADER];
  else headers[WRITE_HEADER] = 'yes';

  const { method } = request;
  request.url = originForm(request.url ?? '/');
  const path = request.url.split('?', 1)[0] ?? '';
  makeReadable(request, path);
  if (!SANDBOX.test(path)) {
    const https = settings.httpsOrigin || saysHttps(textOf(headers['x-forwarded-proto']));
    for (const [name, value] of Object.entries(answerHeaders(https))) response.setHeader(name, value);
    response.setHeader(REQUEST_ID_HEADER, requestId);
  }
  response.once('close', () => {
    const status = response.statusCode;
    const quiet = QUIET.test(path) && (status < 500 || SANDBOX.test(path));
    const level = quiet ? 'debug' : status >= 500 ? 'error' : 'info';
    write(level, 'request', {
      method,
      path: loggedPath(path),
      status,
      ms: Math.round(performance.now() - started),
      requestId,
      // The client went away before the answer had ended.
      ...(response.writableFinished ? {} : { cut: true }),
    });
  });
}

/** The methods that routes know. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Next answers 500 to a path whose `%` stand for nothing, and to TRACE, which its requests cannot be; other methods that
 * no route knows, 400 without a word. Each `%` of such a path is taken as itself, and such a method as one that nothing
 * takes: PATCH, and OPTIONS in the sandbox, where some things can be patched.
 */
function makeReadable(request: IncomingMessage, path: string): void {
  if (!METHODS.includes(request.method ?? '')) request.method = SANDBOX.test(path) ? 'OPTIONS' : 'PATCH';
  if (!isDecodable(path)) request.url = path.replaceAll('%', '%25') + (request.url ?? '').slice(path.length);
}

/** What is asked for as a path: some send the whole address, as to a proxy, and OPTIONS may name `*`. */
function originForm(url: string): string {
  return url.startsWith('/') ? url : `/${url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*\/?/i, '')}`;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * A path as it may be logged: without the query, and of a capsule's id, which opens it for whoever knows it, no more
 * than tells two apart.
 */
export function loggedPath(path: string): string {
  const short = path.length > 400 ? `${path.slice(0, 400)}…` : path;
  return short.replace(/^(\/(?:x|d|api\/capsules)\/[^/]{4})[^/]*/, '$1…');
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}

function isExchange(told: unknown): told is { request: IncomingMessage; response: ServerResponse } {
  if (typeof told !== 'object' || told === null || !('request' in told) || !('response' in told))
    return false;
  return told.request instanceof IncomingMessage && told.response instanceof ServerResponse;
}

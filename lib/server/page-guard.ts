import 'server-only';
import { NO_PAGE_POLICY } from './answer-headers';
import { FOREIGN, isForeign } from './foreign-origin';
import { problemJson } from './problem-json';
import { limitRate, tooOften } from './rate-limit';

/** A page of a capsule or of a saved diagnosis; their twins count where they are answered, in `route`. */
const LOOK_UP = /^\/[xd]\/[^/]+$/;
const TWIN = /\.(?:md|json)$/;
const TWIN_TYPE = /^(?:application\/json|text\/markdown)/;

/**
 * The answer to a request for a page that is not drawn: a write, for which there are no pages, or too many look-ups of
 * what opens for whoever knows its id. Null where it is drawn.
 */
export function refusePage(request: Request): Response | null {
  if (isForeign(request)) return problemJson(request, 403, FOREIGN);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const refused = problemJson(request, 405, 'This path takes GET only.');
    refused.headers.set('allow', 'GET, HEAD');
    return refused;
  }
  const { pathname } = new URL(request.url);
  if (!LOOK_UP.test(pathname) || isTwin(pathname, request.headers.get('accept') ?? '')) return null;
  const seconds = limitRate(request.headers, 'look-up');
  return seconds === null ? null : tooManyPage(seconds);
}

function isTwin(pathname: string, accept: string): boolean {
  return TWIN.test(pathname) || TWIN_TYPE.test(accept);
}

/** As the other pages look, without what they load: what refuses many requests must be cheap. */
const STYLE =
  'body{margin:0;padding:6rem 1rem;font:14px/1.5 system-ui,sans-serif;color-scheme:light dark}main{max-width:36rem;margin:auto}h1{margin:0;font-size:20px}p{margin:.5rem 0 0;opacity:.75}';

function tooManyPage(seconds: number): Response {
  const nonce = crypto.randomUUID();
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Too many requests · Pushscope</title><style nonce="${nonce}">${STYLE}</style></head><body><main><h1>Too many requests</h1><p>${tooOften(seconds)}</p></main></body></html>`;
  return new Response(html, {
    status: 429,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${NO_PAGE_POLICY}; style-src 'nonce-${nonce}'`,
      'cache-control': 'no-store',
      'retry-after': String(seconds),
    },
  });
}

import 'server-only';
import { isAllowedHost } from './allowed-host';
import { problemJson } from './problem-json';
import { explainStoreFailure } from './store';

/** A route handler with the parameters of its path. */
export type Handler<P> = (request: Request, params: P) => Promise<Response>;

/**
 * Wraps every route of `app/api`: answers are never cached, a write from a foreign origin is refused, and what breaks
 * by mistake becomes a 500 without details of the inside; a store that fails, a 503.
 */
export function route<P>(
  handler: Handler<P>,
): (request: Request, context: { params: Promise<P> }) => Promise<Response> {
  return async (request, context) => {
    if (!isAllowedHost(request.headers.get('host'), process.env.PUSHSCOPE_ORIGIN)) {
      return problemJson(
        request,
        421,
        'This server does not answer to that host name: see PUSHSCOPE_ORIGIN.',
      );
    }
    if (isForeign(request))
      return problemJson(request, 403, 'Writes are taken from Pushscope’s own pages only.');
    try {
      const response = await handler(request, await context.params);
      if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
      response.headers.append('vary', 'Accept');
      return response;
    } catch (error) {
      const told = await explainStoreFailure(error);
      if (told !== null) return problemJson(request, 503, told);
      console.error(`${request.method} ${new URL(request.url).pathname} broke:`, error);
      return problemJson(request, 500, 'This is a mistake of Pushscope itself. Its log says more.');
    }
  };
}

function isForeign(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get('host');
}

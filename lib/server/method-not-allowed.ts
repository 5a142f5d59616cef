import 'server-only';
import { problemJson } from './problem-json';
import { route } from './route';

/**
 * A handler for the methods that a known path does not take: 405 with the ones that it does take. OPTIONS is told them
 * with 204, but for a foreign page, which `route` refuses: left to Next, its preflight would look as allowed.
 */
export function methodNotAllowed(...allowed: readonly ('GET' | 'POST' | 'DELETE')[]) {
  return route<unknown>(async (request) => {
    const withHead = allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    const allow = [...withHead, 'OPTIONS'].join(', ');
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } });
    const refused = problemJson(request, 405, `This path takes ${allowed.join(' and ')} only.`);
    refused.headers.set('allow', allow);
    return refused;
  });
}

import 'server-only';
import { problemJson } from './problem-json';
import { route } from './route';

/** A handler for the methods that a known path does not take: 405 with the ones that it does take. */
export function methodNotAllowed(...allowed: readonly ('GET' | 'POST' | 'DELETE')[]) {
  return route<unknown>(async (request) => {
    const refused = problemJson(request, 405, `This path takes ${allowed.join(' and ')} only.`);
    const withHead = allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    refused.headers.set('allow', [...withHead, 'OPTIONS'].join(', '));
    return refused;
  });
}

import { type NextRequest, NextResponse } from 'next/server';
import { isAllowedHost } from '@/lib/server/allowed-host';
import { refusePage } from '@/lib/server/page-guard';
import { problemJson } from '@/lib/server/problem-json';

/**
 * Pages only, the one at /sandbox among them. The sandbox takes uploads of hundreds of megabytes and a proxy in front
 * would cut them; the API answers no markup; static files are immutable.
 */
export const config = {
  matcher: [
    '/((?!sandbox(?:/|$)|api(?:/|$)|_next/static/|icon\\.svg$).*)',
    { source: '/sandbox', has: [{ type: 'header', key: 'accept', value: 'text/html(.*)' }] },
    // Nobody writes to a file: whoever tries is told so. Other requests for files do not come by here.
    {
      source: '/:file(_next/static/.*|icon\\.svg)',
      // `WRITE_HEADER`: a matcher cannot ask for the method.
      has: [{ type: 'header', key: 'x-pushscope-write' }],
    },
  ],
};

/**
 * Gives each page a Content-Security-Policy with a nonce of its own. Next reads the nonce from the request's header
 * and puts it on its scripts. What is no reading of a page is refused before. Style attributes are allowed because charts position by them; style elements are not.
 */
export function proxy(request: NextRequest): Response {
  if (!isAllowedHost(request.headers.get('host'), process.env.PUSHSCOPE_ORIGIN)) {
    return problemJson(request, 421, 'This server does not answer to that host name: see PUSHSCOPE_ORIGIN.');
  }
  const refused = refusePage(request);
  if (refused !== null) return refused;
  const policy = contentSecurityPolicy(btoa(crypto.randomUUID()), process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** The policy of a page. React's development build evaluates code, and Next's development tools bring styles. */
function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

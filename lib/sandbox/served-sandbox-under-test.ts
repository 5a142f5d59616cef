import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { sandboxAt } from './sandbox-under-test';

/** A sandbox for a test on a port of this machine; `requests` are those that came over HTTP, in short. */
export async function serveSandbox(time: string) {
  const sandbox = sandboxAt(time);
  const requests: string[] = [];
  const fetch = (request: Request) => {
    const { pathname, search } = new URL(request.url);
    requests.push(`${request.method} ${pathname.replace('/sandbox', '')}${decodeURIComponent(search)}`);
    return sandbox.fetch(request);
  };
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    ...sandbox,
    requests,
    url: `http://127.0.0.1:${port}/sandbox`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

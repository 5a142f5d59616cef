import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterEach, expect, it } from 'vitest';
import { sendThroughProxy } from './outgoing-proxy';

const before = getGlobalDispatcher();
afterEach(() => setGlobalDispatcher(before));

function listen(server: ReturnType<typeof createServer>): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      resolve(`http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`);
    });
  });
}

it('asks Coveo through the proxy, and this machine itself directly', async () => {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  const sandbox = createServer((_, response) => response.end('direct'));
  const env = { HTTPS_PROXY: await listen(proxy), HTTP_PROXY: 'http://127.0.0.1:1' };
  const own = await listen(sandbox);

  expect(sendThroughProxy(env)).toBe(true);
  await expect(fetch('https://platform-eu.cloud.coveo.com/rest')).rejects.toThrow();
  expect(asked).toEqual(['platform-eu.cloud.coveo.com:443']);
  expect(await (await fetch(own)).text()).toBe('direct');
  proxy.close();
  sandbox.close();
});

it('changes nothing where no proxy is set', () => {
  expect(sendThroughProxy({})).toBe(false);
  expect(getGlobalDispatcher()).toBe(before);
});

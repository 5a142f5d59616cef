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

it.each([
  ['without its scheme', (at: string) => at.replace('http://', '')],
  ['with white space', (at: string) => ` ${at}\n`],
])('takes a proxy %s, and asks a sandbox elsewhere directly', async (_, written) => {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('proxied');
  });
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  const at = written(await listen(proxy));
  sendThroughProxy({ HTTPS_PROXY: at, HTTP_PROXY: at, PUSHSCOPE_SANDBOX_URL: 'http://0.0.0.0:9/sandbox' });
  await expect(fetch('https://api.cloud.coveo.com/')).rejects.toThrow();
  await expect(fetch('http://0.0.0.0:9/sandbox/rest')).rejects.toThrow();
  expect(asked).toEqual(['api.cloud.coveo.com:443']);
  proxy.close();
});

it.each(['http://', 'socks5://proxy.example.com:1080', 'http://user:hunter2@:x'])(
  'does not go past %s, and says so without what it holds',
  (proxy) => {
    expect(() => sendThroughProxy({ HTTPS_PROXY: proxy })).toThrow(
      /^HTTPS_PROXY is no address of a proxy that speaks http, such as http:\/\/proxy\.example\.com:3128\.$/,
    );
    expect(getGlobalDispatcher()).toBe(before);
  },
);

it('changes nothing where no proxy is set', () => {
  expect(sendThroughProxy({})).toBe(false);
  expect(getGlobalDispatcher()).toBe(before);
});

import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { passUpgradesOver } from './pass-upgrades-over';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

it('a request that asks for another protocol is answered, body and all, once the server has had a request', async () => {
  closing.push(passUpgradesOver());
  const server = createServer(async (got, answer) => answer.end(`${got.method} ${await text(got)}`));
  server.on('upgrade', (_request, socket) => socket.destroy());
  closing.push(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  await (await fetch(base)).text();
  const asked = request(base, {
    method: 'POST',
    headers: { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAEAAEAA' },
  });
  asked.end('a line');
  const answered = await new Promise<string>((resolve, reject) => {
    asked.on('response', (answer) => resolve(text(answer)));
    asked.on('error', reject);
  });
  expect(answered).toBe('POST a line');
});

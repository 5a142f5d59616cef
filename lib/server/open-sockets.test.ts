import { once } from 'node:events';
import { Agent, createServer, get, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { endSocketsOnStop } from './open-sockets';
import { processWide } from './process-wide';
import { stopAll } from './stopping';

const after: (() => void)[] = [];
afterEach(() => {
  for (const undo of after.splice(0)) undo();
  processWide().stopping = false;
});

/** A server that keeps its sockets for longer than any test waits, and leaves each answer to the test. */
async function keeping() {
  after.push(endSocketsOnStop());
  let arrived: (response: ServerResponse) => void = () => {};
  const server = createServer((_, response) => arrived(response));
  server.keepAliveTimeout = 3_600_000;
  after.push(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const agent = new Agent({ keepAlive: true });
  after.push(() => agent.destroy());
  /** Asks, and gives the answer that the server may write, and what its reader gets: the connection header and the text. */
  const ask = async () => {
    const came = new Promise<ServerResponse>((resolve) => {
      arrived = resolve;
    });
    const got = new Promise<(string | undefined)[]>((resolve, reject) => {
      get({ port, host: '127.0.0.1', agent }, (answer) => {
        let text = '';
        answer.on('data', (piece) => {
          text += piece;
        });
        answer.on('end', () => resolve([answer.headers.connection, text]));
      }).on('error', reject);
    });
    return { response: await came, got };
  };
  /** As Next ends: the server is closed once, and waited for. */
  const stop = () => {
    const closed = new Promise((resolve) => server.close(() => resolve('closed')));
    stopAll();
    return closed;
  };
  return { server, port, ask, stop };
}

it('a socket that was opened ahead and never used does not hold the end up', async () => {
  const { server, port, stop } = await keeping();
  const socket = connect(port, '127.0.0.1').resume();
  await Promise.all([once(server, 'connection'), once(socket, 'connect')]);
  const ended = once(socket, 'end');
  expect(await stop()).toBe('closed');
  await ended;
});

it('an answer under way is given whole, says that it is the last, and its socket ends', async () => {
  const { ask, stop } = await keeping();
  const { response, got } = await ask();
  const closed = stop();
  response.end('whole');
  expect(await got).toEqual(['close', 'whole']);
  expect(await closed).toBe('closed');
});

it('an answer that had begun is given whole, and its socket ends', async () => {
  const { ask, stop } = await keeping();
  const { response, got } = await ask();
  response.write('who');
  const closed = stop();
  response.end('le');
  expect(await got).toEqual(['keep-alive', 'whole']);
  expect(await closed).toBe('closed');
});

it('a socket that was used and is idle ends; without a stop it is kept', async () => {
  const { server, ask, stop } = await keeping();
  const sockets: unknown[] = [];
  server.on('connection', (socket) => sockets.push(socket));
  for (const text of ['one', 'two']) {
    const { response, got } = await ask();
    response.end(text);
    expect(await got).toEqual(['keep-alive', text]);
  }
  expect(sockets).toHaveLength(1);
  expect(await stop()).toBe('closed');
});

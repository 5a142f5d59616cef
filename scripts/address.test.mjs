import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { addressProblem, freePort, ownOrigin, readAddress, shownOrigin } from './address.mjs';

test('the address is 127.0.0.1:3000 unless HOST and PORT say otherwise', () => {
  expect(readAddress({})).toEqual({ host: '127.0.0.1', port: 3000 });
  expect(readAddress({ HOST: '', PORT: ' ' })).toEqual({ host: '127.0.0.1', port: 3000 });
  expect(readAddress({ HOST: '0.0.0.0', PORT: '8080' })).toEqual({ host: '0.0.0.0', port: 8080 });
  expect(readAddress({ HOST: '[::1]' })).toEqual({ host: '::1', port: 3000 });
});

test.each(['abc', '0', '65536', '-1', '80.5', '1e3', '0x50'])(
  'PORT=%s is refused in one sentence',
  (PORT) => {
    expect(readAddress({ PORT })).toEqual({
      problem: `PORT is "${PORT}", and a port is a whole number from 1 to 65535: choose one, for example PORT=3100 npm start.`,
    });
  },
);

test('a taken port is named, with how to choose another', async () => {
  const other = createServer();
  await new Promise((resolve) => other.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const { port } = other.address();
  const taken = await addressProblem({ host: '127.0.0.1', port });
  await new Promise((resolve) => other.close(resolve));
  expect(taken).toBe(
    `Port ${port} on 127.0.0.1 is taken by another program: choose another port, for example PORT=3100 npm start.`,
  );
});

test('a free port is no problem', async () => {
  expect(await addressProblem({ host: '127.0.0.1', port: await freePort() })).toBeNull();
});

test('a port that browsers do not open is refused', async () => {
  expect(await addressProblem({ host: '127.0.0.1', port: 4190 })).toBe(
    'Browsers do not open port 4190, which is another protocol’s: choose another port, for example PORT=3100 npm start.',
  );
});

test('a host of some other machine is refused', async () => {
  expect(await addressProblem({ host: '192.0.2.1', port: 4000 })).toBe(
    'HOST is "192.0.2.1", where this machine cannot listen (EADDRNOTAVAIL): leave it out for 127.0.0.1, or use 0.0.0.0 for every interface.',
  );
});

test.each([
  ['127.0.0.1', 'http://127.0.0.1:3000', 'http://localhost:3000'],
  ['localhost', 'http://localhost:3000', 'http://localhost:3000'],
  ['0.0.0.0', 'http://127.0.0.1:3000', 'http://localhost:3000'],
  ['::', 'http://127.0.0.1:3000', 'http://localhost:3000'],
  ['::1', 'http://[::1]:3000', 'http://localhost:3000'],
  ['10.0.0.7', 'http://10.0.0.7:3000', 'http://10.0.0.7:3000'],
])('listening on %s, we reach it at %s and show %s', (host, own, shown) => {
  expect([ownOrigin({ host, port: 3000 }), shownOrigin({ host, port: 3000 })]).toEqual([own, shown]);
});

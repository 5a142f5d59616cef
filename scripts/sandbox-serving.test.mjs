import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { freePort } from './address.mjs';
import { bundle } from './bundle.mjs';
import { sandboxAddress } from './sandbox-serving.mjs';

test('the sandbox alone listens on 127.0.0.1:4100 unless it is told otherwise, by its flags first', () => {
  expect(sandboxAddress([], {})).toEqual({ host: '127.0.0.1', port: 4100 });
  expect(sandboxAddress([], { HOST: '0.0.0.0', PORT: '3100' })).toEqual({ host: '0.0.0.0', port: 3100 });
  expect(sandboxAddress(['--port', '4200', '--host=::1'], { PORT: '3100' })).toEqual({
    host: '::1',
    port: 4200,
  });
});

test.each([
  [['--port', 'abc'], 'PORT is "abc"'],
  [['--colour'], "Unknown option '--colour'"],
])('%j is refused in a sentence', (args, sentence) => {
  expect(sandboxAddress(args, {})).toEqual({ problem: expect.stringContaining(sentence) });
});

test('the sandbox alone answers like Coveo, from a bundle that is made once', async () => {
  const url = await bundle('lib/sandbox/serve.ts', 'lib/sandbox');
  expect(existsSync(fileURLToPath(url))).toBe(true);
  expect(await bundle('lib/sandbox/serve.ts', 'lib/sandbox')).toBe(url);
  const { serveSandbox } = await import(/* @vite-ignore */ url);
  const port = await freePort();
  const sandbox = await serveSandbox({ host: '127.0.0.1', port });
  const answer = await fetch(`http://127.0.0.1:${port}/sandbox/rest/organizations/sandbox-demo/status`);
  await sandbox.close();
  expect([answer.status, answer.headers.has('x-request-id')]).toEqual([401, true]);
});

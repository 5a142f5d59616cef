import { expect, test } from 'vitest';
import { secretProblem, serverEnvironment } from './serving.mjs';

test('the server is told its address, its data folder and where its sandbox is', () => {
  expect(serverEnvironment({ LANG: 'C' }, { host: '0.0.0.0', port: 3100 }, '/data', 'production')).toEqual({
    LANG: 'C',
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: '0.0.0.0',
    PORT: '3100',
    PUSHSCOPE_DATA_DIR: '/data',
    PUSHSCOPE_SANDBOX_URL: 'http://127.0.0.1:3100/sandbox',
  });
});

test('a sandbox elsewhere is left as it was named', () => {
  const env = { PUSHSCOPE_SANDBOX_URL: 'http://10.0.0.7:4000/sandbox' };
  const told = serverEnvironment(env, { host: '127.0.0.1', port: 3000 }, '/data', 'production');
  expect(told.PUSHSCOPE_SANDBOX_URL).toBe('http://10.0.0.7:4000/sandbox');
});

test('a secret that could be guessed is refused before anybody tries to connect', () => {
  expect([{ PUSHSCOPE_SECRET: '' }, { PUSHSCOPE_SECRET: 'x'.repeat(32) }].map(secretProblem)).toEqual([
    null,
    null,
  ]);
  expect(secretProblem({ PUSHSCOPE_SECRET: 'x'.repeat(31) })).toMatch(
    /^PUSHSCOPE_SECRET is shorter than 32 characters\. /,
  );
});

test('several instances need one secret: DATABASE_URL is refused without it', () => {
  const DATABASE_URL = 'postgres://localhost/pushscope';
  expect(
    [{}, { DATABASE_URL: ' ' }, { DATABASE_URL, PUSHSCOPE_SECRET: 'x'.repeat(32) }].map(secretProblem),
  ).toEqual([null, null, null]);
  expect(secretProblem({ DATABASE_URL })).toBe(
    'DATABASE_URL needs PUSHSCOPE_SECRET beside it: the same 32 characters or more for every instance, for example from “openssl rand -base64 32”.',
  );
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import FrontPage from './page';

vi.mock('next/headers', () => ({ cookies: async () => ({ getAll: () => [] }) }));

beforeEach(() => {
  vi.stubEnv('PUSHSCOPE_SANDBOX', undefined);
});
afterEach(() => vi.unstubAllEnvs());

test('without a connection the front page leads to the demo', async () => {
  await expect(FrontPage()).rejects.toMatchObject({
    digest: expect.stringContaining(';/o/sandbox/sandbox-demo;'),
  });
});

test('where the sandbox is switched off it leads to where one connects', async () => {
  vi.stubEnv('PUSHSCOPE_SANDBOX', 'off');
  await expect(FrontPage()).rejects.toMatchObject({ digest: expect.stringContaining(';/connect;') });
});

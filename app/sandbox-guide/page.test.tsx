import { Tooltip } from 'radix-ui';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import SandboxGuidePage from './page';

const asked = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock('next/headers', () => ({ headers: async () => asked.headers }));

beforeEach(() => {
  vi.stubEnv('PUSHSCOPE_SANDBOX', undefined);
  vi.stubEnv('PUSHSCOPE_SANDBOX_URL', 'http://127.0.0.1:4100/sandbox');
});
afterEach(() => vi.unstubAllEnvs());

test.each<[Record<string, string>, string]>([
  [{ host: 'localhost:3000' }, 'http://localhost:3000/sandbox'],
  [{ host: 'pushscope.example.com', 'x-forwarded-proto': 'https' }, 'https://pushscope.example.com/sandbox'],
  [{ host: '[::1]:3000', 'x-forwarded-proto': 'http' }, 'http://[::1]:3000/sandbox'],
  [{ host: 'x;curl evil.example' }, 'http://127.0.0.1:4100/sandbox'],
  [{}, 'http://127.0.0.1:4100/sandbox'],
])('asked as %j, the lines to copy lead to %s', async (headers, base) => {
  asked.headers = new Headers(headers);
  const markup = renderToStaticMarkup(<Tooltip.Provider>{await SandboxGuidePage()}</Tooltip.Provider>);
  expect(/BASE=(\S+)/.exec(markup)?.[1]).toBe(base);
});

test('there is no such page where the sandbox is switched off', async () => {
  vi.stubEnv('PUSHSCOPE_SANDBOX', 'off');
  await expect(SandboxGuidePage()).rejects.toMatchObject({ digest: 'NEXT_HTTP_ERROR_FALLBACK;404' });
});

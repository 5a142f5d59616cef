import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import OrganizationLayout from './layout';

vi.mock('next/headers', () => ({ cookies: async () => ({ getAll: () => [], get: () => undefined }) }));

afterEach(() => {
  vi.unstubAllEnvs();
});

async function frameOf(region: string): Promise<string> {
  const params = Promise.resolve({ region, organization: 'acme' });
  return renderToStaticMarkup(await OrganizationLayout({ children: 'the page', params }));
}

it('says that the sandbox’s data is made up, and of no other region', async () => {
  expect(await frameOf('sandbox')).toContain('DEMO DATA');
  expect(await frameOf('eu')).not.toContain('DEMO DATA');
});

it('is no page on the sandbox where that is switched off, and any other region’s all the same', async () => {
  vi.stubEnv('PUSHSCOPE_SANDBOX', 'off');
  await expect(frameOf('sandbox')).rejects.toThrow('NEXT_HTTP_ERROR_FALLBACK;404');
  expect(await frameOf('eu')).toContain('the page');
});

import { expect, interactive, schemesAt, test } from './fixtures';

const SIZES = [
  { width: 375, height: 800 },
  { width: 1440, height: 900 },
] as const;

for (const size of SIZES) {
  for (const scheme of schemesAt(size.width)) {
    test(`the page about the sandbox at ${size.width} px, ${scheme}: no axe finding, no sideways scrolling`, async ({
      page,
      checkA11y,
      complaints,
    }) => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: scheme });
      const response = await page.goto('/sandbox');
      expect(response?.headers()['content-security-policy']).toMatch(/script-src 'self' 'nonce-[^']+'/);
      await expect(page).toHaveTitle('The sandbox · Pushscope');
      await expect(page.getByRole('heading', { level: 1, name: 'The sandbox' })).toBeVisible();
      await checkA11y();
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    });
  }
}

test('the bar of the demo leads to it by keyboard, and its lines can be copied', async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/o/sandbox/sandbox-demo');
  await page.getByRole('link', { name: 'About the sandbox' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/sandbox$/);
  await interactive(page);
  await page.getByRole('button', { name: 'Copy sources.mjs' }).click();
  // The button says so for a moment only, which a busy machine may miss: what counts is the clipboard.
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain(`serverlessHost: '${baseURL}/sandbox'`);
});

test('it lists every scenario that can be asked for, and the endpoints', async ({ page }) => {
  await page.goto('/sandbox');
  const rows = page.getByRole('region', { name: 'Scenarios' }).getByRole('term');
  await expect(rows.first()).toHaveText('healthy');
  const refused = await page.request.post('/sandbox/_control/organizations', {
    data: { scenarios: ['no-such-scenario'] },
  });
  const { detail } = await refused.json();
  const options = String(detail).match(/expected one of (\S+)/)?.[1] ?? '';
  expect(await rows.allTextContents()).toEqual(options.replaceAll('"', '').split('|'));
  const endpoints = page.getByRole('region', { name: 'Table of endpoints' });
  await expect(endpoints.getByRole('row', { name: /^logs\.facetsStats POST/ })).toBeVisible();
});

test('programs still find the sandbox itself there', async ({ request }) => {
  const answer = await request.get('/sandbox', { headers: { accept: '*/*' } });
  expect(answer.status()).toBe(404);
  expect(await answer.json()).toEqual({
    errorCode: 'INVALID_URI',
    message: 'The requested URI does not exist.',
  });
});

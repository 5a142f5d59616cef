import type { Page } from '@playwright/test';
import { expect, inBothSchemes, pressShortcut, test } from './fixtures';

const SIZES = [
  { width: 375, height: 800 },
  { width: 1440, height: 900 },
] as const;

for (const size of SIZES) {
  const look = `at ${size.width} px, light and dark: no axe finding, no sideways scrolling`;
  const noSidewaysScroll = async (page: Page) =>
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);

  test(`the list ${look}`, async ({ page, organizationWith, checkA11y, complaints }) => {
    const organization = await organizationWith({ scenarios: ['healthy', 'metadata-too-large', 'silent'] });
    await page.setViewportSize(size);
    await page.goto(organization.path);
    const rows = page.getByRole('listitem').filter({ has: page.getByRole('link') });
    await expect(rows.filter({ hasText: 'Failing' })).toHaveCount(2);
    await inBothSchemes(page, checkA11y);
    await noSidewaysScroll(page);
    expect(complaints).toEqual([]);
  });

  test(`a source, its finding and its table ${look}`, async ({
    page,
    organizationWith,
    checkA11y,
    complaints,
  }) => {
    const organization = await organizationWith({ scenarios: ['metadata-too-large'] });
    await page.setViewportSize(size);
    await page.goto(organization.sourcePath('metadata-too-large'));
    await page
      .getByRole('button', { name: /metadata over 52,428,800 bytes/ })
      .first()
      .click();
    await expect(page.getByRole('region', { name: 'Rows behind it' })).toBeVisible();
    await inBothSchemes(page, checkA11y);
    await noSidewaysScroll(page);
    await page.getByRole('button', { name: 'Show as table' }).click();
    await expect(page.getByRole('button', { name: 'Show as chart' })).toBeVisible();
    await inBothSchemes(page, checkA11y);
    await noSidewaysScroll(page);
    expect(complaints).toEqual([]);
  });

  test(`a page that is not there ${look}`, async ({ page, checkA11y }) => {
    await page.setViewportSize(size);
    const lost = await page.goto('/nowhere/at/all');
    expect(lost?.status()).toBe(404);
    await inBothSchemes(page, checkA11y);
    await noSidewaysScroll(page);
  });
}

test('every page runs under a nonce policy, and a click on each works: list, source, 404', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['healthy'] });
  // The other tests ask for less motion.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  const policyOf = async (path: string) => {
    const response = await page.goto(path);
    return response?.headers()['content-security-policy'] ?? '';
  };
  const policies = [await policyOf(organization.path)];
  await page.getByRole('searchbox', { name: 'Search sources' }).fill('no such source');
  await expect(page.getByRole('listitem').filter({ hasText: 'No problem seen' })).toHaveCount(0);
  policies.push(await policyOf(organization.sourcePath('healthy')));
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect(page.getByRole('button', { name: 'Show as chart' })).toBeVisible();
  policies.push(await policyOf('/nowhere/at/all'));
  await page.getByRole('link').last().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Push sources' })).toBeVisible();
  for (const policy of policies) {
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  }
  expect(new Set(policies).size).toBe(3);
  expect(violations).toEqual([]);
});

test('/ leads to the demo, under a bar that says so', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/o\/sandbox\/sandbox-demo$/);
  await expect(page.getByRole('complementary', { name: 'Demo data' })).toContainText('DEMO DATA');
  await expect(page.getByRole('heading', { level: 1, name: 'Push sources' })).toBeVisible();
});

test('nothing is fetched from elsewhere', async ({ page }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') elsewhere.push(request.url());
  });
  await page.goto('/o/sandbox/sandbox-demo');
  await expect(page.getByRole('link', { name: 'Article library' })).toBeVisible();
  expect(elsewhere).toEqual([]);
});

test('by keyboard alone: from the list to a row behind a finding, and back', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['healthy', 'broken-batch'] });
  await page.goto(organization.path);
  await expect(page.getByRole('listitem').filter({ hasText: 'Product sheets' })).toContainText('Failing');
  await pressShortcut(page, '/');
  await expect(page.getByRole('searchbox', { name: 'Search sources' })).toBeFocused();
  await page.keyboard.type('product');
  await expect(page.getByRole('link', { name: 'Article library' })).toHaveCount(0);
  await tabTo(page, 'link', 'Product sheets');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Product sheets' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Failing' })).toBeVisible();
  await tabTo(page, 'button', /1 batch lost/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Rows behind it' })).toBeVisible();
  await expect(page).toHaveURL(/finding=json-deserialization/);
});

test('a link that is pressed before the address has followed the search leads on, and back to what was searched', async ({
  page,
  organizationWith,
}) => {
  const { path } = await organizationWith({ scenarios: ['healthy'] });
  for (const [list, typed, link] of [
    [path, 'library', 'Article library'],
    ['/problems', 'denied', 'Access denied'],
  ] as const) {
    await page.goto(list);
    await expect(page.getByRole('link', { name: link }).first()).toBeVisible();
    await page.evaluate(typeAndPress, [typed, link] as const);
    await expect(page.getByRole('heading', { level: 1, name: link })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(new RegExp(`${list}\\?q=${typed}$`));
    await expect(page.getByRole('searchbox')).toHaveValue(typed);
  }
});

/** Types into the search box and presses a link, with nothing in between that waits for a timer. Runs in the page. */
async function typeAndPress([typed, link]: readonly [typed: string, link: string]): Promise<void> {
  const box = document.querySelector('main input[type=search]');
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  setter?.call(box, typed);
  box?.dispatchEvent(new Event('input', { bubbles: true }));
  // React draws in a microtask.
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  const links = [...document.querySelectorAll<HTMLElement>('main a[href]')];
  links.find(({ textContent }) => textContent?.includes(link))?.click();
}

async function tabTo(page: Page, role: 'link' | 'button', name: string | RegExp) {
  const target = page.getByRole(role, { name }).first();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never reached the ${role} ${name}.`);
}

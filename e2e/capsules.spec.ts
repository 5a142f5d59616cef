import { createHash } from 'node:crypto';
import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { z } from 'zod';
import { expect, makeOrganization, patient, SMALL, schemesAt, test } from './fixtures';

const SIZES = [
  { width: 375, height: 800 },
  { width: 1440, height: 900 },
] as const;
const preserved = z.object({
  id: z.string(),
  url: z.string(),
  expiresAt: z.string(),
  sha256: z.string(),
  revokeKey: z.string().optional(),
});
const issues = z.object({ issues: z.array(z.object({ id: z.string() })) });
const controlled = z.object({ calls: z.record(z.string(), z.number()) });
const DENIED = `PUT https://api-eu.cloud.coveo.com/push/v1/organizations/acmecorp/sources/abcdefghijklmnopqrstuvwxyz-acmecorp/documents?documentId=https%3A%2F%2Fshop.example.com%2F1 HTTP/1.1
Authorization: Bearer xx0a1b2c3d-4e5f-6789-abcd-ef0123456789

HTTP/1.1 403 Forbidden

{"message":"Access is denied.","errorCode":"ACCESS_DENIED"}
`;

async function preserve(request: APIRequestContext, data: unknown) {
  const answer = await request.post('/api/capsules', { data });
  expect([answer.status(), answer.headers().location]).toEqual([201, expect.stringMatching(/^\/[xd]\//)]);
  return preserved.parse(await answer.json());
}

/** A page of somebody who was never here: no cookie, another zone. */
async function stranger(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP' });
  return patient(await context.newPage());
}

test('an issue and a timeline are preserved for people without access, masked, and opening them calls nobody', async ({
  page,
  browser,
  organizationWith,
  complaints,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  const source = organization.sources[0]?.id ?? '';
  const to = organization.now;
  const from = new Date(Date.parse(to) - 3 * 24 * 3_600_000).toISOString();
  const place = { region: 'sandbox', organization: organization.organization };
  const stretch = await preserve(page.request, { kind: 'timeline', ...place, source, from, to });
  const listed = await page.request.get(
    `/api/issues?region=sandbox&organization=${organization.organization}`,
  );
  const issue = issues.parse(await listed.json()).issues[0]?.id ?? '';
  const copy = await preserve(page.request, { kind: 'issue', issue });
  const calls = async () => controlled.parse(await organization.control('GET', '')).calls;
  const before = await calls();

  const other = await stranger(browser);
  for (const { url, sha256 } of [stretch, copy]) {
    const opened = await other.goto(url);
    expect(opened?.status()).toBe(200);
    await expect(other.getByText('Preserved copy', { exact: true })).toBeVisible();
    await expect(other.getByText(sha256)).toBeVisible();
    await expect(other.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex, nofollow');
    const twin = await other.request.get(`${url}.json`);
    const written = await twin.text();
    expect(createHash('sha256').update(written).digest('hex')).toBe(sha256);
    const markdown = await (await other.request.get(`${url}.md`)).text();
    expect(markdown).toContain(sha256);
    for (const text of [written, markdown, await other.content()]) {
      expect(text).not.toContain(organization.organization);
      expect(text).not.toContain(source.replace(`-${organization.organization}`, ''));
      expect(text).not.toContain('https://shop.');
    }
  }
  expect(await calls()).toEqual(before);
  expect(await other.context().cookies()).toEqual([]);
  await other.context().close();
  expect(complaints).toEqual([]);
});

test('what was preserved is listed, revoked by keyboard, and then says no more than its title and dates', async ({
  page,
  browser,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  const source = organization.sources[0]?.id ?? '';
  const place = { region: 'sandbox', organization: organization.organization };
  const from = new Date(Date.parse(organization.now) - 24 * 3_600_000).toISOString();
  const { url, id } = await preserve(page.request, {
    kind: 'timeline',
    ...place,
    source,
    from,
    to: organization.now,
  });
  const other = await stranger(browser);
  expect((await other.request.delete(`/api/capsules/${id}`)).status()).toBe(403);

  await page.goto('/capsules');
  const row = page.getByRole('listitem').filter({ has: page.locator(`a[href="${url}"]`) });
  await row.getByRole('button', { name: /^Revoke/ }).press('Enter');
  // A key that is held down must not revoke: the focus is on what keeps it.
  await expect(row.getByRole('button', { name: 'Keep' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row.getByRole('button', { name: /^Revoke/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row.getByRole('button', { name: 'Keep' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator(`a[href="${url}"]`)).toHaveCount(0);
  // The buttons have gone: the focus is on what is left of the copy.
  await expect(page.locator(':focus')).toContainText(/made .*, revoked /);
  await expect(page.getByText(organization.organization).first()).toBeVisible();

  await other.goto(url);
  await expect(other.getByRole('heading', { name: 'This copy was revoked' })).toBeVisible();
  await expect(other.getByText('“A stretch of timeline”')).toBeVisible();
  expect(await other.content()).not.toContain('<source');
  expect((await other.request.get(`${url}.json`)).status()).toBe(410);
  await other.goto(`/x/${'a'.repeat(26)}`);
  await expect(other.getByRole('heading', { name: 'Nothing was preserved at this address' })).toBeVisible();
  expect((await other.request.get(`/x/${'a'.repeat(26)}.json`)).status()).toBe(404);
  await other.context().close();
});

test('a diagnosis is saved as a link, opens in a clean browser, and is revoked by its key', async ({
  page,
  browser,
}) => {
  await page.goto('/diagnose');
  await page.getByRole('textbox', { name: 'What the customer sent' }).fill(DENIED);
  await page.getByRole('button', { name: 'Save as link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Preserve under a link' });
  await dialog.getByRole('button', { name: 'Preserve', exact: true }).click();
  const link = await dialog.getByRole('link').getAttribute('href');
  const key = await dialog.locator('code').textContent();

  const other = await stranger(browser);
  await other.goto(link ?? '');
  await expect(other.locator('#diagnosis-title')).toHaveText('Access denied');
  for (const id of ['acmecorp', 'abcdefghijklmnopqrstuvwxyz', 'shop.example.com', 'xx0a1b2c3d'])
    expect(await other.content()).not.toContain(id);
  const box = other.getByRole('textbox', { name: 'Key that revokes this copy' });
  await box.fill('notthekey');
  await other.keyboard.press('Enter');
  await expect(other.getByText('That is not the key of this copy.')).toBeVisible();
  await box.fill(key ?? '');
  await other.keyboard.press('Enter');
  await expect(other.getByRole('heading', { name: 'This copy was revoked' })).toBeVisible();
  await other.context().close();
});

test('nobody preserves or lists what they have no connection to', async ({
  browser,
  request,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  const unknown = await makeOrganization(request, { scenarios: ['healthy'] });
  const timeline = (of: typeof organization) => ({
    kind: 'timeline',
    region: 'sandbox',
    organization: of.organization,
    source: of.sources[0]?.id,
    from: '2026-01-01T00:00:00Z',
    to: '2026-01-02T00:00:00Z',
  });
  const other = await stranger(browser);
  const statusOf = async (data: unknown, headers: Record<string, string> = {}) =>
    (await other.request.post('/api/capsules', { data, headers })).status();
  const wrong = { authorization: `Bearer ${unknown.key}` };
  expect([
    await statusOf(timeline(organization)),
    await statusOf(timeline(organization), wrong),
    await statusOf({ kind: 'issue', issue: 'nosuchissue' }),
    await statusOf({ kind: 'issue', issue: 'nosuchissue' }, wrong),
    await statusOf({ kind: 'issue', issue: 'nosuchissue' }, { origin: 'https://evil.example' }),
  ]).toEqual([401, 403, 401, 404, 403]);
  const list = `/api/capsules?region=sandbox&organization=${organization.organization}`;
  expect((await other.request.get(list)).status()).toBe(401);
  expect((await other.request.get(list, { headers: wrong })).status()).toBe(403);
  await other.context().close();
  await request.delete(`/sandbox/_control/organizations/${unknown.organization}`);
});

for (const size of SIZES) {
  for (const colorScheme of schemesAt(size.width)) {
    test(`copies and their list at ${size.width} px, ${colorScheme}: no axe finding, no sideways scrolling`, async ({
      page,
      organizationWith,
      checkA11y,
    }) => {
      test.setTimeout(120_000);
      const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
      const from = new Date(Date.parse(organization.now) - 3 * 24 * 3_600_000).toISOString();
      const stretch = await preserve(page.request, {
        kind: 'timeline',
        region: 'sandbox',
        organization: organization.organization,
        source: organization.sources[0]?.id,
        from,
        to: organization.now,
      });
      const listed = await page.request.get(
        `/api/issues?region=sandbox&organization=${organization.organization}`,
      );
      const issue = issues.parse(await listed.json()).issues[0]?.id ?? '';
      const copy = await preserve(page.request, { kind: 'issue', issue });
      const saved = await preserve(page.request, { kind: 'diagnosis', text: DENIED });
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
      for (const path of [stretch.url, copy.url, saved.url, '/capsules']) {
        await page.goto(path);
        const shown = path === '/capsules' ? `a[href="${copy.url}"]` : 'text="Preserved copy"';
        await expect(page.locator(shown)).toBeVisible();
        await checkA11y();
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        expect(overflow).toBe(false);
      }
    });
  }
}

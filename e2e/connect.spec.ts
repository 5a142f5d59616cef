import type { APIRequestContext, Page } from '@playwright/test';
import { z } from 'zod';
import { expect, makeOrganization, type SandboxOrganization, schemesAt, test } from './fixtures';

const TOKEN = 'Access token or API key';
const key = z.object({ key: z.string() });
const report = z.object({
  region: z.string(),
  organization: z.string(),
  lines: z.array(z.object({ id: z.string(), state: z.string(), text: z.string() })),
});

const found = (page: Page) => page.getByRole('region', { name: /^(Connected|Checked)$/ });
const menu = (page: Page) => page.getByRole('navigation', { name: 'Connections' });
const box = (page: Page) => page.getByRole('textbox', { name: 'Paste what you have' });
const icon = (page: Page) => page.locator('link[rel="icon"]').first().getAttribute('href');

/** The page's scripts run. */
const ready = (page: Page) =>
  expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeEnabled();

/** Fills in the form and sends it by Enter. */
async function fillIn(page: Page, organization: string, token: string) {
  await ready(page);
  await page.getByRole('combobox', { name: 'Region' }).selectOption('sandbox');
  await page.getByRole('textbox', { name: 'Organization id' }).fill(organization);
  await page.getByLabel(TOKEN).fill(token);
  await page.keyboard.press('Enter');
}

async function connect(request: APIRequestContext, organization: string, token: string) {
  return request.post('/api/connections', { data: { region: 'sandbox', organization, token } });
}

/** Organizations that nobody is connected to yet; they are deleted after the test. */
const it = test.extend<{ organizations: (count: number) => Promise<SandboxOrganization[]> }>({
  organizations: async ({ request }, use) => {
    const made: SandboxOrganization[] = [];
    await use(async (count) => {
      for (let at = 0; at < count; at += 1)
        made.push(await makeOrganization(request, { scenarios: ['healthy'] }));
      return made;
    });
    for (const one of made) await request.delete(`/sandbox/_control/organizations/${one.organization}`);
  },
});

it('by keyboard alone: a cURL command is pasted, its token is shown nowhere, and one is connected', async ({
  page,
  organizations,
  checkA11y,
  complaints,
}) => {
  const [one] = await organizations(1);
  if (one === undefined) throw new Error('No organization was made.');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/connect');
  await ready(page);
  await checkA11y();
  await page.evaluate(
    (text) => navigator.clipboard.writeText(text),
    `curl '${new URL(page.url()).origin}/sandbox/rest/organizations/${one.organization}/status' \\\n  -H 'Authorization: Bearer ${one.key}'`,
  );
  for (let presses = 0; presses < 30; presses += 1) {
    if (await box(page).evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Control+V');
  await expect(box(page)).toHaveValue(/Bearer <redacted>/);
  await expect(
    page.getByText(`Read: region sandbox, organization ${one.organization}, a token, put into its field`),
  ).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Region' })).toHaveValue('sandbox');
  await expect(page.getByRole('textbox', { name: 'Organization id' })).toHaveValue(one.organization);
  await expect(page.getByLabel(TOKEN)).toHaveValue(one.key);
  await expect(page.getByLabel(TOKEN)).toHaveAttribute('type', 'password');
  await page.keyboard.press('Control+Z');
  await expect(box(page)).not.toHaveValue(new RegExp(one.key));
  for (const name of ['Region', 'Organization id', TOKEN]) {
    await page.keyboard.press('Tab');
    await expect(page.getByLabel(name)).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(found(page)).toContainText('Coveo knows it, and lets it into');
  await expect(found(page)).toContainText('This token may do more than read: SOURCE EDIT');
  await expect(page.getByLabel(TOKEN)).toHaveValue('');
  await expect(page.getByRole('region', { name: 'Connections of this browser' })).toContainText(
    /Kept until .* UTC/,
  );
  await checkA11y();
  const kept = await page.evaluate(() => [
    location.href,
    document.cookie,
    JSON.stringify(localStorage),
    JSON.stringify(sessionStorage),
    document.documentElement.outerHTML,
  ]);
  expect(kept.join('\n')).not.toContain(one.key);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${one.path}$`));
  await expect(page.getByRole('link', { name: 'Article library' })).toBeVisible();
  expect(complaints).toEqual([]);
});

it('what is wrong stands beside its field, and the focus is there', async ({ page, organizations }) => {
  const [one] = await organizations(1);
  if (one === undefined) throw new Error('No organization was made.');
  await page.goto('/connect');
  const organization = page.getByRole('textbox', { name: 'Organization id' });
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(organization).toBeFocused();
  await expect(organization).toHaveAccessibleDescription(/Fill in the organization id/);
  await fillIn(page, '../acme', one.key);
  await expect(organization).toBeFocused();
  await expect(organization).toHaveAccessibleDescription(/letters, digits and hyphens only/);
  await fillIn(page, one.organization, 'xx-not-the-token');
  await expect(page.getByLabel(TOKEN)).toBeFocused();
  await expect(page.getByLabel(TOKEN)).toHaveAccessibleDescription(
    new RegExp(`does not let this token into ${one.organization}: Coveo answered 401 INVALID_TOKEN`),
  );
  await one.control('POST', '/faults', { operation: 'organization.status', status: 404, times: 1 });
  await fillIn(page, one.organization, one.key);
  await expect(organization).toBeFocused();
  await expect(organization).toHaveAccessibleDescription(/Coveo knows no organization/);
  await one.control('POST', '/faults', { operation: 'organization.status', status: 500 });
  await fillIn(page, one.organization, one.key);
  const alert = page.getByRole('form').getByRole('alert');
  await expect(alert).toContainText('The connection could not be checked: Coveo answered 500');
  await expect(alert).toBeFocused();
});

it('before the page’s scripts run, nothing typed is sent anywhere, and nothing is lost', async ({
  browser,
}) => {
  const without = await browser.newContext({ javaScriptEnabled: false });
  const page = await without.newPage();
  await page.goto('/connect?region=eu&organization=acme');
  await expect(page.getByRole('textbox', { name: 'Organization id' })).toHaveValue('acme');
  await page.getByLabel(TOKEN).fill('xx-a-secret');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeDisabled();
  expect(page.url()).toMatch(/\/connect\?region=eu&organization=acme$/);
  await without.close();

  const slow = await browser.newContext();
  const later = await slow.newPage();
  let run = () => {};
  const held = new Promise<void>((resolve) => {
    run = resolve;
  });
  await later.route('**/_next/static/**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await later.goto('/connect', { waitUntil: 'commit' });
  await later.getByRole('textbox', { name: 'Organization id' }).fill('acme');
  await later.getByLabel(TOKEN).fill('xx-a-secret');
  run();
  await ready(later);
  await expect(later.getByRole('textbox', { name: 'Organization id' })).toHaveValue('acme');
  await expect(later.getByLabel(TOKEN)).toHaveValue('xx-a-secret');
  await later.getByRole('combobox', { name: 'Region' }).selectOption('au');
  await expect(later.getByLabel(TOKEN)).toHaveValue('xx-a-secret');
  await slow.close();
});

it('a source id of another organization is pointed out, when pasted and when typed', async ({ page }) => {
  await page.goto('/connect');
  await ready(page);
  const source = 'rp5rxzbdz753uhndklv2ztkfgy-mycoveoorg';
  await box(page).fill(
    `https://api-eu.cloud.coveo.com/push/v1/organizations/otherorg/sources/${source}/status`,
  );
  await expect(
    page.getByText(`The source id ${source} is of the organization mycoveoorg, not of otherorg.`),
  ).toHaveCount(1);
  await expect(page.getByRole('combobox', { name: 'Region' })).toHaveValue('eu');
  await box(page).fill(source);
  const organization = page.getByRole('textbox', { name: 'Organization id' });
  await expect(organization).toHaveValue('mycoveoorg');
  await expect(page.getByText('It does not tell the region: choose it.')).toBeVisible();
  await organization.fill('elsewhere');
  await expect(page.getByText(`is of the organization mycoveoorg, not of elsewhere.`)).toBeVisible();
});

it('several organizations: each has its colour, one switches by the header, and forgets one for good', async ({
  page,
  organizations,
  checkA11y,
}) => {
  const [one, two] = await organizations(2);
  if (one === undefined || two === undefined) throw new Error('Two organizations were not made.');
  for (const { organization, key: token } of [one, two]) {
    await page.goto('/connect');
    await fillIn(page, organization, token);
    await expect(found(page)).toContainText(organization);
  }
  await page.goto('/');
  await expect(page).toHaveURL(new RegExp(`${two.path}$`));
  await expect(page).toHaveTitle(new RegExp(`${two.organization} \\(sandbox\\)`));
  const icons = [await icon(page)];
  await page.getByRole('button', { name: `Organization ${two.organization} in sandbox. Switch` }).click();
  await expect(menu(page).getByRole('link', { name: one.organization })).toContainText(/until .* UTC/);
  await expect(menu(page).getByRole('link', { name: 'sandbox-demo' })).toBeVisible();
  await checkA11y();
  await page.keyboard.press('Escape');
  await expect(menu(page)).toBeHidden();
  await expect(page.getByRole('button', { name: /Switch$/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await menu(page).getByRole('link', { name: one.organization }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${one.path}$`));
  await expect(menu(page)).toBeHidden();
  await expect(page).toHaveTitle(new RegExp(`${one.organization} \\(sandbox\\)`));
  await expect.poll(() => icon(page)).not.toBe(icons[0]);
  expect(await icon(page)).toMatch(/^data:image\/svg\+xml,/);
  await page.evaluate(() => window.scrollTo(0, 10_000));
  await expect(page.getByRole('button', { name: /Switch$/ })).toBeInViewport();
  await page.goto('/');
  await expect(page).toHaveURL(new RegExp(`${one.path}$`));

  await page.goto('/connect');
  const forget = page.getByRole('button', { name: `Forget ${one.organization}`, exact: true });
  await forget.press('Enter');
  // A key that is held down must not forget: the focus is on what keeps it.
  await expect(page.getByRole('button', { name: 'Keep' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(forget).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Keep' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Forget ${one.organization}` })).toHaveCount(0);
  // The row has gone: the focus stays at the list.
  await expect(page.getByRole('list').filter({ hasText: two.organization })).toBeFocused();
  await page.goto(one.path);
  await expect(page.getByRole('main')).toContainText(`Not connected to ${one.organization} (sandbox)`);
  await page.goto('/');
  await expect(page).toHaveURL(new RegExp(`${two.path}$`));
});

it('from a page that needs a connection one is led to connect, and back to it', async ({
  page,
  organizations,
}) => {
  const [one] = await organizations(1);
  if (one === undefined) throw new Error('No organization was made.');
  const link = `${one.path}/issues?state=open`;
  await page.goto(link);
  await page.getByRole('link', { name: 'Paste a URL, cURL or id instead' }).click();
  await expect(page.getByRole('heading', { name: 'Connect to open the page' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Organization id' })).toHaveValue(one.organization);
  await expect(page.getByRole('combobox', { name: 'Region' })).toHaveValue('sandbox');
  await page.getByLabel(TOKEN).fill(one.key);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${one.path}/issues\\?state=open$`));
  await expect(page.getByRole('form', { name: 'Connect' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Switch$/ })).toContainText(one.organization);

  for (const away of ['//evil.example/o/', '/%5Cevil.example', 'https://evil.example/o/', '/api/o']) {
    await page.goto(`/connect?to=${encodeURIComponent(away)}`);
    await expect(page.getByRole('heading', { name: 'A new connection' })).toBeVisible();
  }
  await fillIn(page, one.organization, one.key);
  await expect(found(page)).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/connect');
});

it('a token that may read little is told what that costs; a check later tells what changed', async ({
  page,
  organizations,
}) => {
  const [one] = await organizations(1);
  if (one === undefined) throw new Error('No organization was made.');
  const { key: token } = key.parse(
    await one.control('POST', '/keys', {
      privileges: ['ORGANIZATION', 'SOURCE'].map((targetDomain) => ({ targetDomain, type: 'VIEW' })),
    }),
  );
  await page.goto('/connect');
  await fillIn(page, one.organization, token);
  const activities = found(page).getByRole('listitem').filter({ hasText: 'Activities' });
  await expect(activities).toContainText('May not be read: the token lacks Activities (View).');
  await expect(activities.getByRole('link', { name: 'Refresh left open' })).toHaveAttribute(
    'href',
    '/problems/refresh-stuck',
  );
  await expect(found(page)).toContainText('this token may do no more than it needs to');
  // What was found of one token does not stand beside the refusal of the next.
  await fillIn(page, one.organization, 'xx-not-the-token');
  await expect(page.getByRole('form').getByRole('alert')).toContainText('401 INVALID_TOKEN');
  await expect(found(page)).toHaveCount(0);
  await one.control('POST', '/clock', { advanceMs: 600_000 });
  await one.control('POST', '/faults', { operation: 'privilege.evaluate', status: 503 });
  await page.getByRole('button', { name: `Check ${one.organization}` }).click();
  await expect(found(page)).toContainText('about 10 min behind Coveo’s');
  await expect(found(page)).toContainText('Whether it may be read is not known. Coveo answered 503');
});

it('the ninth connection is refused with what to do, and none is forgotten by itself', async ({
  page,
  organizations,
}) => {
  const made = await organizations(9);
  const last = made.pop();
  if (last === undefined) throw new Error('No organization was made.');
  for (const { organization, key: token } of made) {
    expect((await connect(page.request, organization, token)).status()).toBe(201);
  }
  await page.goto('/connect');
  await fillIn(page, last.organization, last.key);
  await expect(page.getByRole('form').getByRole('alert')).toContainText(
    'This browser keeps 8 connections, which is as many as it may. Forget one',
  );
  await expect(page.getByRole('button', { name: /^Forget / })).toHaveCount(8);
});

it('the API keeps a connection in a cookie that neither scripts nor, over https, plain http get', async ({
  request,
  organizations,
}) => {
  const [one] = await organizations(1);
  if (one === undefined) throw new Error('No organization was made.');
  const cookies = async (headers: Record<string, string>) => {
    const answer = await request.post('/api/connections', {
      data: { region: 'sandbox', organization: one.organization, token: one.key },
      headers,
    });
    expect(answer.status()).toBe(201);
    expect(report.parse(await answer.json())).toMatchObject({
      region: 'sandbox',
      organization: one.organization,
    });
    expect(await answer.text()).not.toContain(one.key);
    return answer.headersArray().filter(({ name }) => name.toLowerCase() === 'set-cookie');
  };
  for (const [headers, secure] of [
    [{}, false],
    [{ 'x-forwarded-proto': 'https' }, true],
  ] as const) {
    const own = (await cookies(headers)).find(({ value }) => value.startsWith(`pushscope-sandbox-`));
    expect(own?.value).not.toContain(one.key);
    expect(own?.value).toMatch(/; HttpOnly/i);
    expect(own?.value).toMatch(/; SameSite=lax/i);
    expect(/; Secure/i.test(own?.value ?? '')).toBe(secure);
  }
  const path = `/api/connections/sandbox/${one.organization}`;
  const asked = async (token: string) =>
    (await request.get(path, { headers: { authorization: `Bearer ${token}` } })).status();
  expect([await asked(one.key), await asked('xx-not-the-token')]).toEqual([200, 403]);
});

for (const { width, height } of [
  { width: 375, height: 800 },
  { width: 1440, height: 900 },
]) {
  for (const colorScheme of schemesAt(width)) {
    it(`connecting at ${width} px, ${colorScheme}: no axe finding, no sideways scrolling`, async ({
      page,
      organizations,
      checkA11y,
    }) => {
      const [one] = await organizations(1);
      if (one === undefined) throw new Error('No organization was made.');
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      const looksRight = async () => {
        await checkA11y();
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
      };
      await page.goto('/connect');
      await fillIn(page, one.organization, 'xx-not-the-token');
      await expect(page.getByRole('form').getByRole('alert')).toBeVisible();
      await looksRight();
      await fillIn(page, one.organization, one.key);
      await expect(page.getByRole('button', { name: `Forget ${one.organization}` })).toBeVisible();
      await page.getByRole('button', { name: `Forget ${one.organization}` }).click();
      await looksRight();
      await page.goto(one.path);
      await expect(page.getByRole('link', { name: 'Article library' })).toBeVisible();
      await page.getByRole('button', { name: /Switch$/ }).click();
      await expect(menu(page)).toBeVisible();
      await looksRight();
      await page.evaluate(() => window.scrollTo(0, 10_000));
      await expect(page.getByRole('button', { name: /Switch$/ })).toBeInViewport();
    });
  }
}

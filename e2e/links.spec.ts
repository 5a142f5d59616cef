import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { z } from 'zod';
import {
  expect,
  makeOrganization,
  patient,
  pressShortcut,
  type SandboxOrganization,
  SMALL,
  schemesAt,
  test,
} from './fixtures';

const DAY_MS = 24 * 3_600_000;
const TITLE = /items rejected: metadata over 52,428,800 bytes/;
const DEMO = '/o/sandbox/sandbox-demo';
const DENIED = 'HTTP/1.1 403 Forbidden\n\n{"message":"Access is denied.","errorCode":"ACCESS_DENIED"}\n';
const listed = z.object({
  issues: z.array(z.object({ id: z.string(), url: z.string(), title: z.string() })),
});
const sourceList = z.object({ sources: z.array(z.object({ id: z.string(), name: z.string() })) });

/** A page of somebody who was never here, and who lives elsewhere. */
async function elsewhere(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    timezoneId: 'Asia/Tokyo',
    locale: 'ja-JP',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  return patient(await context.newPage());
}

/** Presses the key that copies the link, and gives what is on the clipboard then. */
async function copiedLink(page: Page): Promise<URL> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await pressShortcut(page, 'c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^http/);
  return new URL(await page.evaluate(() => navigator.clipboard.readText()));
}

async function connect(request: APIRequestContext, { organization, key }: SandboxOrganization) {
  const answer = await request.post('/api/connections', {
    data: { region: 'sandbox', organization, token: key },
  });
  expect(answer.status()).toBe(201);
}

/** Looks at the source of a scenario; gives the issue that came of it. */
async function issueOf(page: Page, organization: SandboxOrganization, scenario: string) {
  expect((await page.request.get(`/api${organization.sourcePath(scenario)}/health`)).status()).toBe(200);
  const answer = await page.request.get(
    `/api/issues?region=sandbox&organization=${organization.organization}&problem=${scenario}`,
  );
  const [issue] = listed.parse(await answer.json()).issues;
  if (issue === undefined) throw new Error(`There is no issue of ${scenario}.`);
  return issue;
}

const main = (page: Page) => page.getByRole('main');

test('a source’s link has its window as moments, and shows the same in a clean browser of another zone', async ({
  page,
  browser,
}) => {
  const { sources } = sourceList.parse(await (await page.request.get(`/api${DEMO}/sources`)).json());
  const path = `${DEMO}/s/${sources[0]?.id}`;
  await page.goto(`${path}?view=table`);
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeVisible();
  const link = await copiedLink(page);
  const [from, to] = [link.searchParams.get('from') ?? '', link.searchParams.get('to') ?? ''];
  expect([link.pathname, link.searchParams.get('view'), Date.parse(to) - Date.parse(from)]).toEqual([
    path,
    'table',
    7 * DAY_MS,
  ]);
  expect([from, to].map((iso) => new Date(iso).toISOString())).toEqual([from, to]);

  const other = await elsewhere(browser);
  await other.goto(link.href);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(sources[0]?.name ?? '');
  const firstBucket = (of: Page) => of.getByRole('table').first().locator('tbody tr').first();
  await expect(firstBucket(other)).not.toBeEmpty();
  await page.goto(link.href);
  await expect(firstBucket(page)).not.toBeEmpty();
  expect(await firstBucket(other).innerText()).toBe(await firstBucket(page).innerText());
  expect((await copiedLink(other)).href).toBe(link.href);

  // The zone of a link is that of all times on the page, and goes on with the next link.
  await other.goto(`${link.href}&zone=Asia/Tokyo`);
  await expect(main(other)).toContainText('Times are in Asia/Tokyo, as in the link.');
  await expect(firstBucket(other)).toContainText('GMT+9');
  await expect(main(other).getByRole('region', { name: 'Timeline', exact: true })).toContainText(
    'Asia/Tokyo ·',
  );
  await expect(main(other).getByRole('heading', { level: 2 }).first()).not.toContainText(' UTC');
  expect((await copiedLink(other)).searchParams.get('zone')).toBe('Asia/Tokyo');
  await other.goto(`${path}/report?zone=Asia/Tokyo`);
  await expect(main(other)).toContainText(/as of .* GMT\+9/);
  await other.context().close();
});

test('a list’s link has its age as a moment, and its filters', async ({
  page,
  browser,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large', 'healthy'] });
  const issue = await issueOf(page, organization, 'metadata-too-large');
  await page.goto(`${organization.path}/issues`);
  await page.getByRole('combobox', { name: 'Seen in' }).selectOption('the last 7 days');
  await expect(page).toHaveURL(/since=7d/);
  await expect(page.getByRole('link', { name: TITLE })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: issue.title })).toContainText(
    /in the last 14 days: \d/,
  );
  const link = await copiedLink(page);
  const since = link.searchParams.get('since') ?? '';
  expect(new Date(since).toISOString()).toBe(since);

  const other = await elsewhere(browser);
  await connect(other.request, organization);
  await other.goto(link.href);
  await expect(other.getByRole('link', { name: TITLE })).toBeVisible();
  await expect(other.getByRole('combobox', { name: 'Seen in' }).locator('option:checked')).toHaveText(
    /^the time since .* UTC$/,
  );
  expect((await copiedLink(other)).href).toBe(link.href);

  await other.goto(`${organization.path}/issues?since=last+week`);
  await expect(other.getByText('“last week”, which is no moment with a time zone')).toBeVisible();
  await expect(other.getByRole('link', { name: TITLE })).toBeVisible();
  await other.context().close();
});

test('a link keeps the zone in which times are told, and changes nothing that its reader prefers', async ({
  page,
  browser,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  const issue = await issueOf(page, organization, 'metadata-too-large');
  await page.goto(issue.url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE);
  expect((await copiedLink(page)).search).toBe('');
  await page.getByRole('combobox', { name: 'Times in' }).selectOption('Europe/Paris');
  await expect(page).toHaveURL(/zone=Europe(?:\/|%2F)Paris/);
  const firstSeen = (of: Page) => of.getByText(/\d\d:\d\d CES?T$/).first();
  await expect(firstSeen(page)).toBeVisible();
  const link = await copiedLink(page);
  expect(link.search).toBe('?zone=Europe/Paris');

  const other = await elsewhere(browser);
  await connect(other.request, organization);
  await other.addInitScript(() => localStorage.setItem('pushscope-zone', 'America/New_York'));
  await other.goto(link.href);
  await expect(main(other)).toContainText('Times are in Europe/Paris, as in the link.');
  expect(await firstSeen(other).innerText()).toBe(await firstSeen(page).innerText());
  await expect(other.getByRole('columnheader', { name: 'Time (Europe/Paris)' })).toBeVisible();
  await other.getByRole('button', { name: 'Show mine (Asia/Tokyo)' }).click();
  await expect(main(other)).not.toContainText('as in the link');
  await expect(other.getByText(/\d\d:\d\d GMT\+9$/).first()).toBeVisible();
  await pressShortcut(other, 'z');
  await expect(other).toHaveURL(new RegExp(`${issue.url}$`));
  await expect(other.getByRole('combobox', { name: 'Their time zone' })).toHaveValue('America/New_York');
  expect(await other.evaluate(() => localStorage.getItem('pushscope-zone'))).toBe('America/New_York');

  await other.goto(`${issue.url}?zone=Mars/Olympus`);
  await expect(main(other)).toContainText('“Mars/Olympus”, which is no time zone that this browser knows');
  await expect(other.getByText(/\d\d:\d\d UTC$/).first()).toBeVisible();
  await other.context().close();
});

test('without a connection a link says which one it needs, and is where one ends once connected', async ({
  page,
  browser,
  organizationWith,
  complaints,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'] });
  const { organization: id, key } = organization;
  const issue = await issueOf(page, organization, 'metadata-too-large');
  const window = `?from=${encodeURIComponent(new Date(Date.parse(organization.now) - DAY_MS).toISOString())}&to=${encodeURIComponent(organization.now)}`;
  const links = [
    organization.path,
    `${organization.path}/issues?state=open`,
    `${organization.sourcePath('metadata-too-large')}${window}`,
  ];
  const stranger = await makeOrganization(page.request, { scenarios: ['healthy'] });
  const told = async (of: Page, link: string) => {
    await of.goto(link);
    await expect(of.getByRole('form', { name: 'Connect' })).toBeVisible();
    return main(of).innerText();
  };

  for (const link of links) {
    const other = await elsewhere(browser);
    const without = await told(other, link);
    expect(without).toContain(`Not connected to ${id} (sandbox)`);
    for (const name of ['Customer cases', 'metadata', issue.id]) expect(without).not.toContain(name);
    await connect(other.request, stranger);
    expect(await told(other, link)).toBe(without);

    await other.getByLabel('Access token or API key').fill('xx-not-the-token');
    await other.keyboard.press('Enter');
    await expect(other.getByRole('form').getByRole('alert')).toContainText(
      `Coveo does not let this token into ${id}`,
    );
    await other.getByLabel('Access token or API key').fill(key);
    await other.keyboard.press('Enter');
    await expect(other.getByRole('form', { name: 'Connect' })).toHaveCount(0);
    await expect(main(other)).toContainText(/Customer cases|items rejected/);
    const { pathname, search } = new URL(other.url());
    expect(`${pathname}${search}`).toBe(link);
    expect(await other.content()).not.toContain(key);
    await other.context().close();
  }

  const other = await elsewhere(browser);
  const unknown = await told(other, '/i/222222222222');
  expect((await told(other, issue.url)).replace(issue.id, '222222222222')).toBe(unknown);
  await other.getByLabel('Region').selectOption('sandbox');
  await other.getByLabel('Organization id').fill(id);
  await other.getByLabel('Access token or API key').fill(key);
  await other.keyboard.press('Enter');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(TITLE);
  await expect(other).toHaveURL(new RegExp(`${issue.url}$`));
  await other.context().close();
  await page.request.delete(`/sandbox/_control/organizations/${stranger.organization}`);
  expect(complaints).toEqual([]);
});

test('a link to an issue of elsewhere and to one that never was are told alike to who has another connection', async ({
  page,
  browser,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  const issue = await issueOf(page, organization, 'metadata-too-large');
  const stranger = await makeOrganization(page.request, { scenarios: ['healthy'] });
  const other = await elsewhere(browser);
  await connect(other.request, stranger);
  const told = async (url: string) => {
    await other.goto(url);
    await expect(other.getByRole('heading', { name: 'No issue for you at this address' })).toBeVisible();
    return main(other).innerText();
  };
  expect(await told(issue.url)).toBe(await told('/i/222222222222'));
  await other.context().close();
  await page.request.delete(`/sandbox/_control/organizations/${stranger.organization}`);
});

test('a link with a window that makes no sense says what is wrong with it, and leads back to one that does', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['healthy'] });
  const path = organization.sourcePath('healthy');
  const now = Date.parse(organization.now);
  const at = (days: number) => encodeURIComponent(new Date(now + days * DAY_MS).toISOString());
  for (const [query, words] of [
    [`from=${at(-1)}&to=${at(-2)}`, '“from” must be earlier than “to”.'],
    ['from=yesterday', '“from” must be a time in ISO 8601 with a zone'],
    ['from=2026-11-01T00:00:00&to=2026-11-02T00:00:00', '“from” must be a time in ISO 8601 with a zone'],
    [`from=${at(-3_000)}`, 'A window is'],
  ] as const) {
    await page.goto(`${path}?${query}`);
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
    await page.getByRole('button', { name: 'Show the last 7 days' }).click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
  }
  await page.goto(`${path}?from=${at(-20)}&to=${at(-18)}`);
  await expect(main(page)).toContainText(/14 days/);
  await page.goto(`${path}?from=${at(-2)}&to=${at(-1)}&zone=Mars/Olympus`);
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
});

test('a link to a copy that was revoked, and to one that never was, say so and no more', async ({
  page,
  browser,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  const issue = await issueOf(page, organization, 'metadata-too-large');
  const answer = await page.request.post('/api/capsules', { data: { kind: 'issue', issue: issue.id } });
  const { url } = z.object({ url: z.string() }).parse(await answer.json());
  const other = await elsewhere(browser);
  await other.goto(url);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(TITLE);
  expect((await page.request.delete(`/api/capsules/${url.slice(3)}`)).status()).toBe(204);
  await other.reload();
  await expect(other.getByRole('heading', { name: 'This copy was revoked' })).toBeVisible();
  expect(await other.content()).not.toContain(organization.organization);
  await other.goto(`/x/${'a'.repeat(26)}`);
  await expect(other.getByRole('heading', { name: 'Nothing was preserved at this address' })).toBeVisible();
  await other.context().close();
});

test('a pasted text travels in its link, and a link that was cut or is too long says so', async ({
  page,
  browser,
}) => {
  await page.goto('/diagnose');
  await page.getByRole('textbox', { name: 'What the customer sent' }).fill(DENIED);
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeVisible();
  await page.keyboard.press('Escape');
  const link = await copiedLink(page);
  expect(link.hash).toMatch(/^#d=[\w-]+$/);

  const other = await elsewhere(browser);
  await other.goto(link.href);
  await expect(other.locator('#diagnosis-title')).toHaveText('Access denied');
  for (const damaged of [link.href.slice(0, -12), `${link.href}%`, `${link.href}${'A'.repeat(70_000)}`]) {
    await other.goto('about:blank');
    await other.goto(damaged);
    await expect(main(other)).toContainText(
      'The text in this link cannot be read: it may have been cut on its way.',
    );
    await expect(other.locator('#diagnosis-title')).toHaveCount(0);
  }
  await other.context().close();
});

test('with a connection a diagnosis is saved under the organization, listed with all else, and revoked there', async ({
  page,
  organizationWith,
  checkA11y,
}) => {
  const organization = await organizationWith({ scenarios: ['healthy'] });
  const name = `${organization.organization} (sandbox)`;
  await page.goto('/diagnose');
  await page.getByRole('textbox', { name: 'What the customer sent' }).fill(DENIED);
  await page.getByRole('button', { name: 'Save as link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Preserve under a link' });
  await expect(dialog.getByRole('combobox', { name: 'Listed under' })).toHaveValue(name);
  await checkA11y();
  await dialog.getByRole('button', { name: 'Preserve', exact: true }).click();
  await expect(dialog).toContainText('It is listed, and can be revoked, under Preserved');

  await page.goto('/capsules');
  const line = page.getByRole('listitem').filter({ hasText: organization.organization });
  await expect(line).toHaveCount(1);
  await expect(line).toContainText('Diagnosis');
  await line.getByRole('button', { name: /^Revoke / }).click();
  await line.getByRole('button', { name: 'Revoke it' }).click();
  await expect(line).toContainText('revoked');

  await page.goto('/diagnose');
  await page.getByRole('textbox', { name: 'What the customer sent' }).fill(DENIED);
  await page.getByRole('button', { name: 'Save as link' }).click();
  await dialog.getByRole('combobox', { name: 'Listed under' }).selectOption({ value: '' });
  await dialog.getByRole('button', { name: 'Preserve', exact: true }).click();
  await expect(dialog).toContainText('It belongs to no connection.');
});

test('copies beyond the first hundred are listed on demand', async ({ page, organizationWith }) => {
  const organization = await organizationWith({ scenarios: ['healthy'] });
  const data = {
    kind: 'diagnosis',
    text: DENIED,
    region: 'sandbox',
    organization: organization.organization,
  };
  // From an address of their own: the other tests share what one address may save in a minute.
  const headers = { 'x-forwarded-for': '198.51.100.23' };
  for (let at = 0; at < 101; at += 1) {
    expect((await page.request.post('/api/capsules', { data, headers })).status()).toBe(201);
  }
  await page.goto('/capsules');
  const lines = page.getByRole('listitem').filter({ hasText: organization.organization });
  await expect(lines.first()).toBeVisible();
  const older = page.getByRole('button', { name: 'Older copies' });
  await older.click();
  await expect(lines).toHaveCount(101);
});

for (const { width, height } of [
  { width: 375, height: 800 },
  { width: 1440, height: 900 },
]) {
  for (const colorScheme of schemesAt(width)) {
    test(`what a link meets without a connection, and times in its zone, at ${width} px, ${colorScheme}: no axe finding, no sideways scrolling`, async ({
      page,
      organizationWith,
      checkA11y,
    }) => {
      const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
      const issue = await issueOf(page, organization, 'metadata-too-large');
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      const isWide = () =>
        page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      for (const path of [
        `${issue.url}?zone=America/Argentina/Buenos_Aires`,
        `${organization.path}/issues?zone=America/Argentina/Buenos_Aires&since=2020-01-01T00:00:00Z`,
      ]) {
        await page.goto(path);
        await expect(main(page)).toContainText('as in the link');
        await checkA11y();
        expect(await isWide()).toBe(false);
      }
      await page.context().clearCookies();
      for (const path of [organization.path, issue.url]) {
        await page.goto(path);
        await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
        await checkA11y();
        expect(await isWide()).toBe(false);
      }
    });
  }
}

import type { APIRequestContext } from '@playwright/test';
import { z } from 'zod';
import { expect, pressShortcut, type SandboxOrganization, schemesAt, test } from './fixtures';

const SCENARIO = 'metadata-too-large';

const found = z.object({
  items: z.array(
    z.object({ uri: z.string(), last: z.object({ operation: z.string(), result: z.string() }) }),
  ),
});

/** Items of the source, with the newest row of each. */
async function itemsOf(organization: SandboxOrganization, request: APIRequestContext) {
  const answer = await request.get(
    `/api${organization.sourcePath(SCENARIO)}/item?uri=cases/&match=substring`,
  );
  return found.parse(await answer.json()).items;
}

test('from a finding to the item: refused where and why, with the rows, the problem and the issue', async ({
  page,
  organizationWith,
  complaints,
}) => {
  const organization = await organizationWith({ scenarios: [SCENARIO] });
  await page.goto(organization.sourcePath(SCENARIO));
  await page
    .getByRole('button', { name: /metadata over 52,428,800 bytes/ })
    .first()
    .click();
  const items = page
    .getByRole('region', { name: 'Findings' })
    .getByRole('link', { name: /^https:\/\/support/ });
  const uri = await items.first().textContent();
  await items.first().click();
  await expect(page).toHaveURL(/\/item\?uri=https/);
  const answer = page.getByRole('region', { name: 'Not indexed' });
  await expect(answer).toContainText('refused at PROCESSING on');
  await expect(answer).toContainText(uri ?? '');
  const deciders = page.getByRole('region', { name: 'What decides' });
  await expect(deciders.getByRole('listitem')).toHaveCount(14);
  const validation = deciders.getByRole('listitem').filter({ hasText: 'Did it pass validation' });
  await expect(validation).toContainText('No');
  await expect(validation.getByRole('link', { name: 'Metadata too large' })).toHaveAttribute(
    'href',
    '/problems/metadata-too-large',
  );
  await expect(validation.getByRole('link', { name: /Its issue/ })).toHaveAttribute('href', /^\/i\/\w{12}$/);
  await validation.getByRole('button', { name: /REJECTED/ }).click();
  await expect(page).toHaveURL(/[?&]row=/);
  const history = page.getByRole('region', { name: 'History' });
  await expect(history).toContainText('"errorCode": "DOCUMENT_METADATA_TOO_LARGE"');
  await page.reload();
  await expect(history).toContainText('"errorCode": "DOCUMENT_METADATA_TOO_LARGE"');
  await history.getByRole('button', { expanded: true }).press('Escape');
  await expect(history).not.toContainText('"errorCode"');
  expect(complaints).toEqual([]);
});

test('by keyboard: an item is looked up from its source, by a part, and chosen from the list', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: [SCENARIO] });
  await page.goto(organization.sourcePath(SCENARIO));
  await expect(page.getByRole('heading', { level: 2, name: 'Failing' })).toBeVisible();
  await pressShortcut(page, '/');
  await page.keyboard.type('cases/42');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/item\?uri=cases%2F42&match=substring$/);
  const list = page.getByRole('region', { name: 'Items that match' });
  await expect(list).toContainText(/\d+ items (match|in the)/);
  await list.getByRole('link').first().press('Enter');
  await expect(page.getByRole('region', { name: 'What decides' })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Item URI' })).toHaveValue(/^https:/);
  await page.goBack();
  await expect(list).toBeVisible();
});

test('a URI with a slash too many: no row for exactly this, and the one that is meant', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: [SCENARIO] });
  const [item] = await itemsOf(organization, page.request);
  await page.goto(`${organization.sourcePath(SCENARIO)}/item?uri=${encodeURIComponent(`${item?.uri}/`)}`);
  await expect(page.getByRole('region', { name: 'Never seen' })).toContainText(
    'for the same without the slash at its end',
  );
  await page.getByRole('region', { name: 'Nearly the same' }).getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Never seen' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'History' })).toContainText('INDEXING');
});

test('logs that are refused: the call, its status and request id, and nothing is claimed', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: [SCENARIO] });
  await organization.control('POST', '/faults', {
    operation: 'logs.list',
    status: 403,
    body: { errorCode: 'ACCESS_DENIED', message: 'Access is denied' },
  });
  await page.goto(`${organization.sourcePath(SCENARIO)}/item?uri=https://example.com/1`);
  await expect(page.getByRole('region', { name: 'Not known' })).toContainText(
    'Coveo answered 403 ACCESS_DENIED',
  );
  const failed = page.getByRole('region', { name: 'Failed reads' });
  await expect(failed).toContainText('logs.list');
  await expect(failed).toContainText(/POST http:\/\/127\.0\.0\.1:\d+\/sandbox\//);
  await expect(failed).toContainText(/Request id\s*[0-9a-f]{8}-/);
  await page.setViewportSize({ width: 375, height: 900 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  await page.goto(organization.sourcePath(SCENARIO));
  await expect(failed).toContainText('logs.list');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
});

test('slow logs: the page says what it waits for, and then answers', async ({ page, organizationWith }) => {
  const organization = await organizationWith({ scenarios: [SCENARIO] });
  // The answer comes once the page was seen to wait for it.
  let answer = () => {};
  const seen = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/api\/.*\/item\?/, async (route) => {
    await seen;
    await route.continue();
  });
  await page.goto(`${organization.sourcePath(SCENARIO)}/item?uri=https://example.com/none`);
  await expect(page.getByText(/can take up to a minute/)).toBeVisible();
  answer();
  await expect(page.getByRole('region', { name: 'Never seen' })).toBeVisible();
  await expect(page.getByText(/can take up to a minute/)).toHaveCount(0);
});

test('an organization without a connection, an unknown source, a search that is too short: each says so', async ({
  page,
  organizationWith,
}) => {
  await page.goto('/o/eu/acme/s/whatever/item?uri=https://example.com/1');
  await expect(page.getByText(/There is no connection to acme in eu/)).toBeVisible();
  const organization = await organizationWith({ scenarios: [SCENARIO] });
  await page.goto(`${organization.path}/s/nobody/item?uri=https://example.com/1`);
  await expect(
    page.getByText(
      /Coveo knows no source nobody: it answered 404 for sources\.get\. Coveo’s request id: \S+\./,
    ),
  ).toBeVisible();
  await page.goto(`${organization.sourcePath(SCENARIO)}/item?uri=ab&match=substring`);
  await expect(page.getByText('A search needs at least 3 characters.')).toBeVisible();
});

test('the same as JSON and as Markdown, and why a question is not answered', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: [SCENARIO] });
  const refused = (await itemsOf(organization, page.request)).find(({ last }) => last.result === 'REJECTED');
  const query = `uri=${encodeURIComponent(refused?.uri ?? '')}`;
  const path = `${organization.sourcePath(SCENARIO)}/item`;
  const json = await page.request.get(`${path}.json?${query}`);
  expect(json.headers()['content-type']).toBe('application/json');
  expect(await json.json()).toMatchObject({ kind: 'item', uri: refused?.uri, state: 'refused' });
  const accepted = await page.request.get(`${path}?${query}`, { headers: { accept: 'application/json' } });
  expect(await accepted.json()).toMatchObject({ kind: 'item', uri: refused?.uri });
  for (const [address, accept] of [
    [`${path}.md?${query}`, '*/*'],
    [`${path}?${query}`, 'text/markdown'],
  ] as const) {
    const markdown = await page.request.get(address, { headers: { accept } });
    expect(markdown.headers()['content-type']).toBe('text/markdown; charset=utf-8');
    expect(await markdown.text()).toContain(`# Item \`${refused?.uri}\`\n\n**Not in the index`);
  }
  const empty = await page.request.get(`/api${path}`);
  expect([empty.status(), await empty.json()]).toMatchObject([
    400,
    { detail: expect.stringContaining('“uri”') },
  ]);
  const unknown = await page.request.get(`/api${organization.path}/s/nobody/item?uri=https://example.com/1`);
  expect(unknown.status()).toBe(404);
  const stranger = await page.request.get('/api/o/eu/acme/s/whatever/item?uri=https://example.com/1');
  expect(stranger.status()).toBe(401);
});

for (const width of [375, 1440]) {
  for (const scheme of schemesAt(width)) {
    test(`at ${width} px, ${scheme}: no axe finding, no sideways scrolling`, async ({
      page,
      organizationWith,
      checkA11y,
      complaints,
    }) => {
      const organization = await organizationWith({ scenarios: [SCENARIO] });
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      const check = async () => {
        await checkA11y();
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
      };
      const refused = (await itemsOf(organization, page.request)).find(
        ({ last }) => last.result === 'REJECTED',
      );
      const path = `${organization.sourcePath(SCENARIO)}/item`;
      await page.goto(path);
      await expect(page.getByText('Which item?')).toBeVisible();
      await check();
      await page.goto(`${path}?uri=${encodeURIComponent(refused?.uri ?? '')}`);
      await page
        .getByRole('region', { name: 'History' })
        .getByRole('button', { name: /\d\d:\d\d:\d\d/ })
        .first()
        .click();
      await check();
      await page.goto(`${path}?uri=cases/42&match=substring`);
      await expect(page.getByRole('region', { name: 'Items that match' })).toBeVisible();
      await check();
      await page.goto(`${path}?uri=${encodeURIComponent('https://support.example.com/none')}`);
      await expect(page.getByRole('region', { name: 'Nearly the same' })).toBeVisible();
      await check();
      expect(complaints).toEqual([]);
    });
  }
}

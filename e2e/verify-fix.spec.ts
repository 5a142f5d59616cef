import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, pressShortcut, type SandboxOrganization, schemesAt, test } from './fixtures';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SCENARIO = 'metadata-too-large';
const looked = z.object({
  findings: z.array(z.object({ issue: z.object({ id: z.string() }).nullable() })),
});
const issueAnswer = z.object({
  state: z.string(),
  verification: z.object({
    n: z.number(),
    state: z.string(),
    plan: z.object({ items: z.array(z.string()), total: z.number() }),
  }),
});

/** The issue of the scenario's source. */
async function issueOf(page: Page, organization: SandboxOrganization): Promise<string> {
  const health = await page.request.get(`/api${organization.sourcePath(SCENARIO)}/health`);
  const id = looked.parse(await health.json()).findings[0]?.issue?.id;
  if (id === undefined) throw new Error('The scenario made no issue.');
  return id;
}

const read = async (page: Page, id: string) =>
  issueAnswer.parse(await (await page.request.get(`/api/issues/${id}`)).json());

/** Pushes items that are small enough, as the customer would. */
async function push(page: Page, organization: SandboxOrganization, items: readonly string[]): Promise<void> {
  const source = organization.sources[0]?.id ?? '';
  const path = `/sandbox/push/v1/organizations/${organization.organization}/sources/${source}/documents`;
  for (const item of items) {
    const pushed = await page.request.put(`${path}?documentId=${encodeURIComponent(item)}`, {
      headers: { authorization: `Bearer ${organization.key}` },
      data: { title: 'Mended', data: 'small' },
    });
    expect(pushed.status()).toBe(202);
  }
}

/** Opens an issue, and begins to verify its fix by keyboard, without a name. */
async function begin(page: Page, id: string): Promise<void> {
  await page.goto(`/i/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await pressShortcut(page, 'v');
  await expect(page.getByRole('radio', { name: /^after it was last seen, / })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Who are you?' }).getByRole('button', { name: 'Go on' }).click();
  await expect(panel(page)).toContainText('None of the 50 followed items was pushed again after');
}

const panel = (page: Page) => page.getByRole('region', { name: 'Verify a fix', exact: true });
const state = (page: Page, name: string) => page.locator('header').getByText(name, { exact: true });

test('a fix is followed until it passes, over a reload, and resolves the issue with its proof', async ({
  page,
  context,
  organizationWith,
  complaints,
}) => {
  const organization = await organizationWith({ scenarios: [SCENARIO] });
  const id = await issueOf(page, organization);
  await begin(page, id);
  await expect(panel(page)).toContainText(/Expect by .* UTC what is pushed now/);
  await expect(panel(page)).toContainText('Begun by someone connected to');
  const { plan } = (await read(page, id)).verification;
  expect([plan.items.length, plan.total > 50]).toEqual([50, true]);

  await page.reload();
  await expect(panel(page)).toContainText('None of the 50 followed items was pushed again');
  const colleague = await context.newPage();
  await colleague.goto(`/i/${id}`);
  await expect(panel(colleague)).toContainText('None of the 50 followed items was pushed again');
  await colleague.close();

  await push(page, organization, plan.items);
  await organization.control('POST', '/clock', { advanceMs: MINUTE_MS });
  await panel(page).getByRole('button', { name: 'Look again' }).click();
  await expect(panel(page)).toContainText(
    /Passed\. 50 of the \d+ items were followed, and all of these pushed again/,
  );
  await expect(panel(page).getByRole('listitem').filter({ hasText: 'Indexed' })).toHaveCount(50);
  await expect(state(page, 'Resolved')).toBeVisible();
  await expect(page.getByRole('region', { name: 'History', exact: true })).toContainText(
    'Resolved: the fix was verified.',
  );
  await expect(panel(page).getByRole('button', { name: 'Verify again' })).toBeVisible();
  const markdown = await page.request.get(`/i/${id}.md`);
  expect(await markdown.text()).toContain('## Verification of the fix\n\n- State: passed');
  expect(complaints).toEqual([]);
});

test('a fix that is none fails with the rows that prove it, and the issue stays open', async ({
  page,
  organizationWith,
  checkA11y,
}) => {
  const organization = await organizationWith({ scenarios: [SCENARIO] });
  const id = await issueOf(page, organization);
  await begin(page, id);
  await organization.control('POST', '/clock', { advanceMs: 26 * HOUR_MS });
  // While it looks, the key asks for nothing more.
  await expect(panel(page).getByRole('button', { name: 'Look again' })).toBeEnabled();
  await pressShortcut(page, 'v');
  await expect(panel(page)).toContainText(/Failed\. \d+ rows on \d+ items show the same problem again/);
  await expect(state(page, 'Open')).toBeVisible();
  await panel(page).getByRole('row').nth(1).getByRole('button').click();
  await expect(panel(page)).toContainText('The row in Coveo’s names');
  await checkA11y();
  const { state: stands, verification } = await read(page, id);
  expect([stands, verification.state]).toEqual(['open', 'failed']);

  // What failed once does not fail the next one, and is shown as it was kept.
  await page.keyboard.press('Escape');
  await panel(page).getByRole('button', { name: 'Verify again' }).click();
  await expect(page.getByRole('radio', { name: /^after the last verification saw it again/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('None of the 50 followed items was pushed again after');
  await panel(page)
    .getByRole('button', { name: /^failed, / })
    .click();
  await expect(panel(page)).toContainText(/Failed\. \d+ rows on \d+ items show the same problem again/);
  await expect(page).toHaveURL(/verification=2/);
  await panel(page)
    .getByRole('button', { name: /^failed, / })
    .click();
  await expect(panel(page)).toContainText('None of the 50 followed items was pushed again after');
});

test('without a push nothing is said of the fix, and it can be given up', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: [SCENARIO] });
  const id = await issueOf(page, organization);
  await begin(page, id);
  const second = await page.request.post(`/api/issues/${id}/verifications`, { data: {} });
  expect([second.status(), (await second.json()).verification]).toEqual([409, 2]);
  await organization.control('POST', '/clock', { advanceMs: 20 * MINUTE_MS });
  await panel(page).getByRole('button', { name: 'Look again' }).click();
  await expect(panel(page)).toContainText(
    /Can’t tell\. No push of the followed items after .* UTC: nothing to verify\. The customer has to push them again\./,
  );
  await panel(page).getByRole('button', { name: 'Give up' }).click();
  await expect(panel(page)).toContainText('Given up before there was an answer.');
  await expect(page.getByRole('region', { name: 'History', exact: true })).toContainText(
    'The verification was given up before there was an answer.',
  );
});

test('the routes answer whoever may see the issue, and nobody else', async ({
  page,
  browser,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: [SCENARIO] });
  const id = await issueOf(page, organization);
  const path = `/api/issues/${id}/verifications`;
  const foreign = await page.request.post(path, { data: {}, headers: { origin: 'https://evil.example' } });
  expect(foreign.status()).toBe(403);
  const clean = await browser.newContext();
  const statuses = await Promise.all([
    clean.request.post(path, { data: {} }).then((answer) => answer.status()),
    clean.request.get(`${path}/2`).then((answer) => answer.status()),
    page.request.get(`${path}/2`).then((answer) => answer.status()),
    page.request.post(path, { data: { since: 'yesterday' } }).then((answer) => answer.status()),
    page.request.get(path).then((answer) => answer.status()),
  ]);
  expect(statuses).toEqual([401, 401, 404, 400, 405]);
  const begun = await page.request.post(path, { data: { who: 'Ann' } });
  expect([begun.status(), issueAnswer.parse(await begun.json()).verification.n]).toEqual([201, 2]);
  await clean.close();
});

for (const size of [
  { width: 375, height: 800 },
  { width: 1440, height: 900 },
] as const) {
  for (const scheme of schemesAt(size.width)) {
    test(`a verification under way at ${size.width} px, ${scheme}: in width, and without a finding of axe`, async ({
      page,
      organizationWith,
      checkA11y,
    }) => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: scheme });
      const organization = await organizationWith({ scenarios: [SCENARIO] });
      const id = await issueOf(page, organization);
      await page.goto(`/i/${id}`);
      await page.getByRole('button', { name: 'Verify a fix' }).click();
      await page.getByRole('radio', { name: 'after a moment of your choice' }).check();
      await page.getByLabel(/^Pushed again after/).fill('not a time');
      await expect(panel(page).getByRole('button', { name: 'Begin' })).toBeDisabled();
      await checkA11y();
      await page.getByRole('radio', { name: /^after it was last seen/ }).check();
      await panel(page).getByRole('button', { name: 'Begin' }).click();
      await page.getByRole('dialog', { name: 'Who are you?' }).getByRole('button', { name: 'Go on' }).click();
      await expect(panel(page)).toContainText('None of the 50 followed items');
      await push(page, organization, (await read(page, id)).verification.plan.items.slice(0, 5));
      await organization.control('POST', '/clock', { advanceMs: MINUTE_MS });
      await panel(page).getByRole('button', { name: 'Look again' }).click();
      await expect(panel(page)).toContainText('5 indexed, 45 not pushed again');
      await checkA11y();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width);
    });
  }
}

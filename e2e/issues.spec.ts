import type { Page } from '@playwright/test';
import { z } from 'zod';
import {
  expect,
  inBothSchemes,
  makeOrganization,
  patient,
  pressShortcut,
  type SandboxOrganization,
  SMALL,
  test,
} from './fixtures';

const SIZES = [
  { width: 375, height: 800 },
  { width: 1440, height: 900 },
] as const;
const TITLE = /items rejected: metadata over 52,428,800 bytes/;
const listed = z.object({
  issues: z.array(z.object({ id: z.string(), url: z.string(), problem: z.string(), revision: z.number() })),
});

/** Looks at a scenario's source, and gives the issue that its problem became. */
async function issueOf(page: Page, organization: SandboxOrganization, scenario: string, problem = scenario) {
  const looked = await page.request.get(`/api${organization.sourcePath(scenario)}/health`);
  expect(looked.status()).toBe(200);
  const { organization: id } = organization;
  const answer = await page.request.get(`/api/issues?region=sandbox&organization=${id}`);
  const issue = listed.parse(await answer.json()).issues.find((each) => each.problem === problem);
  if (issue === undefined) throw new Error(`There is no issue of ${problem}.`);
  return issue;
}

/** Says that one acts without a name, when asked. */
async function goOnWithoutName(page: Page): Promise<void> {
  await page.getByRole('dialog', { name: 'Who are you?' }).getByRole('button', { name: 'Go on' }).click();
}

/** Opens an issue, and waits until it is there. */
async function openIssue(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE);
}

const history = (page: Page) => page.getByRole('region', { name: 'History', exact: true });
const state = (page: Page, name: string) => page.locator('header').getByText(name, { exact: true });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test('by keyboard alone: from a finding to its issue, which is taken on, noted upon and resolved', async ({
  page,
  organizationWith,
  complaints,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  await page.goto(organization.sourcePath('metadata-too-large'));
  const finding = page.getByRole('button', { name: TITLE }).first();
  await finding.focus();
  await page.keyboard.press('Enter');
  const link = page.getByRole('link', { name: 'Open its issue' });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/i\/[a-z0-9]{12}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE);
  await expect(page.getByRole('region', { name: 'Then', exact: true })).toContainText('Failing');
  await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toContainText(
    `sandbox${organization.organization}`,
  );
  await expect(
    page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Issues' }),
  ).toHaveAttribute('href', `${organization.path}/issues`);

  await pressShortcut(page, 'a');
  await expect(page.getByRole('dialog', { name: 'Who are you?' })).toBeVisible();
  await page.keyboard.type('Kim of support');
  await page.keyboard.press('Enter');
  await expect(state(page, 'Acknowledged')).toBeVisible();
  await expect(history(page)).toContainText('Kim of support');

  await pressShortcut(page, 'm');
  await page.keyboard.type('Asked the customer for their export.\nTicket 4711.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(history(page).getByRole('listitem').last()).toContainText('Ticket 4711.');
  await expect(page.getByRole('textbox', { name: 'Add a note' })).toHaveValue('');
  await page.keyboard.press('Escape');

  await pressShortcut(page, 'e');
  await expect(state(page, 'Resolved')).toBeVisible();
  await pressShortcut(page, 'o');
  await expect(state(page, 'Open')).toBeVisible();
  await expect(history(page).getByRole('listitem')).toHaveCount(5);
  await page.getByRole('button', { name: 'Acknowledge' }).press('Enter');
  await expect(state(page, 'Acknowledged')).toBeVisible();
  // The button has gone: the focus is on what can be done now.
  await expect(page.getByRole('group', { name: 'Change the state' })).toBeFocused();
  expect(complaints).toEqual([]);
});

test('a resolved issue comes back by itself when a later push shows it again, and says then beside now', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  const issue = await issueOf(page, organization, 'metadata-too-large');
  await openIssue(page, issue.url);
  await pressShortcut(page, 'n');
  const now = page.getByRole('region', { name: 'Now', exact: true });
  await expect(now).toContainText('No push has settled since: can’t tell.');

  await page.getByRole('button', { name: 'Resolve' }).click();
  await goOnWithoutName(page);
  await expect(state(page, 'Resolved')).toBeVisible();
  await organization.control('POST', '/clock', { advanceMs: 2 * 24 * 3_600_000 });
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(now).toContainText(/Then \d+ of \d+ in the run of .* UTC; newest run, .* UTC: \d+ of \d+/);
  await expect(state(page, 'Open')).toBeVisible();
  await expect(page.getByText('came back, noticed')).toBeVisible();
  await expect(history(page).getByRole('listitem').last()).toContainText('Came back after it was resolved');
  await expect(now).toContainText('The newest reading that found it');
  await page.getByRole('button', { name: 'Newest reading' }).click();
  await expect(page).toHaveURL(/[?&]reading=newest/);
});

test('a check of how an issue is now ends where it is stopped, and where its page is left', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  const issue = await issueOf(page, organization, 'metadata-too-large');
  await openIssue(page, issue.url);
  await organization.control('POST', '/faults', { operation: 'logs.facetsStats', mode: 'hang' });
  const ended = (path: string) =>
    page.waitForEvent('requestfailed', (request) => new URL(request.url()).pathname.endsWith(path));
  const now = page.getByRole('region', { name: 'Now', exact: true });
  const stop = now.getByRole('button', { name: 'Stop' });

  await pressShortcut(page, 'n');
  await expect(stop).toBeVisible();
  const both = Promise.all([ended('/now'), ended('/scan')]);
  await stop.click();
  await both;
  await expect(now).toContainText('Not checked. It was stopped before the logs were read.');

  await now.getByRole('button', { name: 'Check now' }).click();
  await expect(stop).toBeVisible();
  const left = Promise.all([ended('/now'), ended('/scan')]);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Issues' }).click();
  await left;
});

test('whoever comes second is told who was first, and keeps what they had typed', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  const issue = await issueOf(page, organization, 'metadata-too-large');
  await openIssue(page, issue.url);
  await page.getByRole('textbox', { name: 'Add a note' }).fill('Half a thought');
  const first = await page.request.post(`/api/issues/${issue.id}/changes`, {
    data: { kind: 'resolved', seen: issue.revision, who: 'Robin' },
  });
  expect(first.status()).toBe(200);
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await goOnWithoutName(page);
  const told = page.getByRole('alert').filter({ hasText: 'was quicker' });
  await expect(told).toContainText(
    'Robin was quicker: the issue is resolved now. Nothing was changed by you.',
  );
  await expect(state(page, 'Resolved')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Add a note' })).toHaveValue('Half a thought');
  await told.getByRole('button', { name: 'Acknowledge all the same' }).click();
  await expect(state(page, 'Acknowledged')).toBeVisible();
  await expect(told).toHaveCount(0);
});

test('an issue is ignored until a day, or with a warning for ever', async ({ page, organizationWith }) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  const issue = await issueOf(page, organization, 'metadata-too-large');
  await openIssue(page, issue.url);
  await pressShortcut(page, 'x');
  const dialog = page.getByRole('dialog', { name: 'Ignore this issue' });
  await dialog.getByRole('radio', { name: 'Until somebody reopens it' }).check();
  await expect(dialog).toContainText('It never opens by itself again');
  await dialog.getByRole('radio', { name: 'Until a day of your choice' }).check();
  await expect(dialog.getByRole('button', { name: 'Ignore' })).toBeDisabled();
  await dialog.getByLabel('Ignore until the beginning of this day, UTC').fill('2099-01-01');
  await dialog.getByRole('button', { name: 'Ignore' }).click();
  await goOnWithoutName(page);
  await expect(state(page, 'Ignored')).toBeVisible();
  await expect(page.locator('header').getByText('until Thu 1 Jan 00:00 UTC')).toBeVisible();
});

test('a link opened in a clean browser says to connect, and never whether the issue exists', async ({
  page,
  browser,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  const issue = await issueOf(page, organization, 'metadata-too-large');
  const clean = await browser.newContext({ timezoneId: 'Asia/Tokyo' });
  const other = patient(await clean.newPage());
  const seenAt = async (url: string) => {
    await other.goto(url);
    await expect(other.getByRole('main')).not.toBeEmpty();
    await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
    return [await other.getByRole('main').innerText(), (await other.title()).replace(/[a-z0-9]{12}/, 'ID')];
  };
  const without = await seenAt(issue.url);
  expect(without[0]).toContain('Connect first');
  expect(without[0]).toContain('The link stays good');
  expect(await seenAt('/i/222222222222')).toEqual(without);

  const elsewhere = await makeOrganization(other.request, { scenarios: ['healthy'] });
  await other.request.post('/api/connections', {
    data: { region: 'sandbox', organization: elsewhere.organization, token: elsewhere.key },
  });
  const foreign = await seenAt(issue.url);
  expect(foreign[0]).toContain('No issue for you at this address');
  expect(foreign[0]).not.toContain('metadata');
  expect(await seenAt('/i/222222222222')).toEqual(foreign);

  await other.request.post('/api/connections', {
    data: { region: 'sandbox', organization: organization.organization, token: organization.key },
  });
  await other.goto(issue.url);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(TITLE);
  await other.request.delete(`/sandbox/_control/organizations/${elsewhere.organization}`);
  await clean.close();
});

test('what is copied: a permanent link, Markdown for colleagues and for the customer, two lines, and cURL', async ({
  page,
  context,
  organizationWith,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  const issue = await issueOf(page, organization, 'metadata-too-large');
  await openIssue(page, `${issue.url}?reading=newest`);
  const { origin } = new URL(page.url());

  await pressShortcut(page, 'c');
  await expect.poll(() => clipboard(page)).toBe(`${origin}${issue.url}`);
  await page.getByRole('button', { name: 'Markdown, internal' }).click();
  await expect.poll(() => clipboard(page)).toContain(organization.organization);
  expect(await clipboard(page)).toContain(`${origin}${issue.url}`);

  await page.getByRole('combobox', { name: 'Their time zone' }).selectOption('Asia/Tokyo');
  await page.getByRole('button', { name: 'Markdown for a reply' }).click();
  // What colleagues get is still on the clipboard for a moment, and has its steps too.
  await expect.poll(() => clipboard(page)).not.toContain(issue.url);
  expect(await clipboard(page)).toContain('1. ');
  await pressShortcut(page, 'y');
  await expect.poll(async () => (await clipboard(page)).split('\n').length).toBe(2);
  await pressShortcut(page, 'u');
  await expect.poll(() => clipboard(page)).toContain('$COVEO_TOKEN');
  expect(await clipboard(page)).not.toContain(organization.key);

  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Their time zone' })).toHaveValue('Asia/Tokyo');
});

test('a link to a row opens it, and says so where it was not kept', async ({ page, organizationWith }) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  const issue = await issueOf(page, organization, 'metadata-too-large');
  await openIssue(page, issue.url);
  const proof = page.getByRole('region', { name: 'Proof' });
  await proof.getByRole('row').nth(1).getByRole('button').click();
  await expect(page).toHaveURL(/[?&]row=/);
  await page.reload();
  await expect(proof).toContainText('The row in Coveo’s names');
  await page.goto(`${issue.url}?row=gone`);
  await expect(proof).toContainText('is not among those that were kept');
});

test('the list: by state, source and words in the address, by keyboard, and which nothing it is', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large', 'silent', 'healthy'] });
  await page.goto(`${organization.path}/issues`);
  await expect(page.getByText('No issue is open or acknowledged')).toBeVisible();
  const issue = await issueOf(page, organization, 'metadata-too-large');
  await issueOf(page, organization, 'silent', 'silent-source');
  await pressShortcut(page, 'r');
  const rows = page.getByRole('main').locator('ul').getByRole('listitem');
  await expect(rows).toHaveCount(2);

  await page.getByRole('combobox', { name: 'Source' }).selectOption({ label: 'Customer cases' });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(TITLE);
  await expect(page).toHaveURL(/[?&]source=/);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByText('No issue fits the filters')).toBeVisible();
  await page.getByRole('button', { name: 'Show every issue' }).click();
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(/[?&]state=open,acknowledged,resolved,ignored/);

  await pressShortcut(page, '/');
  await page.keyboard.type('nothing of the kind');
  await expect(page.getByText('No issue matches')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Search issues' }).fill('metadata');
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/[?&]q=metadata/);
  await page.getByRole('searchbox', { name: 'Search issues' }).blur();
  await pressShortcut(page, 'j');
  await expect(page.getByRole('link', { name: TITLE })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${issue.url}$`));
});

for (const size of SIZES) {
  const look = `${size.width} px, light and dark`;

  test(`an issue at ${look}: whole, in width, and without a finding of axe`, async ({
    page,
    organizationWith,
    checkA11y,
  }) => {
    await page.setViewportSize(size);
    const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
    const issue = await issueOf(page, organization, 'metadata-too-large');
    await openIssue(page, issue.url);
    await page.getByRole('button', { name: 'Check now' }).click();
    await expect(page.getByRole('button', { name: 'Check again' })).toBeVisible();
    await page.getByRole('region', { name: 'Proof' }).getByRole('row').nth(1).getByRole('button').click();
    await inBothSchemes(page, checkA11y);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width);
    await page.getByRole('button', { name: 'Ignore…' }).click();
    await expect(page.getByRole('radio', { name: 'For a week' })).toBeFocused();
    await inBothSchemes(page, checkA11y);
  });

  test(`the list, and no issue, at ${look}: in width, and without a finding of axe`, async ({
    page,
    organizationWith,
    checkA11y,
  }) => {
    await page.setViewportSize(size);
    const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
    await issueOf(page, organization, 'metadata-too-large');
    await page.goto(`${organization.path}/issues`);
    await expect(page.getByRole('link', { name: TITLE })).toBeVisible();
    await inBothSchemes(page, checkA11y);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width);
    await page.goto('/i/222222222222');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await inBothSchemes(page, checkA11y);
  });
}

import { expect, test } from './fixtures';

test('a verdict is made again once it is older than 15 minutes, and when one reads again', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['healthy'] });
  const judged: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/health')) judged.push(new URL(request.url()).search);
  });
  const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Article library' }) });
  await page.goto(organization.path);
  await expect(row).toContainText('No problem seen');
  expect(judged).toEqual(['']);

  await page.reload();
  await expect(row).toContainText('No problem seen');
  expect(judged).toEqual(['']);

  await page.getByRole('button', { name: 'Read again' }).click();
  await expect.poll(() => judged).toEqual(['', '?refresh=1']);
  await expect(row).toContainText('No problem seen');

  await organization.control('POST', '/clock', { advanceMs: 16 * 60_000 });
  await page.reload();
  await expect.poll(() => judged).toEqual(['', '?refresh=1', '']);
});

test('under somebody’s pointer the list does not put itself in order, but offers it', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['healthy', 'metadata-too-large'] });
  let judge = () => {};
  const pointed = new Promise<void>((resolve) => {
    judge = resolve;
  });
  await page.route(/\/health$/, async (route) => {
    await pointed;
    await route.continue();
  });
  await page.goto(organization.path);
  const rows = page.getByRole('main').getByRole('listitem').getByRole('link');
  await expect(rows).toHaveText([/Article library/, /Customer cases/]);
  await rows.first().hover();
  judge();
  const offer = page.getByRole('button', { name: /worst first/ });
  await expect(offer).toBeVisible();
  await expect(rows).toHaveText([/Article library/, /Customer cases/]);
  await offer.click();
  await expect(rows).toHaveText([/Customer cases/, /Article library/]);
});

test('leaving the list ends the scans that it had begun', async ({ page, organizationWith }) => {
  const organization = await organizationWith({
    scenarios: ['healthy', 'silent', 'metadata-too-large'],
    latencyMs: 1_000,
  });
  const ended: string[] = [];
  page.on('requestfailed', (request) => {
    if (request.url().includes('/health')) ended.push(request.failure()?.errorText ?? '');
  });
  const begun = page.waitForRequest(/\/health$/);
  await page.goto(organization.path);
  await begun;
  // A step inside the page: the browser itself would end the requests of a page that it throws away.
  await page.getByRole('link', { name: 'Article library' }).click();
  await expect(page).toHaveURL(organization.sourcePath('healthy'));
  await expect.poll(() => ended.length).toBeGreaterThan(0);
});

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { expect, test } from './fixtures';

/** The calls that the sandbox was asked, by operation. */
function callsOf(state: unknown): Record<string, number> {
  return z.object({ calls: z.record(z.string(), z.number()) }).parse(state).calls;
}

test('what changed since the last good run is told with numbers, and what is as usual is folded', async ({
  page,
  organizationWith,
  checkA11y,
}) => {
  const organization = await organizationWith({ scenarios: ['half-missing'] });
  await page.goto(organization.sourcePath('half-missing'));
  const changed = page.getByRole('region', { name: 'What changed' });
  await expect(
    changed.getByRole('row', { name: /^Pushed (?:69|70)\d 3\d\d (?:50|51) % less/ }),
  ).toBeVisible();
  await expect(changed.getByRole('row', { name: /^Delete older than requests 1 0/ })).toBeVisible();
  await expect(changed).toContainText('in which no item was lost');
  await expect(changed.getByRole('row', { name: /^Began/ })).toBeHidden();
  await changed.getByText(/as usual$/).click();
  await expect(changed.getByRole('row', { name: /^Began/ })).toBeVisible();
  await checkA11y();
});

test('nothing changed in a healthy source, and it says so', async ({ page, organizationWith }) => {
  const organization = await organizationWith({ scenarios: ['healthy'], dialect: 'bare' });
  await page.goto(organization.sourcePath('healthy'));
  await expect(page.getByRole('region', { name: 'What changed' })).toContainText(
    'Nothing that the logs show changed beyond the usual variation.',
  );
  await expect(page.getByRole('region', { name: 'What stands in the rows' })).toContainText(
    /no \(0 of \d+ rows/,
  );
});

test('a number of the ledger opens its rows by keyboard, page by page, with their query', async ({
  page,
  organizationWith,
  checkA11y,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'] });
  await page.goto(organization.sourcePath('metadata-too-large'));
  const ledger = page.getByRole('region', { name: 'Newest run' });
  const number = ledger.getByRole('button', { name: /^\d+ \(rows\)$/ }).nth(2);
  const count = Number(/^\d+/.exec((await number.textContent()) ?? '')?.[0]);
  expect(count).toBeGreaterThan(50);
  await number.focus();
  await page.keyboard.press('Enter');
  const rows = page.getByRole('region', { name: 'Rows: Rejected in the newest run' });
  await expect(rows.getByRole('status').first()).toHaveText(`50 of ${count} rows, newest first`);
  await expect(rows).toContainText(/Query: Log rows of the source at PROCESSING of .* with REJECTED/);
  await expect(page).toHaveURL(/[?&]rows=run\.rejected/);
  await checkA11y();
  await rows.getByRole('button', { name: 'Show more' }).press('Enter');
  await expect(rows.getByRole('status').first()).toHaveText(`${count} rows, newest first`);
  await rows.getByRole('button', { name: 'Close rows' }).focus();
  await page.keyboard.press('Escape');
  await expect(rows).toBeHidden();
  await expect(number).toBeFocused();
  await page.goto(`${organization.sourcePath('metadata-too-large')}?rows=run.rejected`);
  await expect(rows.getByRole('status').first()).toContainText(`of ${count} rows`);
});

test('the rows behind a number do not ask Coveo again', async ({ page, organizationWith }) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'] });
  await page.goto(organization.sourcePath('metadata-too-large'));
  await expect(page.getByRole('heading', { level: 2, name: 'Failing' })).toBeVisible();
  const before = callsOf(await organization.control('GET', ''));
  await page.goto(`${organization.sourcePath('metadata-too-large')}?rows=window.rejected`);
  await expect(page.getByRole('region', { name: 'Rows: Rejected in the window' })).toContainText('of');
  const source = organization.sources[0]?.id;
  const answer = await page.request.get(
    `/api/o/sandbox/${organization.organization}/s/${source}/rows?run=newest&outcome=pushed`,
  );
  expect(answer.status()).toBe(200);
  expect((await answer.json()).rows).toHaveLength(50);
  const bad = await page.request.get(
    `/api/o/sandbox/${organization.organization}/s/${source}/rows?run=newest&outcome=lost`,
  );
  expect([bad.status(), bad.headers()['content-type']]).toEqual([400, 'application/problem+json']);
  expect(callsOf(await organization.control('GET', ''))).toEqual(before);
});

test('a finding carries the query of its rows as cURL, without a token', async ({
  page,
  context,
  organizationWith,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const organization = await organizationWith({ scenarios: ['metadata-too-large'] });
  await page.goto(organization.sourcePath('metadata-too-large'));
  await page.getByRole('button', { name: /items rejected: metadata over/ }).click();
  const findings = page.getByRole('region', { name: 'Findings' });
  await findings.getByRole('button', { name: 'Copy as cURL' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('$COVEO_TOKEN');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`/logs/v1/organizations/${organization.organization}?from=`);
  expect(copied).not.toContain(organization.key);
});

test('the census is exported as JSON and as Markdown, and names nobody', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['unknown-rejection'] });
  await page.goto(organization.sourcePath('unknown-rejection'));
  const panel = page.getByRole('region', { name: 'What stands in the rows' });
  await expect(panel).toContainText(/yes \(\d+ of \d+ rows looked at\)/);
  for (const [link, begins] of [
    ['Export the census as JSON', '{"asOf"'],
    ['as Markdown', '# What stands in the log rows'],
  ] as const) {
    const download = page.waitForEvent('download');
    await panel.getByRole('link', { name: link, exact: true }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text.startsWith(begins)).toBe(true);
    expect(text).toContain('FIELD_VALUE_NOT_COERCIBLE');
    expect(text).not.toContain(organization.organization);
    expect(text).not.toContain('://');
  }
});

test('the page refreshes by itself while it is visible, unless it is switched off', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['silent'] });
  const readings: string[] = [];
  page.on('request', (request) => {
    if (/\/scan\?.*refresh=1/.test(request.url())) readings.push(request.url());
  });
  await page.clock.install();
  await page.goto(organization.sourcePath('silent'));
  await expect(page.getByText(/refreshed \d\d:\d\d:\d\d UTC, again in \d+ s/)).toBeVisible();
  const first = await page.getByText(/refreshed \d\d:\d\d:\d\d UTC/).textContent();
  await organization.control('POST', '/clock', { advanceMs: 3_600_000 });
  expect(readings).toHaveLength(0);
  await page.clock.fastForward('05:00');
  await expect(page.getByText(/refreshed \d\d:\d\d:\d\d UTC/)).not.toHaveText(first ?? '');
  await expect(page.getByText(/again in \d+ s/)).toBeVisible();
  expect(readings).toHaveLength(1);
  const auto = page.getByRole('switch', { name: 'Refresh by itself' });
  await auto.press('Space');
  await expect(auto).not.toBeChecked();
  await expect(page.getByText('not by itself')).toBeVisible();
  await page.clock.fastForward('05:00');
  await page.reload();
  await expect(auto).not.toBeChecked();
  await page.clock.fastForward('05:00');
  await expect(page.getByRole('heading', { level: 2, name: 'Failing' })).toBeVisible();
  expect(readings).toHaveLength(1);
});

test('a window that is fixed is not refreshed by itself', async ({ page, organizationWith }) => {
  const organization = await organizationWith({ scenarios: ['healthy'] });
  const to = new Date(Math.floor(Date.parse(organization.now) / 3_600_000) * 3_600_000);
  const from = new Date(to.getTime() - 24 * 3_600_000);
  await page.goto(`${organization.sourcePath('healthy')}?from=${from.toISOString()}&to=${to.toISOString()}`);
  await expect(page.getByText('not by itself: the window is fixed')).toBeVisible();
});

test('the plan of a reading is shown while it runs', async ({ page, organizationWith }) => {
  const organization = await organizationWith({ scenarios: ['healthy'] });
  // It does not end before it was seen.
  await organization.control('POST', '/faults', { operation: 'logs.list', mode: 'hang' });
  await page.goto(organization.sourcePath('healthy'));
  await expect(page.getByText(/Coveo counts [\d,]+ rows: every one is read\./)).toBeVisible();
});

test('at 375 px nothing is wider than the page, in light and dark', async ({
  page,
  organizationWith,
  checkA11y,
}) => {
  const organization = await organizationWith({ scenarios: ['one-hour-off'] });
  await page.setViewportSize({ width: 375, height: 812 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${organization.sourcePath('one-hour-off')}?rows=run.rejected`);
    await expect(page.getByRole('region', { name: 'What changed' })).toContainText('60 min ahead of its row');
    await expect(page.getByRole('region', { name: 'Rows: Rejected in the newest run' })).toContainText(
      /\d+ rows, newest first/,
    );
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(375);
    await checkA11y();
  }
});

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { test as base, expect, patient, type SandboxOrganization, SMALL } from './fixtures';

const DAY_MS = 24 * 3_600_000;
const preserved = z.object({ id: z.string(), url: z.string(), sha256: z.string() });
const answered = z.object({
  window: z.object({ from: z.string(), to: z.string() }),
  days: z.array(z.object({ day: z.string(), verdict: z.string().nullable() })),
});

interface Fixtures {
  /** A source that was looked at, and once more 20 days later: between the two lies time that nobody observed. */
  readonly seenTwice: { readonly path: string; readonly organization: SandboxOrganization };
}

const test = base.extend<Fixtures>({
  seenTwice: async ({ page, organizationWith }, use) => {
    const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
    const path = organization.sourcePath('metadata-too-large');
    const look = async () => {
      const answer = await page.request.get(`/api${path}/health?refresh=1`);
      expect(answer.status()).toBe(200);
    };
    await look();
    await organization.control('POST', '/clock', { advanceMs: 20 * DAY_MS });
    await look();
    await use({ path, organization });
  },
});

test('a report shows what was captured beyond Coveo’s 14 days, and says what nobody observed', async ({
  page,
  seenTwice: { path },
  checkA11y,
  complaints,
}) => {
  await page.goto(path);
  const link = page.getByRole('link', { name: 'Report' });
  await expect(link).toHaveAttribute('href', /from=/);
  await link.click();
  await expect(page).toHaveURL(/\/report\?from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d$/);
  await expect(page.getByRole('heading', { level: 1, name: /^Report of / })).toBeVisible();
  await expect(page.getByText(/^On 2 of 30 days it was looked at \(\d times by hand/)).toBeVisible();
  await expect(
    page.getByRole('img', { name: /^Verdicts of 30 days: failing 2, not looked at 28/ }),
  ).toBeVisible();
  await expect(page.getByText(/^Not observed: .* – .* UTC$/).first()).toBeVisible();
  await expect(page.getByRole('link', { name: /items rejected/ })).toHaveAttribute('href', /^\/i\//);
  await checkA11y();

  await page.setViewportSize({ width: 375, height: 800 });
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBe(0);
  await page.getByRole('button', { name: 'Show as table' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/view=table/);
  const table = page.getByRole('table', { name: 'The source day by day, in UTC' });
  await expect(table.getByRole('row')).toHaveCount(31);
  await checkA11y();

  await page.getByRole('button', { name: 'Last 7 days' }).click();
  await expect(page.getByText(/^On 1 of 7 days it was looked at/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Last 7 days' })).toBeFocused();
  await page.goBack();
  await expect(page.getByText(/^On 2 of 30 days it was looked at/)).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a report has a Markdown and a JSON twin, and opens for nobody without a connection', async ({
  page,
  browser,
  seenTwice: { path },
}) => {
  const byEnding = await page.request.get(`${path}/report.md`);
  const byAccept = await page.request.get(`${path}/report`, { headers: { accept: 'text/markdown' } });
  for (const answer of [byEnding, byAccept]) {
    expect([answer.status(), answer.headers()['content-type']]).toEqual([
      200,
      'text/markdown; charset=utf-8',
    ]);
    expect(await answer.text()).toMatch(
      /^# Report of .*\n[\s\S]*## Day by day[\s\S]*\| not looked at \| not at all \| – \|/,
    );
  }
  const json = await page.request.get(`${path}/report.json?from=2026-01-01&to=2026-01-02`);
  expect(json.status()).toBe(200);
  const report = answered.parse(await json.json());
  expect(report).toEqual({
    window: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-03T00:00:00.000Z' },
    days: [
      { day: '2026-01-01', verdict: null },
      { day: '2026-01-02', verdict: null },
    ],
  });
  const bad = await page.request.get(`${path}/report.json?from=yesterday`);
  expect([bad.status(), bad.headers()['content-type']]).toEqual([400, 'application/problem+json']);

  const context = await browser.newContext();
  const stranger = await context.request.get(`${path}/report.json`);
  expect(stranger.status()).toBe(401);
  await context.close();
});

test('a report is preserved by keyboard, masked, and opens in a clean browser that calls nobody', async ({
  page,
  browser,
  seenTwice: { path, organization },
}) => {
  await page.goto(`${path}/report`);
  await page.getByRole('button', { name: 'Preserve', exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Preserve under a link' });
  const answering = page.waitForResponse((response) => response.url().endsWith('/api/capsules'));
  await dialog.getByRole('button', { name: 'Preserve', exact: true }).press('Enter');
  const { url, sha256 } = preserved.parse(await (await answering).json());

  const context = await browser.newContext({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP' });
  const other = patient(await context.newPage());
  const opened = await other.goto(url);
  expect(opened?.status()).toBe(200);
  await expect(other.getByText('Preserved copy', { exact: true })).toBeVisible();
  await expect(other.getByText(/^On 2 of 30 days it was looked at/)).toBeVisible();
  const written = await (await other.request.get(`${url}.json`)).text();
  expect(createHash('sha256').update(written).digest('hex')).toBe(sha256);
  const markdown = await (await other.request.get(`${url}.md`)).text();
  expect(markdown).toContain('## Day by day');
  const sourceId = organization.sources[0]?.id.replace(`-${organization.organization}`, '') ?? '';
  for (const text of [written, markdown, await other.content()]) {
    expect(text).not.toContain(organization.organization);
    expect(text).not.toContain(sourceId);
    expect(text).not.toContain('/i/');
  }
  await context.close();
});

test('the source page shows captured days before the live logs, and says where nothing was captured', async ({
  page,
  seenTwice: { path },
  checkA11y,
  complaints,
}) => {
  await page.goto(path);
  await page.getByRole('button', { name: 'Last 30 days' }).click();
  await expect(page.getByRole('button', { name: 'Last 30 days' })).toHaveAttribute('aria-pressed', 'true');
  await expect(
    page.getByText(/of the 30 days shown are counted from what was captured/).first(),
  ).toBeVisible();
  const ribbon = page.getByRole('img', { name: /^Where the counts come from: / });
  await expect(ribbon).toHaveAccessibleName(/live logs .*captured, by day .*not observed /);
  await checkA11y();
  await page.getByRole('button', { name: 'Show as table' }).click();
  const table = page.getByRole('table', { name: /^Pushes and outcomes/ });
  await expect(table.getByText('not observed').first()).toBeVisible();
  await expect(page.getByText(/^Captured, by day: /)).toBeVisible();

  await page.goto(`${path}?from=2026-03-01T00:00:00Z&to=2026-03-08T00:00:00Z`);
  await expect(page.getByText(/nothing older of this window was captured/).first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a stretch of timeline is preserved from the source page', async ({
  page,
  browser,
  seenTwice: { path },
}) => {
  await page.goto(path);
  await page.getByRole('button', { name: 'Last 30 days' }).click();
  await expect(page.getByRole('img', { name: /^Where the counts come from: / })).toBeVisible();
  await page.getByRole('button', { name: 'Preserve', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Preserve under a link' });
  await dialog.getByRole('button', { name: 'Preserve', exact: true }).click();
  const link = await dialog.getByRole('link').first().getAttribute('href');
  const context = await browser.newContext();
  const other = patient(await context.newPage());
  await other.goto(link ?? '');
  await expect(
    other.getByRole('img', { name: /^Where the counts come from: .*captured, by day/ }),
  ).toBeVisible();
  await context.close();
});

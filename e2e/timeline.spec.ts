import { expect, SMALL, test } from './fixtures';

test('dragging zooms, the address holds the window, and the browser goes back', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  await page.goto(organization.sourcePath('metadata-too-large'));
  const chart = page.getByRole('slider', { name: 'Timeline, bucket by bucket' });
  const verdict = page.getByRole('heading', { level: 2, name: 'Failing' });
  await expect(verdict).toBeVisible();
  const headline = await verdict.textContent();
  // Where it is counts once nothing moves any more.
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  if (!box) throw new Error('The timeline has no size.');
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*&to=/);
  await expect(page.getByRole('button', { name: 'Whole window' })).toBeVisible();
  await expect(verdict).toHaveText(headline ?? '');
  await page.goBack();
  await expect(page).not.toHaveURL(/from=/);
});

test('keys move, select, zoom and go back', async ({ page, organizationWith }) => {
  const organization = await organizationWith({ scenarios: ['healthy'] });
  await page.goto(organization.sourcePath('healthy'));
  const chart = page.getByRole('slider', { name: 'Timeline, bucket by bucket' });
  await chart.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/from=.*&to=/);
  const { searchParams } = new URL(page.url());
  expect(
    Date.parse(searchParams.get('to') ?? '') - Date.parse(searchParams.get('from') ?? ''),
  ).toBeGreaterThan(0);
  await chart.focus();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/from=/);
});

test('a shared link opens the same window, and a window that makes no sense says what to do', async ({
  page,
  organizationWith,
}) => {
  const organization = await organizationWith({ scenarios: ['healthy'] });
  const to = new Date(Math.floor(Date.parse(organization.now) / 3_600_000) * 3_600_000);
  const from = new Date(to.getTime() - 24 * 3_600_000);
  await page.goto(
    `${organization.sourcePath('healthy')}?from=${from.toISOString()}&to=${to.toISOString()}&tracked=1`,
  );
  await expect(page.getByRole('img', { name: /^Pushes by operation/ })).toHaveAccessibleName(
    /(Add|Update) \d/,
  );
  await expect(page).toHaveURL(/tracked=1/);
  await page.goto(`${organization.sourcePath('healthy')}?from=2026-01-01&to=yesterday`);
  await expect(page.getByRole('alert').first()).toContainText('ISO 8601');
});

test('the table says the same as the chart', async ({ page, organizationWith }) => {
  const organization = await organizationWith({ scenarios: ['metadata-too-large'], ...SMALL });
  await page.goto(organization.sourcePath('metadata-too-large'));
  await expect(page.getByRole('heading', { level: 2, name: 'Failing' })).toBeVisible();
  const name = await page.getByRole('img', { name: /^Outcomes/ }).getAttribute('aria-label');
  const rejected = Number(/rejected ([\d,]+)/i.exec(name ?? '')?.[1]?.replace(/,/g, ''));
  expect(rejected).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Show as table' }).click();
  const table = page.getByRole('table', { name: /^Pushes and outcomes/ });
  await expect(table).toBeVisible();
  const labels = await table.locator('thead tr').last().getByRole('columnheader').allTextContents();
  const at = labels.findIndex((label) => /^rejected/i.test(label)) + 1;
  const cells = await table
    .locator('tbody tr')
    .evaluateAll((rows, index) => rows.map((row) => row.children[index]?.textContent ?? ''), at);
  expect(cells.reduce((sum, text) => sum + (Number(text.replace(/\D/g, '')) || 0), 0)).toBe(rejected);
});
